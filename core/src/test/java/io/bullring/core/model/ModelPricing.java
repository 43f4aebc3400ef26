package io.bullring.core.model;

import static io.bullring.core.model.Amounts.HUNDRED;
import static io.bullring.core.model.Amounts.fits;
import static io.bullring.core.model.Amounts.round8;
import static io.bullring.core.model.Amounts.sat;
import static java.math.RoundingMode.HALF_EVEN;
import static java.math.RoundingMode.HALF_UP;

import io.bullring.core.account.VenueRules;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/** What a trade costs: RULES.md section 5, steps 1 to 4. */
record ModelPricing(BigDecimal price, BigDecimal slippagePct, BigDecimal gross, BigDecimal fee) {
    private static final BigDecimal LEAST = new BigDecimal("0.0001");
    private static final BigDecimal MOST = new BigDecimal("0.10");
    private static final int FRACTION_DIGITS = 18;
    private static final int PERCENT_DIGITS = 6;

    static ModelPricing of(ModelTrade trade, VenueRules rules, long nowNs) {
        BigDecimal fraction = fraction(trade, rules, nowNs);
        BigDecimal moved = trade.reference()
                .multiply(
                        trade.side() == Side.BUY ? BigDecimal.ONE.add(fraction) : BigDecimal.ONE.subtract(fraction));
        BigDecimal market = moved.setScale(8, HALF_UP);
        BigDecimal price = limited(market, trade);
        Refusal.unless(fits(price), RejectReason.AMOUNT_TOO_LARGE);
        Refusal.unless(price.signum() > 0, RejectReason.PROCEEDS_NOT_POSITIVE);

        BigDecimal slippagePct = price.compareTo(market) == 0
                ? fraction.multiply(HUNDRED).setScale(PERCENT_DIGITS, HALF_UP)
                : sat(price.subtract(trade.reference())
                        .abs()
                        .multiply(HUNDRED)
                        .divide(trade.reference(), PERCENT_DIGITS, HALF_UP));
        BigDecimal gross = round8(trade.quantity().multiply(price));
        Refusal.unless(fits(gross), RejectReason.AMOUNT_TOO_LARGE);
        return new ModelPricing(price, slippagePct, gross, round8(gross.multiply(Amounts.of(rules.feeRateE8()))));
    }

    private static BigDecimal fraction(ModelTrade trade, VenueRules rules, long nowNs) {
        BigDecimal volume = trade.instrument().volume24h(nowNs);
        if (volume.signum() == 0) {
            return LEAST;
        }
        return Amounts.of(rules.slippageFactorE8())
                .multiply(trade.quantity())
                .divide(volume, FRACTION_DIGITS, HALF_EVEN)
                .max(LEAST)
                .min(MOST);
    }

    private static BigDecimal limited(BigDecimal market, ModelTrade trade) {
        if (trade.limit() == null) {
            return market;
        }
        return trade.side() == Side.BUY ? market.min(trade.limit()) : market.max(trade.limit());
    }
}
