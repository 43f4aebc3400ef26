package io.bullring.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.workload.CommandFactory;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.Side;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int CROWD = 4_200;
    private static final int INSTRUMENTS = 6;
    private static final int DELETED = 7;
    private static final long ONE_E8 = 100_000_000L;
    private static final long PRICE_E8 = 100 * ONE_E8;

    private final CommandFactory command = new CommandFactory();
    private final EngineHost host = new EngineHost(
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {});

    private void send(int length) {
        host.onCommand(host.lastSequence() + 1, 1_000_000_000L + host.lastSequence(), command.buffer(), 0, length);
    }

    /** Agent n has n holdings, up to the number of instruments. */
    private void open(int agents) {
        send(command.configureVenue(VenueRules.defaults(1)));
        for (int i = 1; i <= INSTRUMENTS; i++) {
            send(command.defineInstrument(new InstrumentTerms("B" + i + "USDT", 1, true, 1, 0, 1, 0), ONE_E8));
        }
        send(command.feedStatus(1, FeedState.UP, FeedReason.CONNECTED));
        for (int i = 1; i <= INSTRUMENTS; i++) {
            send(command.updatePrice(i, PRICE_E8, 1));
        }
        for (int agent = 1; agent <= agents; agent++) {
            send(command.openAccount("agent " + agent, 10_000 * ONE_E8));
        }
        for (int agent = 1; agent <= INSTRUMENTS; agent++) {
            for (int instrument = 1; instrument <= agent; instrument++) {
                send(command.marketOrder(agent, instrument, Side.BUY, ONE_E8));
            }
        }
        send(command.deleteAgent(DELETED, DELETED));
    }

    @Test
    void shouldChangeNothingForWhicheverAgentsCommandsComeSoon() {
        open(CROWD);
        assertTrue(host.engine().readAhead().isWorthwhile());
        String before = StateHash.of(host.engine());

        int[] agents = {1, 4, 5, 6, DELETED, 0, -1, CROWD + 1, Integer.MAX_VALUE, CROWD, 8, 9, 10, 11, 12};
        for (int agent : agents) {
            command.marketOrder(agent, 1, Side.BUY, ONE_E8);
            host.comesSoon(command.buffer(), 0);
        }
        host.readAhead();
        host.readAhead();

        assertEquals(before, StateHash.of(host.engine()));
    }

    @Test
    void shouldNotBotherForFewAgents() {
        open(DELETED);
        assertFalse(host.engine().readAhead().isWorthwhile());
    }
}
