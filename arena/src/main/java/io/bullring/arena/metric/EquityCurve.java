package io.bullring.arena.metric;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;

/**
 * An agent's equity once an hour, oldest first, and what is read off it, or that of several agents together. A step from an
 * equity of zero has no return and is passed over. Neither has a break, which is where the sum changed because an agent came:
 * there the peak begins anew. Immutable; any thread.
 *
 * <p>What is put in is no gain. Returns and falls are time-weighted: capital that came in a step counts as having been there when the step
 * began, {@code r = E[t] / (E[t-1] + F) - 1}, and the peak before it grows as equity grew by it, so that a fall stays as deep as it was.
 * C. R. Bacon, "Practical Portfolio Performance Measurement and Attribution", 2nd ed., Wiley 2008, on time-weighted returns, has it as the
 * start-of-period assumption, which suits what flows in: at the end of the step, {@code (E[t] - F) / E[t-1] - 1}, a large grant that falls
 * in price would lose more than everything. Of one step from the beginning it is the gain by the capital.
 */
public final class EquityCurve {
    /** Digits behind the point of every figure. */
    static final int SCALE = 8;

    private static final int HOURS_PER_YEAR = 8_760;
    private static final int HOURS_PER_DAY = 24;
    private static final double RISK_FREE_PER_HOUR = 0.04 / HOURS_PER_YEAR;
    private static final double ANNUAL = Math.sqrt(HOURS_PER_YEAR);

    private final long[] equityE8;
    private final long[] capitalE8;
    private final BitSet breaks;
    private final double[] excess;
    private final int excessCount;

    /** @param equityE8 hourly equity, USDT x 10^-8, oldest first; nothing was put in */
    public EquityCurve(long... equityE8) {
        this(equityE8, new long[equityE8.length], new BitSet());
    }

    /**
     * @param capitalE8 what had been put in by then, USDT x 10^-8; it never falls but at breaks
     * @param breaks indexes of the samples that do not compare with the one before
     */
    public EquityCurve(long[] equityE8, long[] capitalE8, BitSet breaks) {
        this.equityE8 = equityE8.clone();
        this.capitalE8 = capitalE8.clone();
        this.breaks = (BitSet) breaks.clone();
        this.excess = new double[equityE8.length];
        int count = 0;
        for (int i = 1; i < equityE8.length; i++) {
            long baseE8 = breaks.get(i) ? 0 : baseE8(i);
            if (baseE8 != 0) {
                excess[count++] = (double) (equityE8[i] - baseE8) / baseE8 - RISK_FREE_PER_HOUR;
            }
        }
        this.excessCount = count;
    }

    /** What there was to work with in the step to this sample. */
    private long baseE8(int index) {
        return E8.saturate(E8.add(equityE8[index - 1], capitalE8[index] - capitalE8[index - 1]));
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
            peakE8 = peakE8(i, peakE8);
            if (peakE8 > 0) {
                deepest = Math.max(deepest, ((double) peakE8 - equityE8[i]) / peakE8);
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
            peakE8 = peakE8(i, peakE8);
            run = equityE8[i] < peakE8 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The highest equity up to this sample; what it was before has grown by what was put in since, and begins anew where nothing was left. */
    private long peakE8(int index, long beforeE8) {
        long sampleE8 = equityE8[index];
        if (index == 0 || breaks.get(index)) {
            return sampleE8;
        }
        long lastE8 = equityE8[index - 1];
        long baseE8 = baseE8(index);
        if (baseE8 == lastE8) {
            return Math.max(beforeE8, sampleE8);
        }
        return lastE8 <= 0
                ? Math.max(baseE8, sampleE8)
                : Math.max(E8.saturate(E8.multiplyDivide(beforeE8, baseE8, lastE8, Rounding.HALF_EVEN)), sampleE8);
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
