package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.feed.FeedConnection.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Time is a number here, in seconds: 10 to connect, a ping each 20 and 10 for its answer, 15 of silence, 1 to 8 between attempts, renewal after 1,000, 5 of overlap. */
final class LinkKeeperTest {
    private static final long SECOND = 1_000_000_000L;
    private static final BinanceConfig.Timing TIMING = overlapping(5 * SECOND);

    private final List<TestLink> dialed = new ArrayList<>();
    private final Random random = new Random(7);
    private final Supplier<Link> dialer = () -> {
        dialed.add(new TestLink());
        return dialed.getLast();
    };
    private final LinkKeeper keeper = new LinkKeeper(dialer, TIMING, new Backoff(SECOND, 8 * SECOND, random));

    private static final class TestLink implements Link {
        private boolean isCut;
        private int pings;

        @Override
        public void cut() {
            isCut = true;
        }

        @Override
        public void ping() {
            pings++;
        }
    }

    @Test
    void shouldBeConnectedFromTheFirstMessageOn() {
        step(0);
        assertEquals(State.CONNECTING, keeper.state());
        assertTrue(hear(0, 1));

        assertEquals(State.CONNECTED, keeper.state());
        assertEquals(0, keeper.reconnects());
    }

    @Test
    void shouldGiveUpAConnectionThatBringsNothing() {
        step(0);
        step(9);
        assertFalse(dialed.getFirst().isCut);
        step(10);

        assertTrue(dialed.getFirst().isCut);
        assertEquals(State.WAITING, keeper.state());
    }

    @Test
    void shouldTakeSilenceForTheEnd() {
        step(0);
        hear(0, 1);
        step(15);
        assertTrue(keeper.isConnected());
        step(16);

        assertFalse(keeper.isConnected());
        assertFalse(hear(0, 17));
    }

    @Test
    void shouldTakeAPingWithoutAnAnswerForTheEndOnceNoMessageComesEither() {
        step(0);
        for (int second = 1; second <= 40; second++) {
            hear(0, second);
            step(second);
        }
        assertEquals(1, dialed.getFirst().pings); // at 21: its answer may wait behind the messages
        step(49);
        assertTrue(keeper.isConnected());
        step(50);

        assertFalse(keeper.isConnected());
        assertTrue(dialed.getFirst().isCut);
    }

    @Test
    void shouldPingAgainOnceItWasAnsweredAndNotBefore() {
        step(0);
        for (int second = 1; second <= 100; second++) {
            hear(0, second);
            step(second);
            if (second % 10 == 5) {
                keeper.onPong(dialed.getFirst());
            }
        }

        assertTrue(keeper.isConnected());
        assertEquals(4, dialed.getFirst().pings); // at 21, 41, 61 and 81
    }

    @Test
    void shouldTakeNoAnswerToAPingForAMessage() {
        step(0);
        hear(0, 1);
        for (int second = 1; second <= 15; second++) {
            keeper.onPong(dialed.getFirst());
            step(second);
        }
        assertTrue(keeper.isConnected());
        step(16);

        assertFalse(keeper.isConnected());
    }

    @Test
    void shouldWaitLongerAfterEachFailureAndBeginShortAfterAMessage() {
        List<Integer> waits = new ArrayList<>();
        int second = 0;
        step(second);
        for (int attempt = 0; attempt < 6; attempt++) {
            keeper.onEnded(dialed.getLast(), second * SECOND);
            int before = dialed.size();
            int waited = 0;
            while (dialed.size() == before) {
                waited++;
                step(second + waited);
            }
            second += waited;
            waits.add(waited);
        }
        // between half and all of 1, 2, 4, 8, 8, 8; steps are whole seconds
        int[] longest = {1, 2, 4, 8, 8, 8};
        for (int i = 0; i < longest.length; i++) {
            assertTrue(2 * waits.get(i) >= longest[i] && waits.get(i) <= longest[i], waits.toString());
        }
        assertEquals(6, keeper.reconnects());

        hear(dialed.size() - 1, second);
        keeper.onEnded(dialed.getLast(), second * SECOND);
        step(second + 1);
        assertEquals(State.CONNECTING, keeper.state());
    }

    @Test
    void shouldHaveASuccessorUpBeforeTheOldOneGoes() {
        connectUntilRenewal();
        assertEquals(2, dialed.size());
        assertTrue(keeper.isConnected());
        assertTrue(hear(0, 1_002));
        assertTrue(hear(1, 1_002));
        step(1_006);
        assertFalse(dialed.get(0).isCut);
        step(1_007);

        assertTrue(dialed.get(0).isCut);
        assertTrue(keeper.isConnected());
        assertFalse(hear(0, 1_008));
        assertEquals(0, keeper.reconnects());
    }

    @Test
    void shouldPingASuccessorWhoseOverlapIsLongAsItDoesTheOldOne() {
        LinkKeeper patient = new LinkKeeper(dialer, overlapping(100 * SECOND), new Backoff(SECOND, 8 * SECOND, random));
        patient.step(0);
        for (int second = 1; second <= 1_024; second++) {
            for (TestLink link : dialed) {
                patient.onMessage(link, second * SECOND);
            }
            patient.step(second * SECOND);
            dialed.forEach(patient::onPong);
        }

        // both are heard: the old one from 1 on, the successor, dialled at 1,001, from 1,002 on
        assertEquals(List.of(51, 1), dialed.stream().map(link -> link.pings).toList());
    }

    @Test
    void shouldNotBeInterruptedWhenTheOldOneEndsEarly() {
        connectUntilRenewal();
        hear(1, 1_002);
        keeper.onEnded(dialed.get(0), 1_003 * SECOND);

        assertTrue(keeper.isConnected());
        assertTrue(hear(1, 1_004));
    }

    @Test
    void shouldGoOnWithTheSuccessorOfOneThatIsGivenUpOrMakeAnother() {
        connectUntilRenewal();
        hear(1, 1_002);
        keeper.giveUp(1_003 * SECOND);
        assertTrue(dialed.get(0).isCut);
        assertTrue(keeper.isConnected());
        keeper.giveUp(1_004 * SECOND);
        assertTrue(dialed.get(1).isCut);
        assertFalse(keeper.isConnected());
        step(1_008);

        assertEquals(State.CONNECTING, keeper.state());
    }

    @Test
    void shouldStayWithTheOldOneWhenASuccessorCannotBeHad() {
        connectUntilRenewal();
        keeper.onEnded(dialed.get(1), 1_002 * SECOND);

        assertTrue(keeper.isConnected());
        step(1_003);
        assertEquals(3, dialed.size());
    }

    private static BinanceConfig.Timing overlapping(long overlapNs) {
        return new BinanceConfig.Timing(
                10 * SECOND, 20 * SECOND, 10 * SECOND, SECOND, 15 * SECOND, SECOND, SECOND, 8 * SECOND, 1_000 * SECOND,
                overlapNs, 1_000 * SECOND,
                10 * SECOND);
    }

    private void connectUntilRenewal() {
        step(0);
        for (int second = 1; second <= 1_001; second++) {
            hear(0, second);
            step(second);
            keeper.onPong(dialed.getFirst());
        }
    }

    private void step(long second) {
        keeper.step(second * SECOND);
    }

    private boolean hear(int link, long second) {
        return keeper.onMessage(dialed.get(link), second * SECOND);
    }
}
