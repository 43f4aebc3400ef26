package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.workload.CommandFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a name adds to a command that issues keys, and that it adds nothing where nobody gives one. */
class KeyRequestsTest {
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final long BALANCE_E8 = 10_000_00000000L;
    private static final byte[] NO_NAME = {};

    private final EventDigest said = new EventDigest();
    private final EventDigest saidByOther = new EventDigest();
    private final Venue venue = new Venue(said);
    private final Venue other = new Venue(saidByOther);

    @Test
    void shouldDoUnderANameWhatIsDoneWithoutOne() {
        venue.issueAllKindsOfKeys(NO_NAME, NO_NAME);
        other.issueAllKindsOfKeys(text("one"), text("two"));

        assertEquals(said.hex(), saidByOther.hex());
    }

    @Test
    void shouldRememberNamesBehindTheStateOfAVenueWithoutThem() {
        venue.issueAllKindsOfKeys(NO_NAME, NO_NAME);
        other.issueAllKindsOfKeys(text("one"), text("two"));

        byte[] without = StateBytes.of(venue.host).toByteArray();
        byte[] with = StateBytes.of(other.host).toByteArray();
        assertNotEquals(without.length, with.length);
        assertEquals(1, countOfDifferences(without, with), "the flag that names follow");
    }

    @Test
    void shouldAddNothingToAStateWhoseNamesAreForgotten() {
        venue.issueAllKindsOfKeys(NO_NAME, NO_NAME);
        other.issueAllKindsOfKeys(text("one"), text("two"));
        for (Venue both : new Venue[]{venue, other}) {
            both.nowNs += 86_400_000_000_000L;
        }
        venue.refusedRequests(NO_NAME);
        other.refusedRequests(text("three"));

        assertEquals(said.hex(), saidByOther.hex());
        assertArrayEquals(
                StateBytes.of(venue.host).toByteArray(), StateBytes.of(other.host).toByteArray());
    }

    @Test
    void shouldKnowANameThatASnapshotHas() {
        venue.issueAllKindsOfKeys(text("one"), text("two"));
        Venue heir = new Venue(new EventDigest());
        StateBytes.of(venue.host).restoreInto(heir.fresh());
        heir.sequence = venue.sequence;
        heir.nowNs = venue.nowNs;
        byte[] before = StateBytes.of(heir.host).toByteArray();
        int agents = heir.host.engine().agents();

        heir.command.openAccount("again", BALANCE_E8);
        heir.send(text("one"));

        assertEquals(agents, heir.host.engine().agents());
        assertEquals(before.length, StateBytes.of(heir.host).toByteArray().length);
    }

    @Test
    void shouldHaltAtANameForACommandThatIssuesNoKeys() {
        venue.issueAllKindsOfKeys(NO_NAME, NO_NAME);
        venue.command.cancelAllOrders(1, 0);

        assertThrows(EngineFault.class, () -> venue.send(text("one")));
    }

    private static int countOfDifferences(byte[] shorter, byte[] longer) {
        int count = 0;
        for (int i = 0; i < shorter.length; i++) {
            count += shorter[i] == longer[i] ? 0 : 1;
        }
        return count;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An engine, and whoever sends it commands. */
    private static final class Venue {
        private final CommandFactory command = new CommandFactory();
        private EngineHost host;
        private final EventDigest digest;
        private long sequence;
        private long nowNs = START_NS;

        Venue(EventDigest digest) {
            this.digest = digest;
            fresh();
            command.configureVenue(VenueRules.defaults(1));
            send(NO_NAME);
        }

        EngineHost fresh() {
            host = new EngineHost(digest);
            return host;
        }

        /** One account with three agents, one of which gets another key. */
        void issueAllKindsOfKeys(byte[] name, byte[] otherName) {
            command.openAccount("ada", BALANCE_E8);
            send(name);
            command.createAgent(1, BALANCE_E8, AgentDetails.named(text("bot")));
            send(name);
            command.cloneAgent(1, 1, text("copy"));
            send(otherName);
            command.rotateKey(1, 1, command.newDigest());
            send(otherName.length == 0 ? NO_NAME : text("three"));
        }

        /** What is not done, and asks both memories. */
        void refusedRequests(byte[] name) {
            command.openAccount("ada", 1);
            send(name);
            command.createAgent(1, 1, AgentDetails.named(text("bot")));
            send(name);
        }

        void send(byte[] name) {
            if (name.length > 0) {
                command.doOnce(name);
            }
            host.onCommand(++sequence, ++nowNs, command.buffer(), 0, command.length());
        }
    }
}
