package io.bullring.gateway.ws;

import java.util.concurrent.TimeUnit;

/**
 * Whether a client is still there: it is asked from time to time, and anything it says is an answer. For one event loop;
 * times are of a clock that only measures distances.
 */
final class Heartbeat {
    private final long intervalNs;
    private final long timeoutNs;
    private long pingedNs;
    private boolean isAwaited;

    Heartbeat(SocketConfig config, long nowNs) {
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(config.pingIntervalMs());
        this.timeoutNs = TimeUnit.MILLISECONDS.toNanos(config.pongTimeoutMs());
        this.pingedNs = nowNs;
    }

    void onHeard() {
        isAwaited = false;
    }

    boolean isMissed(long nowNs) {
        return isAwaited && nowNs - pingedNs >= timeoutNs;
    }

    /** Whether a ping has to go; if so it counts as sent now. */
    boolean isPingDue(long nowNs) {
        if (nowNs - pingedNs < intervalNs) {
            return false;
        }
        pingedNs = nowNs;
        isAwaited = true;
        return true;
    }
}
