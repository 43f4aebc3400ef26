package io.bullring.arena.indicator;

/** Means that move along a series. No state. */
final class MovingAverage {
    private MovingAverage() {}

    /** Of the values from one place to before another. */
    static double simple(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** Of the last values. */
    static double simple(double[] values, int period) {
        return simple(values, values.length - period, values.length);
    }

    /** Begins with the mean of the first period, and moves with each value behind it. */
    static double exponential(double[] values, int period) {
        double average = simple(values, 0, period);
        for (int i = period; i < values.length; i++) {
            average += (values[i] - average) * weight(period);
        }
        return average;
    }

    /** Begins with the mean of the first period, and moves with each value from the second on: an average for each value. */
    static double[] exponentialSeries(double[] values, int period) {
        double[] averages = new double[values.length];
        averages[0] = simple(values, 0, period);
        for (int i = 1; i < values.length; i++) {
            averages[i] = averages[i - 1] + (values[i] - averages[i - 1]) * weight(period);
        }
        return averages;
    }

    /** Wilder's: begins with the mean of the first period; of each value behind it, a period's share counts. */
    static double wilder(double[] values, int period) {
        double average = simple(values, 0, period);
        for (int i = period; i < values.length; i++) {
            average = wilder(average, values[i], period);
        }
        return average;
    }

    /** One step of it. */
    static double wilder(double average, double value, int period) {
        return (average * (period - 1) + value) / period;
    }

    private static double weight(int period) {
        return 2.0 / (period + 1);
    }
}
