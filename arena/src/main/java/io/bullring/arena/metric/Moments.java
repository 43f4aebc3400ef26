package io.bullring.arena.metric;

/**
 * Mean and population standard deviation of a series, by its definition. Immutable.
 *
 * @param isConstant whether the values are all the same, but for what they have been rounded by
 */
record Moments(double mean, double deviation, boolean isConstant) {
    /**
     * Values are told apart from here on, as a part of the largest of them. Of their own size, for returns of a large fortune are tiny and
     * differ all the same; some thousand times of what one calculation in doubles rounds by.
     */
    private static final double NO_SPREAD = 1e-12;

    /** Of the first {@code count} values; zeros when there are none. */
    static Moments of(double[] values, int count) {
        if (count == 0) {
            return new Moments(0, 0, true);
        }
        double sum = 0;
        double least = values[0];
        double largest = values[0];
        for (int i = 0; i < count; i++) {
            sum += values[i];
            least = Math.min(least, values[i]);
            largest = Math.max(largest, values[i]);
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        double size = Math.max(Math.abs(least), Math.abs(largest));
        return new Moments(mean, Math.sqrt(squares / count), largest - least <= NO_SPREAD * size);
    }
}
