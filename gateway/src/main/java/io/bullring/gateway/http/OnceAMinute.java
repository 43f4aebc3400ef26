package io.bullring.gateway.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What may happen often and is told of once a minute at most, the first time at once. Any thread. */
final class OnceAMinute {
    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier monotonicNs;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong quietUntilNs;

    OnceAMinute(LongSupplier monotonicNs) {
        this.monotonicNs = monotonicNs;
        quietUntilNs = new AtomicLong(monotonicNs.getAsLong());
    }

    /** It happens once more. When it is to be told of now, returns how often it has happened since it was told of last; otherwise 0. */
    long happens() {
        untold.incrementAndGet();
        long nowNs = monotonicNs.getAsLong();
        long untilNs = quietUntilNs.get();
        return nowNs - untilNs >= 0 && quietUntilNs.compareAndSet(untilNs, nowNs + QUIET_NS) ? untold.getAndSet(0) : 0;
    }
}
