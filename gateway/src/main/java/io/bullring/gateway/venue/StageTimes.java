package io.bullring.gateway.venue;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long the stages of a command's way take, counted in buckets. Recording allocates nothing and waits for nobody, for the engine's
 * thread is among those that do. Any thread.
 *
 * <pre>
 *  request ──► gate ══ engine: ring, journal, decision ══► answer
 *                          └─ journal: a batch's commit        └─► history: a batch's being stored
 * </pre>
 */
public final class StageTimes {
    /** Upper bounds of the buckets, nanoseconds; one more bucket is without. */
    private static final long[] BOUNDS_NS = {
        10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        100_000_000,
        1_000_000_000
    };

    private final AtomicLongArray[] counts = new AtomicLongArray[Stage.values().length];
    private final LongAdder[] sums = new LongAdder[counts.length];

    /** A part of the way. */
    public enum Stage {
        /** From the gate to the answer on the event loop that asked. */
        ENGINE,
        /** The commit of a batch. */
        JOURNAL,
        /** The storing of a batch of events. */
        HISTORY
    }

    public StageTimes() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new AtomicLongArray(BOUNDS_NS.length + 1);
            sums[i] = new LongAdder();
        }
    }

    /** One more, that took so long. */
    public void record(Stage stage, long tookNs) {
        int bucket = 0;
        while (bucket < BOUNDS_NS.length && tookNs > BOUNDS_NS[bucket]) {
            bucket++;
        }
        counts[stage.ordinal()].getAndIncrement(bucket);
        sums[stage.ordinal()].add(tookNs);
    }

    /** Upper bounds of the buckets, nanoseconds; the last bucket is without. */
    public static long[] boundsNs() {
        return BOUNDS_NS.clone();
    }

    /** How many fell into each bucket. */
    public long[] counts(Stage stage) {
        AtomicLongArray of = counts[stage.ordinal()];
        long[] told = new long[of.length()];
        for (int i = 0; i < told.length; i++) {
            told[i] = of.get(i);
        }
        return told;
    }

    /** All together, nanoseconds. */
    public long sumNs(Stage stage) {
        return sums[stage.ordinal()].sum();
    }
}
