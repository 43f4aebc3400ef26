package io.bullring.arena.indicator;

/** Convergence and divergence of a fast and a slow moving average. */
record Macd(double line, double signal) {
    static final int SLOW = 26;

    private static final int FAST = 12;
    private static final int SIGNAL = 9;

    /** Of at least {@link #SLOW} closes. */
    static Macd of(double[] closes) {
        double[] fast = MovingAverage.exponentialSeries(closes, FAST);
        double[] slow = MovingAverage.exponentialSeries(closes, SLOW);
        double[] lines = new double[closes.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = fast[i] - slow[i];
        }
        double[] signals = MovingAverage.exponentialSeries(lines, SIGNAL);
        return new Macd(lines[lines.length - 1], signals[signals.length - 1]);
    }

    double histogram() {
        return line - signal;
    }
}
