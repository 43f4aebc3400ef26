package io.bullring.benchmarks.latency;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gaps between two looks at the clock, counted by length: what a thread that never waits was kept from. Not thread-safe. */
final class Gaps {
    private static final long[] LONGER_THAN_NS = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final List<String> NAMES = List.of("1 µs", "10 µs", "100 µs", "1 ms", "10 ms");
    private static final double SECOND_NS = 1e9;

    private final long[] counts = new long[LONGER_THAN_NS.length];
    private final long[] lostNs = new long[LONGER_THAN_NS.length];
    private long totalNs;
    private long longestNs;

    void record(long gapNs) {
        totalNs += gapNs;
        longestNs = Math.max(longestNs, gapNs);
        for (int i = 0; i < LONGER_THAN_NS.length && gapNs > LONGER_THAN_NS[i]; i++) {
            counts[i]++;
            lostNs[i] += gapNs;
        }
    }

    /** The table of README.md. */
    List<String> lines() {
        return Stream.concat(
                Stream.of("| gaps longer than | in a second | share of the time |", "|---|--:|--:|"),
                IntStream.range(0, counts.length).mapToObj(this::row))
                .toList();
    }

    private String row(int i) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.2f | %.4f %% |",
                NAMES.get(i),
                counts[i] * SECOND_NS / totalNs,
                100.0 * lostNs[i] / totalNs);
    }

    long longestNs() {
        return longestNs;
    }
}
