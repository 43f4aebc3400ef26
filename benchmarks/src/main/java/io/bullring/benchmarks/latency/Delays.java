package io.bullring.benchmarks.latency;

import org.HdrHistogram.Histogram;

/** Delays in nanoseconds, three digits exact, up to a minute: what is longer counts as a minute. Not thread-safe. */
final class Delays {
    private static final long LONGEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(1, LONGEST_NS, DIGITS);

    void record(long delayNs) {
        histogram.recordValue(Math.min(Math.max(delayNs, 0), LONGEST_NS));
    }

    void add(Delays other) {
        histogram.add(other.histogram);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** The delay that so many percent did not exceed. */
    long atPercentileNs(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /** How many were longer, as exact as the digits are. */
    long countAbove(long delayNs) {
        return histogram.getCountBetweenValues(histogram.nextNonEquivalentValue(delayNs), LONGEST_NS);
    }

    long longestNs() {
        return histogram.getMaxValue();
    }
}
