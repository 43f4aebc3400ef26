package io.bullring.arena.metric;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How likely it is that a Sharpe ratio, the best of several trials, is more than luck: D. H. Bailey and M. López de Prado, "The
 * Deflated Sharpe Ratio", Journal of Portfolio Management 40 (5), 2014. Immutable; any thread.
 *
 * @param observedSharpe annualised
 * @param expectedMaxSharpe what the best of so many trials without skill is expected to reach, annualised
 * @param deflatedSharpe the statistic: how many standard errors the one lies above the other
 * @param probability that the true ratio is above that expectation, 0 to 1
 * @param trials how many were tried
 * @param returns how many there were
 * @param skewness of the returns
 * @param excessKurtosis of the returns: 0 for a normal distribution
 */
public record DeflatedSharpe(
        double observedSharpe,
        double expectedMaxSharpe,
        double deflatedSharpe,
        double probability,
        int trials,
        int returns,
        double skewness,
        double excessKurtosis) {

    /** Which formulas are used. */
    public enum Method {
        /** Those of the paper, on the ratio of one period. */
        TEXTBOOK,
        /** Those of the reference platform, which puts the annualised ratio into them; for comparison only. */
        REFERENCE
    }

    private static final double EULER_MASCHERONI = 0.5772156649015329;
    private static final double LEAST_VARIANCE = 1e-12;
    private static final double SIGNIFICANT = 0.95;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * @param returns of each period, as fractions; at least two, which {@link #isDefined}
     * @param trials from 1
     * @param periodsPerYear by which the ratio is annualised
     */
    public static DeflatedSharpe of(double[] returns, int trials, int periodsPerYear, Method method) {
        Moments moments = Moments.of(returns, returns.length);
        double annual = Math.sqrt(periodsPerYear);
        double sharpe = moments.isConstant() ? 0 : moments.mean() / moments.deviation();
        double skewness = moments.isConstant() ? 0 : standardised(returns, moments, 3);
        double kurtosis = moments.isConstant() ? 0 : standardised(returns, moments, 4) - 3;
        double factor = method == Method.TEXTBOOK ? 1 : annual;
        double expected =
                method == Method.TEXTBOOK ? expectedMaximum(returns.length, trials) : referenceMaximum(trials);
        double statistic = (sharpe * factor - expected)
                / Math.sqrt(method == Method.TEXTBOOK
                        ? textbookVariance(sharpe, skewness, kurtosis, returns.length)
                        : referenceVariance(sharpe * annual, skewness, kurtosis, returns.length));
        return new DeflatedSharpe(
                sharpe * annual,
                expected * annual / factor,
                statistic,
                NORMAL.cumulativeProbability(statistic),
                trials,
                returns.length,
                skewness,
                kurtosis);
    }

    /** Whether a double holds the variance of the returns. */
    public static boolean isDefined(double[] returns) {
        return Double.isFinite(Moments.of(returns, returns.length).deviation());
    }

    /** Whether luck is unlikely: a probability above 95 %. */
    public boolean isSignificant() {
        return probability > SIGNIFICANT;
    }

    private static double textbookVariance(double sharpe, double skewness, double kurtosis, int count) {
        return positive((1 - skewness * sharpe + (kurtosis + 2) / 4 * sharpe * sharpe) / (count - 1));
    }

    private static double referenceVariance(double annualSharpe, double skewness, double kurtosis, int count) {
        return positive((1 - skewness * annualSharpe + (kurtosis - 1) / 4 * annualSharpe * annualSharpe) / count);
    }

    private static double positive(double variance) {
        return variance > 0 ? variance : LEAST_VARIANCE;
    }

    private static double expectedMaximum(int count, int trials) {
        if (trials == 1) {
            return 0;
        }
        double deviation = Math.sqrt(1.0 / (count - 1));
        double first = NORMAL.inverseCumulativeProbability(1 - 1.0 / trials);
        double second = NORMAL.inverseCumulativeProbability(1 - 1 / (trials * Math.E));
        return deviation * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
    }

    private static double referenceMaximum(int trials) {
        return Math.sqrt(2 * Math.log(trials));
    }

    private static double standardised(double[] values, Moments moments, int power) {
        double sum = 0;
        for (double value : values) {
            sum += Math.pow((value - moments.mean()) / moments.deviation(), power);
        }
        return sum / values.length;
    }
}
