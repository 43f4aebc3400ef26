package io.bullring.benchmarks.latency;

import org.agrona.collections.LongArrayList;

/** Stretches of time longer than a millisecond that one thread noted, in order, as nanoseconds of {@link System#nanoTime}. Not thread-safe. */
final class Spans {
    /** What is shorter is not noted. */
    static final long LONG_NS = 1_000_000;

    private static final int ROOM = 1 << 16;

    private final LongArrayList ends = new LongArrayList(ROOM, LongArrayList.DEFAULT_NULL_VALUE);

    /** Notes a stretch if it was long. */
    void note(long beganNs, long endedNs) {
        if (endedNs - beganNs > LONG_NS) {
            ends.addLong(beganNs);
            ends.addLong(endedNs);
        }
    }

    int count() {
        return ends.size() / 2;
    }

    /** How many of these overlap any of those. */
    int countBeside(Spans those) {
        int beside = 0;
        int next = 0;
        for (int i = 0; i < ends.size(); i += 2) {
            while (next < those.ends.size() && those.ends.getLong(next + 1) <= ends.getLong(i)) {
                next += 2;
            }
            if (next < those.ends.size() && those.ends.getLong(next) < ends.getLong(i + 1)) {
                beside++;
            }
        }
        return beside;
    }
}
