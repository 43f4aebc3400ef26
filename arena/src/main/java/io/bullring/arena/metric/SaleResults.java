package io.bullring.arena.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The realised results of an agent's sales, net of fees, added in any order, and what is read off them. Purchases have no result and
 * are not added. Exact; not thread-safe.
 */
public final class SaleResults {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal NONE = BigDecimal.ZERO.setScale(EquityCurve.SCALE);

    private BigDecimal profit = NONE;
    private BigDecimal loss = NONE;
    private int count;
    private int wins;
    private int losses;
    private long bestE8 = Long.MIN_VALUE;
    private long worstE8 = Long.MAX_VALUE;

    /** Adds the result of a sale, USDT x 10^-8. */
    public void add(long resultE8) {
        BigDecimal result = BigDecimal.valueOf(resultE8, EquityCurve.SCALE);
        count++;
        bestE8 = Math.max(bestE8, resultE8);
        worstE8 = Math.min(worstE8, resultE8);
        if (resultE8 > 0) {
            wins++;
            profit = profit.add(result);
        } else if (resultE8 < 0) {
            losses++;
            loss = loss.add(result);
        }
    }

    public int count() {
        return count;
    }

    /** Sales with a profit. */
    public int wins() {
        return wins;
    }

    /** Sales with a loss; one that came out at zero is neither. */
    public int losses() {
        return losses;
    }

    /** Percent of the sales that made a profit; 0 without sales (A5). */
    public BigDecimal winRatePct() {
        return quotient(BigDecimal.valueOf(wins).multiply(HUNDRED), count);
    }

    /** All profits by all losses; 0 without a loss (A6). */
    public BigDecimal profitFactor() {
        return losses == 0 ? NONE : profit.divide(loss.negate(), EquityCurve.SCALE, RoundingMode.HALF_UP);
    }

    /** Mean profit of the sales that made one, USDT; 0 without (A7). */
    public BigDecimal averageWin() {
        return quotient(profit, wins);
    }

    /** Mean loss of the sales that made one, USDT, not positive; 0 without (A7). */
    public BigDecimal averageLoss() {
        return quotient(loss, losses);
    }

    /** The best sale's result, USDT; 0 without sales. */
    public BigDecimal best() {
        return count == 0 ? NONE : BigDecimal.valueOf(bestE8, EquityCurve.SCALE);
    }

    /** The worst sale's result, USDT; 0 without sales. */
    public BigDecimal worst() {
        return count == 0 ? NONE : BigDecimal.valueOf(worstE8, EquityCurve.SCALE);
    }

    /** Sales a day over this many days; 0 without sales or without time (A8). */
    public BigDecimal perDay(BigDecimal days) {
        return days.signum() <= 0 ? NONE
                : BigDecimal.valueOf(count).divide(days, EquityCurve.SCALE, RoundingMode.HALF_UP);
    }

    private static BigDecimal quotient(BigDecimal dividend, int divisor) {
        return divisor == 0
                ? NONE
                : dividend.divide(BigDecimal.valueOf(divisor), EquityCurve.SCALE, RoundingMode.HALF_UP);
    }
}
