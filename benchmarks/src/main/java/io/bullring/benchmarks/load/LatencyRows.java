package io.bullring.benchmarks.load;

import io.bullring.benchmarks.latency.Delays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Delays as rows of a table of README.md: microseconds, percentiles to the maximum. */
final class LatencyRows {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final double MICROSECOND_NS = 1e3;

    private LatencyRows() {}

    /** Heads of the columns, the first one that of the names. */
    static String head(String names) {
        return "| " + names + " | count | 50 % | 90 % | 99 % | 99.9 % | max |\n|---|--:|--:|--:|--:|--:|--:|";
    }

    static String of(String name, Delays delays) {
        return String.format(Locale.ROOT, "| %s | %,d |", name, delays.count())
                + DoubleStream.concat(
                        DoubleStream.of(PERCENTILES).map(delays::atPercentileNs),
                        DoubleStream.of(delays.longestNs()))
                        .mapToObj(ns -> String.format(Locale.ROOT, " %,.0f |", ns / MICROSECOND_NS))
                        .collect(Collectors.joining());
    }
}
