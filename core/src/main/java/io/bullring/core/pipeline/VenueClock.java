package io.bullring.core.pipeline;

import java.util.function.LongSupplier;

/**
 * The time that commands get: nanoseconds since 1970, from a monotonic clock that was set by the wall clock once, at start.
 * It never runs backwards and never jumps. If the wall clock later differs by more than a second, this clock follows it
 * slowly, by a millisecond when it is read, at most once a second, and {@link #driftNs} tells. How far it has come therefore depends on
 * how often it was read: two of them would go apart, so a venue has one.
 *
 * <p>Read by the journalling thread only; {@link #seenNs} and {@link #driftNs} by anyone.
 */
public final class VenueClock {
    private static final long TOLERATED_DRIFT_NS = 1_000_000_000L;
    private static final long CHECK_INTERVAL_NS = 1_000_000_000L;
    private static final long FOLLOW_NS_PER_CHECK = CHECK_INTERVAL_NS / 1_000;

    private final LongSupplier wallClockNs;
    private final LongSupplier monotonicNs;
    private final long startedNs;
    private volatile long offsetNs;
    private long nextCheckNs;
    private long lastNs;
    private volatile long driftNs;

    /** A clock that shows the machine's time, but never a time before this. */
    public VenueClock(long notBeforeNs) {
        this(notBeforeNs, () -> System.currentTimeMillis() * 1_000_000L, System::nanoTime);
    }

    /** The same with other sources; for tests. */
    public VenueClock(long notBeforeNs, LongSupplier wallClockNs, LongSupplier monotonicNs) {
        this.wallClockNs = wallClockNs;
        this.monotonicNs = monotonicNs;
        startedNs = monotonicNs.getAsLong();
        offsetNs = Math.max(notBeforeNs, wallClockNs.getAsLong());
        lastNs = offsetNs;
        nextCheckNs = CHECK_INTERVAL_NS;
    }

    public long nowNs() {
        long elapsedNs = monotonicNs.getAsLong() - startedNs;
        if (elapsedNs >= nextCheckNs) {
            nextCheckNs = elapsedNs + CHECK_INTERVAL_NS;
            follow(elapsedNs);
        }
        lastNs = Math.max(lastNs, offsetNs + elapsedNs);
        return lastNs;
    }

    /** The same for everyone else, who may see it a millisecond behind or ahead: looking moves nothing. */
    public long seenNs() {
        return offsetNs + monotonicNs.getAsLong() - startedNs;
    }

    private void follow(long elapsedNs) {
        long drift = wallClockNs.getAsLong() - (offsetNs + elapsedNs);
        driftNs = drift;
        if (Math.abs(drift) > TOLERATED_DRIFT_NS) {
            offsetNs += drift > 0 ? FOLLOW_NS_PER_CHECK : -FOLLOW_NS_PER_CHECK;
        }
    }

    /** How far the wall clock was ahead when it was last looked at, about once a second. */
    public long driftNs() {
        return driftNs;
    }
}
