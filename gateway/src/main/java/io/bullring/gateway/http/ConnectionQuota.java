package io.bullring.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there are of one kind at this moment, on all event loops together, and how many were closed because there were too
 * many. The log says so once a minute at most. Any thread.
 */
final class ConnectionQuota {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionQuota.class);

    private final String kind;
    private final int most;
    private final OnceAMinute telling;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    /** @param kind what the log calls them */
    ConnectionQuota(String kind, int most, LongSupplier monotonicNs) {
        this.kind = kind;
        this.most = most;
        telling = new OnceAMinute(monotonicNs);
    }

    /** Counts one more; false when there are as many as there may be. */
    boolean enter() {
        int before = present.getAndUpdate(count -> Math.min(most, count + 1));
        if (before == most) {
            tell(refused.incrementAndGet());
        }
        return before < most;
    }

    /** Counts one that is closed though there is room, for it has too many already whose it is. */
    void turnAway() {
        refused.incrementAndGet();
    }

    /** One that had entered is gone, or is of this kind no longer. */
    void leave() {
        present.decrementAndGet();
    }

    int present() {
        return present.get();
    }

    long refused() {
        return refused.get();
    }

    private void tell(long refusals) {
        if (telling.happens() > 0) {
            LOG.warn("there are {} {}, as many as there may be: closing more of them, {} so far", most, kind, refusals);
        }
    }
}
