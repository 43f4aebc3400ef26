package io.bullring.benchmarks.load;

/**
 * Whether a series of values taken at equal intervals grows: a straight line is laid through its second half, the first being what caches
 * take to fill.
 *
 * @param perInterval by how much the line rises
 * @param level of the line in the middle
 */
record Slope(double perInterval, double level) {
    /** @throws IllegalArgumentException unless there are two values in the second half */
    static Slope ofSecondHalf(long[] values) {
        int from = values.length / 2;
        int count = values.length - from;
        if (count < 2) {
            throw new IllegalArgumentException("no line goes through " + values.length + " values");
        }
        double meanX = (count - 1) / 2.0;
        double meanY = 0;
        for (int i = from; i < values.length; i++) {
            meanY += (double) values[i] / count;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            covariance += (i - meanX) * (values[from + i] - meanY);
            variance += (i - meanX) * (i - meanX);
        }
        return new Slope(covariance / variance, meanY);
    }

    /** Whether it would rise by less than this share of its level in so many intervals. */
    boolean isFlat(int intervals, double share) {
        return perInterval * intervals <= level * share;
    }
}
