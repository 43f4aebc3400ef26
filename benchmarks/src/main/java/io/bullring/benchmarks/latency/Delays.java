package io.bullring.benchmarks.latency;

import org.HdrHistogram.Histogram;

/** Delays in nanoseconds, three digits exact, up to a minute: what is longer counts as a minute. Not thread-safe. */
public final class Delays {
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(1, LONGEST_NS, DIGITS);

    public void record(long delayNs) {
        histogram.recordValue(Math.min(Math.max(delayNs, 0), LONGEST_NS));
    }

    public void add(Delays other) {
        histogram.add(other.histogram);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** The delay that so many percent did not exceed. */
    public long atPercentileNs(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /** How many were longer, as exact as the digits are. */
    public long countAbove(long delayNs) {
        return histogram.getCountBetweenValues(histogram.nextNonEquivalentValue(delayNs), LONGEST_NS);
    }

    public long longestNs() {
        return histogram.getMaxValue();
    }
}
