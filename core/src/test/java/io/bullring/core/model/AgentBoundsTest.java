package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.WorkloadGenerator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one account, and what all of them together, may have the venue keep: bounds that lie too far for the hostile workload.
 * Engine and model are asked both, and have to say the same.
 */
class AgentBoundsTest {
    private static final long ONE_E8 = 100_000_000L;
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int NAME_FIELD = 1;
    private static final int DESCRIPTION_FIELD = 1 << 1;
    private static final int RISK_FIELD = 1 << 1;
    private static final byte[] NONE = {};
    private static final byte[] A = {'a'};
    private static final long MOST_BYTES = 268_435_456;

    /** Nearly what a message carries of a text. A clone counts as all of it, though it costs the test a name. */
    private static final byte[] LONG = "x".repeat(65_000).getBytes(StandardCharsets.UTF_8);

    private final Twins twins = new Twins();
    private final CommandFactory command = new CommandFactory();

    @BeforeEach
    void open() {
        command.configureVenue(VenueRules.defaults(1));
        said();
        account();
        account();
    }

    /** What both said of the command that the factory was made to write. */
    private String said() {
        twins.listen();
        twins.model().onCommand(WorkloadGenerator.START_NS, command.buffer(), 0, command.length());
        assertThat(twins.differenceAfter(WorkloadGenerator.START_NS, command.buffer(), 0)).isNull();
        return EventBytes.of(twins.events()).inWords();
    }

    /** An account and its agent with one byte in each of their three texts. */
    private String account() {
        command.openAccount(ONE_E8, new byte[32], new byte[32], A, A, A);
        return said();
    }

    private String agent(int accountId, AgentDetails details) {
        command.createAgent(accountId, ONE_E8, details);
        return said();
    }

    private static AgentDetails described(byte[] text) {
        return new AgentDetails(A, text, NONE, NONE, NONE, NONE, NONE, NONE, RiskProfile.NONE);
    }

    @Test
    void shouldGiveAnAccountTenThousandAgentsAndNoMore() {
        for (int i = 1; i < VenueRules.MOST_AGENTS_PER_ACCOUNT; i++) {
            agent(ALICE, AgentDetails.named(A));
        }
        assertThat(agent(ALICE, AgentDetails.named(A))).contains("TOO_MANY_AGENTS")
                .contains("actual 10000 allowed 10000");
        command.cloneAgent(1, ALICE, A);
        assertThat(said()).contains("TOO_MANY_AGENTS").contains("actual 10000 allowed 10000");
        assertThat(agent(BOB, AgentDetails.named(A))).contains("AgentCreated");

        command.archiveAgent(1, ALICE);
        said();
        assertThat(agent(ALICE, AgentDetails.named(A))).contains("TOO_MANY_AGENTS");
        command.deleteAgent(1, ALICE);
        said();
        assertThat(agent(ALICE, AgentDetails.named(A))).contains("AgentCreated");
    }

    @Test
    void shouldKeepTextsUpToTheBoundOfTheVenueAndNoMore() {
        fill();

        assertFull(agent(BOB, AgentDetails.named(A)), MOST_BYTES + 1);
        assertFull(account(), MOST_BYTES + 3);
        command.cloneAgent(2, BOB, A);
        assertFull(said(), MOST_BYTES + 1);
        command.updateAgent(2, BOB, DESCRIPTION_FIELD, described(new byte[]{'a', 'b'}));
        assertFull(said(), MOST_BYTES + 2);
        command.updateAccount(BOB, NAME_FIELD, new byte[]{'a', 'b'}, RiskProfile.NONE, NONE);
        assertFull(said(), MOST_BYTES + 1);
        command.updateAccount(BOB, RISK_FIELD, NONE, RiskProfile.NONE, LONG);
        assertFull(said(), MOST_BYTES + LONG.length);
    }

    @Test
    void shouldChangeTextsThatGrowNoLongerInAFullVenueAndTakeMoreWhenSomeAreGone() {
        fill();

        command.updateAgent(2, BOB, NAME_FIELD, AgentDetails.named(new byte[]{'b'}));
        assertThat(said()).contains("AgentUpdated");
        command.updateAccount(BOB, NAME_FIELD, new byte[]{'b'}, RiskProfile.NONE, NONE);
        assertThat(said()).contains("AccountUpdated");
        command.updateAgent(3, ALICE, DESCRIPTION_FIELD, described(NONE));
        assertThat(said()).contains("AgentUpdated");
        command.updateAccount(BOB, RISK_FIELD, NONE, RiskProfile.NONE, LONG);
        assertThat(said()).contains("AccountUpdated");
        assertFull(agent(BOB, AgentDetails.named(A)), MOST_BYTES + 1);

        command.deleteAgent(4, ALICE);
        said();
        assertThat(agent(BOB, described(LONG))).contains("AgentCreated");
        assertFull(agent(BOB, AgentDetails.named(A)), MOST_BYTES + 1);
    }

    private static void assertFull(String said, long bytes) {
        assertThat(said).contains("CommandRejected VENUE_FULL").contains("actual " + bytes + " allowed " + MOST_BYTES);
    }

    /** Agents of Alice, from the third on, until not a byte is left. */
    private void fill() {
        agent(ALICE, described(LONG));
        long left = MOST_BYTES - 2 * 3 - LONG.length - 1;
        while (left > LONG.length) {
            command.cloneAgent(3, ALICE, A);
            assertThat(said()).contains("AgentCreated");
            left -= LONG.length + 1;
        }
        assertThat(agent(ALICE, described("x".repeat((int) left - 1).getBytes(StandardCharsets.UTF_8))))
                .contains("AgentCreated");
    }

}
