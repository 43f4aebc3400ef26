package io.bullring.benchmarks.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Latencies as the table of README.md, microseconds, percentiles to the maximum. Not thread-safe. */
final class LatencyTable {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double MICROSECOND_NS = 1e3;
    private static final String EMPTY_PERCENTILES = " |".repeat(PERCENTILES.length);

    private final List<String> lines = new ArrayList<>();

    LatencyTable() {
        lines.add(
                "| journal | wait | asked /s | slowest round /s | met pressure | 50 % | 90 % | 99 % | 99.9 % | 99.99 % | max |");
        lines.add("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /** What the machine alone does to requests at this rate. */
    void machineAlone(int perSecond, Delays delays) {
        lines.add(String.format(Locale.ROOT, "| machine alone | | %,d | | |%s", perSecond, percentiles(delays)));
    }

    /** A series; without any latency when it missed its rate. */
    void series(Series series) {
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %,.0f | %,d |%s",
                series.log().label(),
                series.whenIdle(),
                series.load().perSecond(),
                series.slowestPerSecond(),
                series.pressed(),
                series.keptItsRate()
                        ? percentiles(series.latencies())
                        : " no result: missed its rate |" + EMPTY_PERCENTILES));
    }

    private static String percentiles(Delays delays) {
        return DoubleStream.concat(
                DoubleStream.of(PERCENTILES).map(delays::atPercentileNs),
                DoubleStream.of(delays.longestNs()))
                .mapToObj(delayNs -> String.format(Locale.ROOT, " %,.1f |", delayNs / MICROSECOND_NS))
                .collect(Collectors.joining());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
