package io.bullring.gateway.http;

import io.bullring.core.pipeline.VenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The clocks of a machine, which stand still until the test moves them. Moved by the test's thread, read by any. */
final class HandClock {
    private final AtomicLong wallNs;
    private final AtomicLong monotonicNs = new AtomicLong();

    HandClock(Instant now) {
        wallNs = new AtomicLong(TimeUnit.SECONDS.toNanos(now.getEpochSecond()));
    }

    /** A venue's clock on this machine. */
    VenueClock venueClock(long notBeforeNs) {
        return new VenueClock(notBeforeNs, wallNs::get, monotonicNs::get);
    }

    /** Nanoseconds since 1970, UTC. */
    long wallNs() {
        return wallNs.get();
    }

    /** Of no beginning that means anything. */
    long monotonicNs() {
        return monotonicNs.get();
    }

    /** Time goes by. */
    void pass(Duration time) {
        wallNs.addAndGet(time.toNanos());
        monotonicNs.addAndGet(time.toNanos());
    }

    /** Somebody sets the wall clock. */
    void jump(Duration ahead) {
        wallNs.addAndGet(ahead.toNanos());
    }
}
