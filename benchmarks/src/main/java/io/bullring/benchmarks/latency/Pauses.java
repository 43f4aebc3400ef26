package io.bullring.benchmarks.latency;

import java.util.Locale;

/** Where the time of a series went that was lost in pauses: commits, collector, machine. Not thread-safe. */
final class Pauses {
    private static final double MILLISECOND_NS = 1e6;
    private static final double SECOND_NS = 1e9;

    private final Delays commits = new Delays();
    private final Delays collector = new Delays();
    private final Delays hiccups = new Delays();
    private long besideHiccup;
    private long ranNs;
    private long waitedNs;

    void add(MeteredLog log, PauseMeter meter) {
        commits.add(log.commits());
        collector.add(meter.collector());
        hiccups.add(meter.hiccups());
        besideHiccup += log.longCommits().countBeside(meter.longHiccups());
        ranNs += log.processor().ranNs();
        waitedNs += log.processor().waitedNs();
    }

    /** The table's head. */
    static String head() {
        return "| journal | wait | asked /s | commit 50 % | 99 % | 99.9 % | max | commits > 1 ms | beside a hiccup"
                + " | collector > 1 ms | max | hiccups > 1 ms | 99.9 % | max | engine ran s | waited for a processor s |"
                + "\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";
    }

    /** One line of it, milliseconds. */
    String line(Series series) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %.3f | %.3f | %.3f | %.1f | %,d | %,d | %,d | %.0f | %,d | %.2f | %.1f | %.1f | %.2f |",
                series.log().label(),
                series.whenIdle(),
                series.load().perSecond(),
                commits.atPercentileNs(50) / MILLISECOND_NS,
                commits.atPercentileNs(99) / MILLISECOND_NS,
                commits.atPercentileNs(99.9) / MILLISECOND_NS,
                commits.longestNs() / MILLISECOND_NS,
                commits.countAbove(Spans.LONG_NS),
                besideHiccup,
                collector.countAbove(Spans.LONG_NS),
                collector.longestNs() / MILLISECOND_NS,
                hiccups.countAbove(Spans.LONG_NS),
                hiccups.atPercentileNs(99.9) / MILLISECOND_NS,
                hiccups.longestNs() / MILLISECOND_NS,
                ranNs / SECOND_NS,
                waitedNs / SECOND_NS);
    }
}
