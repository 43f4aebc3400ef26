package io.bullring.arena.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;

/**
 * An agent's equity once an hour, oldest first, and what is read off it, or that of several agents together. A step from an
 * equity of zero has no return and is passed over. Neither has a break, which is where the sum changed because an agent came:
 * there the peak begins anew. Immutable; any thread.
 */
public final class EquityCurve {
    /** Digits behind the point of every figure. */
    static final int SCALE = 8;

    private static final int HOURS_PER_YEAR = 8_760;
    private static final int HOURS_PER_DAY = 24;
    private static final double RISK_FREE_PER_HOUR = 0.04 / HOURS_PER_YEAR;
    private static final double ANNUAL = Math.sqrt(HOURS_PER_YEAR);

    private final long[] equityE8;
    private final BitSet breaks;
    private final double[] excess;
    private final int excessCount;

    /** @param equityE8 hourly equity, USDT x 10^-8, oldest first */
    public EquityCurve(long... equityE8) {
        this(equityE8, new BitSet());
    }

    /** @param breaks indexes of the samples that do not compare with the one before */
    public EquityCurve(long[] equityE8, BitSet breaks) {
        this.equityE8 = equityE8.clone();
        this.breaks = (BitSet) breaks.clone();
        this.excess = new double[equityE8.length];
        int count = 0;
        for (int i = 1; i < equityE8.length; i++) {
            if (equityE8[i - 1] != 0 && !breaks.get(i)) {
                excess[count++] = (double) (equityE8[i] - equityE8[i - 1]) / equityE8[i - 1] - RISK_FREE_PER_HOUR;
            }
        }
        this.excessCount = count;
    }

    /** Mean hourly return above 4 % a year by its population standard deviation, annualised; 0 without a spread (A1). */
    public BigDecimal sharpeRatio() {
        Moments all = Moments.of(excess, excessCount);
        return all.isConstant() ? rounded(0) : rounded(all.mean() / all.deviation() * ANNUAL);
    }

    /**
     * The same by the spread of the negative values around their own mean (A2); 0 when there are fewer than two of them or they
     * do not differ.
     */
    public BigDecimal sortinoRatio() {
        double[] losses = new double[excessCount];
        int count = 0;
        for (int i = 0; i < excessCount; i++) {
            if (excess[i] < 0) {
                losses[count++] = excess[i];
            }
        }
        Moments down = Moments.of(losses, count);
        boolean hasSpread = count >= 2 && !down.isConstant();
        return hasSpread ? rounded(Moments.of(excess, excessCount).mean() / down.deviation() * ANNUAL) : rounded(0);
    }

    /** The deepest fall below the highest equity before it, percent of that; 0 when it never fell (A3). */
    public BigDecimal maxDrawdownPct() {
        double deepest = 0;
        long peakE8 = Long.MIN_VALUE;
        for (int i = 0; i < equityE8.length; i++) {
            long sampleE8 = equityE8[i];
            peakE8 = breaks.get(i) ? sampleE8 : Math.max(peakE8, sampleE8);
            if (peakE8 > 0) {
                deepest = Math.max(deepest, ((double) peakE8 - sampleE8) / peakE8);
            }
        }
        return rounded(deepest * 100);
    }

    /** Samples of the longest run that stayed below the highest equity before it. */
    public int longestDrawdownHours() {
        int longest = 0;
        int run = 0;
        long peakE8 = Long.MIN_VALUE;
        for (int i = 0; i < equityE8.length; i++) {
            long sampleE8 = equityE8[i];
            peakE8 = breaks.get(i) ? sampleE8 : Math.max(peakE8, sampleE8);
            run = sampleE8 < peakE8 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The same in days, rounded up (A4). */
    public int longestDrawdownDays() {
        return Math.ceilDiv(longestDrawdownHours(), HOURS_PER_DAY);
    }

    private static BigDecimal rounded(double figure) {
        double finite = Double.isFinite(figure) ? figure : 0;
        return new BigDecimal(finite).setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
