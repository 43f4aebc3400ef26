package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SocketTest {
    private static final SocketConfig CONFIG = SocketConfig.defaults().withRoom(2, 8);
    private static final long SECOND_NS = 1_000_000_000;

    private final ScriptedWebSocket client = new ScriptedWebSocket();
    private final SocketCounts counts = new SocketCounts();
    private final Socket socket =
            new Socket(client.asWebSocket(), client::cutOff, new Entitlement(1, 1, null, false), CONFIG, counts, 0);

    @Test
    void shouldSendEverythingToWhoReads() {
        socket.sendLatest("a", "1");
        socket.sendLatest("a", "2");
        socket.send("x");
        assertEquals(List.of("1", "2", "x"), client.read);
    }

    @Test
    void shouldCutOffWhoLetsTooMuchWaitThatMayNotBeLost() {
        client.isFull = true;
        socket.sendLatest("a", "1");
        socket.send("x");
        socket.sendLatest("a", "2");
        socket.sendLast("b", "y");
        client.isFull = false;
        socket.send("z");
        assertEquals(List.of(), client.read, "nothing overtakes what waits");
        assertEquals(1013, client.closeCode, "the third that may not be lost was too much");
    }

    @Test
    void shouldSendWhatWaitsOnceItIsRead() {
        client.isFull = true;
        socket.sendLatest("a", "1");
        socket.send("x");
        socket.sendLatest("a", "2");
        client.isFull = false;
        socket.onDrain();
        socket.send("y");
        assertEquals(List.of("2", "x", "y"), client.read);
        assertTrue(socket.isOpen());
    }

    @Test
    void shouldCountWhatWaitsUntilItIsReadOrTheConnectionEnds() {
        socket.send("w");
        assertEquals(0, counts.waitingMessages());

        client.isFull = true;
        socket.sendLatest("a", "1");
        socket.send("x");
        socket.sendLatest("a", "2");
        assertEquals(2, counts.waitingMessages());

        socket.sendLast("a", "3");
        assertEquals(2, counts.waitingMessages(), "the last word takes the place of what waits");

        client.isFull = false;
        socket.onDrain();
        assertEquals(0, counts.waitingMessages());

        client.isFull = true;
        socket.send("y");
        assertEquals(1, counts.waitingMessages());
        socket.close(CloseReason.REVOKED);
        socket.onGone();
        socket.send("z");
        assertEquals(0, counts.waitingMessages());
    }

    @Test
    void shouldCountNothingAsWaitingOfWhomItCutsOff() {
        client.isFull = true;
        socket.send("x");
        socket.send("y");
        socket.send("z");
        assertEquals(1013, client.closeCode);
        assertEquals(0, counts.waitingMessages());
    }

    @Test
    void shouldCountTheErrorsThatItTellsByTheirCodeAndNoneOnceItCloses() {
        socket.tell(SocketError.INVALID_CHANNEL, "There is no such channel.");
        socket.close(CloseReason.ABUSE);
        socket.tell(SocketError.INVALID_CHANNEL, "There is no such channel.");

        assertEquals(1, counts.errors("INVALID_CHANNEL"));
        assertEquals(0, counts.errors("INVALID_MESSAGE"));
    }

    @Test
    void shouldNotCutOffWhoOnlyMissesPrices() {
        client.isFull = true;
        for (int i = 0; i < 100_000; i++) {
            socket.sendLatest("a", Integer.toString(i));
        }
        client.isFull = false;
        socket.onDrain();
        assertEquals(List.of("99999"), client.read);
    }

    @Test
    void shouldCutOffWhoDoesNotEvenReadThatItIsClosed() {
        client.isFull = true;
        socket.close(CloseReason.TOO_SLOW);
        long nowNs = System.nanoTime();
        socket.sweep(nowNs, null);
        assertFalse(client.isCutOff);
        socket.sweep(nowNs + 10 * SECOND_NS, null);
        assertTrue(client.isCutOff);
    }

    @Test
    void shouldTakeEachTickOnceAndNoneAfterANewerOne() {
        assertTrue(socket.takesTick(tick(1, 5)));
        assertFalse(socket.takesTick(tick(1, 5)));
        assertFalse(socket.takesTick(tick(1, 4)));
        assertTrue(socket.takesTick(tick(2, 4)), "another instrument");
        assertTrue(socket.takesTick(tick(1, 6)));
    }

    @Test
    void shouldTakeTheStringDialectWhenOneOfTwoSubscriptionsHasIt() {
        Channel bitcoin = Channel.ticker("BTCUSDT");
        socket.subscribe(new Subscription(bitcoin, Dialect.OBJECT));
        assertEquals(Dialect.OBJECT, socket.dialectOfTicker(bitcoin));
        socket.subscribe(new Subscription(Channel.ALL_TICKERS, Dialect.STRING));
        assertEquals(Dialect.STRING, socket.dialectOfTicker(bitcoin));
        socket.subscribe(new Subscription(Channel.ALL_TICKERS, Dialect.OBJECT));
        assertEquals(Dialect.OBJECT, socket.dialectOfTicker(bitcoin), "the latest one counts");
    }

    @Test
    void shouldCountFramesBySecond() {
        for (int i = 0; i < CONFIG.maxFramesPerSecond(); i++) {
            assertTrue(socket.onFrame(0));
        }
        assertFalse(socket.onFrame(SECOND_NS - 1));
        assertTrue(socket.onFrame(SECOND_NS));
    }

    @Test
    void shouldMissAClientThatSaysNothingAfterAPing() {
        Heartbeat heartbeat = new Heartbeat(SocketConfig.defaults(), 0);
        assertFalse(heartbeat.isPingDue(30 * SECOND_NS - 1));
        assertTrue(heartbeat.isPingDue(30 * SECOND_NS));
        assertFalse(heartbeat.isMissed(40 * SECOND_NS - 1));
        assertTrue(heartbeat.isMissed(40 * SECOND_NS));
        heartbeat.onHeard();
        assertFalse(heartbeat.isMissed(40 * SECOND_NS));
        assertTrue(heartbeat.isPingDue(60 * SECOND_NS));
    }

    private static Tick tick(int instrumentId, long sequence) {
        return new Tick(sequence, instrumentId, 1, 1, 1, 1, 1, true, true);
    }
}
