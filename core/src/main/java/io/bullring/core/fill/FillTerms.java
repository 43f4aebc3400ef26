package io.bullring.core.fill;

import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Fraction;
import io.bullring.core.e8.Rounding;
import io.bullring.core.order.Order;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.RejectReason;

/**
 * At what price an order fills against the market, and what that costs: RULES.md section 5, steps 1 to 4. One object, worked
 * out anew for each fill. Engine thread only; amounts are E8.
 *
 * <p>The slippage fraction is kept unrounded until it has moved the price (see {@link Fraction}): there is one rounding, the
 * price's own.
 */
public final class FillTerms {
    private static final long LEAST_FRACTION_E8 = E8.ONE / 10_000;
    private static final long LARGEST_FRACTION_E8 = E8.ONE / 10;
    private static final long PERCENT = 100;
    private static final long PERCENT_E6 = 100_000_000L;
    private static final long E8_PER_E6 = 100;

    private final Fraction fraction = new Fraction();
    private long referenceE8;
    private long priceE8;
    private long slippagePctE8;
    private long notionalE8;
    private long feeE8;

    /** Works the terms out. Returns false, with a rejection, when a number would not fit. */
    public boolean workOut(
            Order order, long marketPriceE8, long volume24hE8, VenueRules rules, Rejection rejection) {
        referenceE8 = marketPriceE8;
        slip(order.quantityE8(), volume24hE8, rules.slippageFactorE8());
        slippagePctE8 = fraction.roundedE8() * PERCENT;
        priceE8 = order.isBuy() ? fraction.raise(marketPriceE8) : fraction.lower(marketPriceE8);
        if (order.isLimit()) {
            capAtLimit(order);
        }
        if (priceE8 == E8.OVERFLOW) {
            return rejection.because(RejectReason.AMOUNT_TOO_LARGE);
        }
        if (priceE8 == 0) {
            return rejection.because(RejectReason.PROCEEDS_NOT_POSITIVE);
        }
        notionalE8 = E8.multiply(order.quantityE8(), priceE8, Rounding.HALF_EVEN);
        if (notionalE8 == E8.OVERFLOW) {
            return rejection.because(RejectReason.AMOUNT_TOO_LARGE);
        }
        feeE8 = E8.multiply(notionalE8, rules.feeRateE8(), Rounding.HALF_EVEN);
        return true;
    }

    private void slip(long quantityE8, long volume24hE8, long slippageFactorE8) {
        if (volume24hE8 == 0) {
            fraction.setE8(LEAST_FRACTION_E8);
        } else {
            fraction.setBetween(
                    LEAST_FRACTION_E8, LARGEST_FRACTION_E8, slippageFactorE8, quantityE8, volume24hE8);
        }
    }

    /** A limit order never executes worse than its limit. */
    private void capAtLimit(Order order) {
        boolean isWorse = order.isBuy()
                ? priceE8 == E8.OVERFLOW || priceE8 > order.priceE8()
                : priceE8 < order.priceE8();
        if (!isWorse) {
            return;
        }
        priceE8 = order.priceE8();
        long distanceE8 = Math.abs(priceE8 - referenceE8);
        long pctE6 = E8.saturate(E8.multiplyDivide(distanceE8, PERCENT_E6, referenceE8, Rounding.HALF_UP));
        slippagePctE8 = E8.saturate(E8.multiplyDivide(pctE6, E8_PER_E6, 1, Rounding.HALF_EVEN));
    }

    /** The market's price. */
    public long referenceE8() {
        return referenceE8;
    }

    /** The price of the fill. */
    public long priceE8() {
        return priceE8;
    }

    /** How far the fill is from the market, percent. */
    public long slippagePctE8() {
        return slippagePctE8;
    }

    /** Quantity times price, USDT. */
    public long notionalE8() {
        return notionalE8;
    }

    public long feeE8() {
        return feeE8;
    }
}
