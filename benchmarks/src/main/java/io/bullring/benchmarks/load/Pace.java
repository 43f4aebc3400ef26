package io.bullring.benchmarks.load;

import java.util.concurrent.TimeUnit;

/**
 * When requests are due.
 *
 * @param perSecond at a constant rate, whatever happens to the ones before; 0: whenever a connection is free
 * @param durationNs from the first to the last
 */
record Pace(int perSecond, long durationNs) {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** Open loop: a request's clock starts when it was due. */
    static Pace at(int perSecond, double seconds) {
        return new Pace(perSecond, (long) (seconds * SECOND_NS));
    }

    /** Closed loop: as many as there are connections are always under way. */
    static Pace fullSpeed(double seconds) {
        return new Pace(0, (long) (seconds * SECOND_NS));
    }

    boolean isOpenLoop() {
        return perSecond > 0;
    }

    /** When the request with this index, from 0, is due after the start. */
    long dueNs(long index) {
        return index / perSecond * SECOND_NS + index % perSecond * SECOND_NS / perSecond;
    }
}
