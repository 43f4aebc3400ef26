package io.bullring.gateway.feed.binance;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the exchange may be asked again. It counts requests by address, whatever they are for, and bans those who do not heed its
 * {@code Retry-After}: so one refusal binds all that would ask. Connections to the streams are counted apart: only a
 * handshake that was refused binds them, and requests with them. Any thread.
 */
final class RetryAfter {
    private static final long LONGEST_NS = TimeUnit.HOURS.toNanos(1);

    private final LongSupplier wallClockNs;
    private long notBeforeNs;
    private long notConnectedBeforeNs;

    /** @param wallClockNs nanoseconds since 1970, UTC */
    RetryAfter(LongSupplier wallClockNs) {
        this.wallClockNs = wallClockNs;
    }

    /** It wants to be left alone for so long; for an hour at most. */
    synchronized void pause(long pauseNs) {
        notBeforeNs = later(notBeforeNs, pauseNs);
    }

    /** It refused a connection, and wants to be left alone for so long. */
    synchronized void pauseConnecting(long pauseNs) {
        pause(pauseNs);
        notConnectedBeforeNs = later(notConnectedBeforeNs, pauseNs);
    }

    /** For how long yet; 0: it may be asked. A clock that was set back does not make it longer than an hour. */
    synchronized long leftNs() {
        return leftNs(notBeforeNs);
    }

    /** For how long no connection may be made yet; 0: it may. */
    synchronized long leftConnectingNs() {
        return leftNs(notConnectedBeforeNs);
    }

    private long later(long beforeNs, long pauseNs) {
        long boundedNs = Math.min(pauseNs, LONGEST_NS);
        return boundedNs > leftNs(beforeNs) ? wallClockNs.getAsLong() + boundedNs : beforeNs;
    }

    private long leftNs(long beforeNs) {
        long leftNs = beforeNs - wallClockNs.getAsLong();
        return leftNs > LONGEST_NS ? 0 : Math.max(0, leftNs);
    }
}
