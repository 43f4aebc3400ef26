package io.bullring.benchmarks.latency;

/**
 * When each request of a run should be sent: at a constant rate from a start on, whatever happens to the ones before.
 *
 * @param startNs when the first one is due, on the clock of {@link System#nanoTime}
 * @param perSecond how many are due in a second
 */
record Schedule(long startNs, int perSecond) {
    private static final long SECOND_NS = 1_000_000_000L;

    Schedule {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate is at least one a second, not " + perSecond);
        }
    }

    /** When the request with this index, from 0, is due. Exact to the nanosecond: the error does not add up. */
    long dueNs(long index) {
        return startNs + index / perSecond * SECOND_NS + index % perSecond * SECOND_NS / perSecond;
    }

    /** The same rate from this much later on, as if nothing had happened. */
    Schedule after(int seconds) {
        return new Schedule(startNs + seconds * SECOND_NS, perSecond);
    }

    /** Waits, spinning, until the request with this index is due. Returns when that was. */
    long awaitDue(long index) {
        long dueNs = dueNs(index);
        while (System.nanoTime() - dueNs < 0) {
            Thread.onSpinWait();
        }
        return dueNs;
    }
}
