package io.bullring.arena.metric;

/** Mean and population standard deviation of a series, by its definition. Immutable. */
record Moments(double mean, double deviation) {
    /** A spread of this much of the mean is what rounding leaves of no spread at all. */
    private static final double NO_SPREAD = 1e-12;

    /** Of the first {@code count} values; zeros when there are none. */
    static Moments of(double[] values, int count) {
        if (count == 0) {
            return new Moments(0, 0);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Moments(mean, Math.sqrt(squares / count));
    }

    /** Whether the values are all the same, but for what their sum has been rounded by. */
    boolean isConstant() {
        return deviation <= NO_SPREAD * Math.max(1, Math.abs(mean));
    }
}
