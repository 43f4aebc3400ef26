package io.bullring.gateway.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** Family A of the specification's figures, each as its formula reads; shares nothing with the venue. Stateless. */
final class Textbook {
    private static final int SCALE = 8;
    private static final double HOURS_A_YEAR = 8_760;

    private Textbook() {}

    /**
     * As they are told, in the order of the table.
     *
     * @param equity once an hour, oldest first
     * @param results of the sales, oldest first
     * @param length of the period
     */
    static SequencedMap<String, String> figures(double[] equity, List<String> results, Duration length) {
        List<BigDecimal> all = results.stream().map(BigDecimal::new).toList();
        List<BigDecimal> wins = all.stream().filter(result -> result.signum() > 0).toList();
        List<BigDecimal> losses = all.stream().filter(result -> result.signum() < 0).toList();
        double[] excess = excessReturns(equity);
        double[] below = Arrays.stream(excess).filter(x -> x < 0).toArray();
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        figures.put("sharpe_ratio", ratio(mean(excess) / deviation(excess) * Math.sqrt(HOURS_A_YEAR)));
        figures.put("sortino_ratio", ratio(mean(excess) / deviation(below) * Math.sqrt(HOURS_A_YEAR)));
        figures.put("max_drawdown_pct", ratio(deepestFallPct(equity)));
        figures.put("max_drawdown_duration_days", String.valueOf((longestRun(equity) + 23) / 24));
        figures.put("win_rate", quotient(BigDecimal.valueOf(100L * wins.size()), BigDecimal.valueOf(all.size())));
        figures.put("profit_factor", losses.isEmpty() ? "0.00000000" : quotient(sum(wins), sum(losses).negate()));
        figures.put("avg_win", mean(wins));
        figures.put("avg_loss", mean(losses));
        figures.put("total_trades", String.valueOf(all.size()));
        figures.put(
                "avg_trades_per_day",
                quotient(
                        BigDecimal.valueOf(all.size()).multiply(BigDecimal.valueOf(Duration.ofDays(1).toNanos())),
                        BigDecimal.valueOf(length.toNanos())));
        figures.put("best_trade", all.stream().max(BigDecimal::compareTo).orElseThrow().toPlainString());
        figures.put("worst_trade", all.stream().min(BigDecimal::compareTo).orElseThrow().toPlainString());
        figures.put("current_streak", String.valueOf(streak(all)));
        return figures;
    }

    /** Above 4 % a year. */
    private static double[] excessReturns(double[] equity) {
        double[] returns = new double[equity.length - 1];
        for (int t = 1; t < equity.length; t++) {
            returns[t - 1] = (equity[t] - equity[t - 1]) / equity[t - 1] - 0.04 / HOURS_A_YEAR;
        }
        return returns;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Of the whole population. */
    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
    }

    private static double deepestFallPct(double[] equity) {
        double deepest = 0;
        for (int t = 0; t < equity.length; t++) {
            double peak = Arrays.stream(equity, 0, t + 1).max().orElseThrow();
            deepest = Math.max(deepest, (peak - equity[t]) / peak * 100);
        }
        return deepest;
    }

    private static int longestRun(double[] equity) {
        int longest = 0;
        int run = 0;
        for (int t = 0; t < equity.length; t++) {
            boolean isBelow = equity[t] < Arrays.stream(equity, 0, t + 1).max().orElseThrow();
            run = isBelow ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static long streak(List<BigDecimal> results) {
        int sign = results.getLast().signum();
        Predicate<BigDecimal> isLike = result -> result.signum() == sign;
        return sign * results.reversed().stream().takeWhile(isLike).count();
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String mean(List<BigDecimal> values) {
        return values.isEmpty() ? "0.00000000" : quotient(sum(values), BigDecimal.valueOf(values.size()));
    }

    private static String quotient(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, SCALE, RoundingMode.HALF_UP).toPlainString();
    }

    private static String ratio(double figure) {
        return new BigDecimal(figure).setScale(SCALE, RoundingMode.HALF_EVEN).toPlainString();
    }
}
