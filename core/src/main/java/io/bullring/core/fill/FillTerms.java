package io.bullring.core.fill;

import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.order.Order;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.RejectReason;

/**
 * At what price an order fills against the market, and what that costs: RULES.md section 5, steps 1 to 4. One object, worked
 * out anew for each fill. Engine thread only; amounts are E8.
 *
 * <p>The slippage fraction is carried with 18 fractional digits. It is at most 0.1 and the prices it multiplies have 8
 * digits, so the executed price is what arithmetic with 28 significant digits gives.
 */
public final class FillTerms {
    private static final long ONE_E18 = 1_000_000_000_000_000_000L;
    private static final long LEAST_FRACTION_E18 = ONE_E18 / 10_000;
    private static final long LARGEST_FRACTION_E18 = ONE_E18 / 10;
    private static final long E18_PER_E8 = 10_000_000_000L;
    private static final long PERCENT_E6 = 100_000_000L;
    private static final long E8_PER_E6 = 100;

    private long referenceE8;
    private long priceE8;
    private long slippagePctE8;
    private long notionalE8;
    private long feeE8;

    /** Works the terms out. Returns false, with a rejection, when a number would not fit. */
    public boolean workOut(
            Order order, long marketPriceE8, long volume24hE8, VenueRules rules, Rejection rejection) {
        referenceE8 = marketPriceE8;
        long fractionE18 = fractionE18(order.quantityE8(), volume24hE8, rules.slippageFactorE8());
        slippagePctE8 = E8.divide(fractionE18, E18_PER_E8, Rounding.HALF_UP) * E8_PER_E6;
        long factorE18 = order.isBuy() ? ONE_E18 + fractionE18 : ONE_E18 - fractionE18;
        priceE8 = E8.multiplyDivide(marketPriceE8, factorE18, ONE_E18, Rounding.HALF_UP);
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

    private static long fractionE18(long quantityE8, long volume24hE8, long slippageFactorE8) {
        if (volume24hE8 == 0) {
            return LEAST_FRACTION_E18;
        }
        long fractionE18 = E8.saturate(E8.multiplyDivide(
                quantityE8, slippageFactorE8 * E18_PER_E8, volume24hE8, Rounding.HALF_EVEN));
        return Math.clamp(fractionE18, LEAST_FRACTION_E18, LARGEST_FRACTION_E18);
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
