package io.bullring.core.model;

import static io.bullring.core.model.Amounts.HUNDRED;
import static io.bullring.core.model.Amounts.fits;
import static io.bullring.core.model.Amounts.round8;
import static io.bullring.core.model.Amounts.sat;
import static java.math.RoundingMode.HALF_UP;

import io.bullring.core.account.VenueRules;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/** What a trade costs: RULES.md section 5, steps 1 to 4. */
record ModelPricing(BigDecimal price, BigDecimal slippagePct, BigDecimal gross, BigDecimal fee) {
    private static final BigDecimal LEAST = new BigDecimal("0.0001");
    private static final BigDecimal MOST = new BigDecimal("0.10");
    private static final int PRICE_DIGITS = 8;
    private static final int PERCENT_DIGITS = 6;

    static ModelPricing of(ModelTrade trade, VenueRules rules, long nowNs) {
        Slippage slippage = slippage(trade, rules, nowNs);
        BigDecimal market = slippage.move(trade.reference(), trade.side());
        BigDecimal price = limited(market, trade);
        Refusal.unless(fits(price), RejectReason.AMOUNT_TOO_LARGE);
        Refusal.unless(price.signum() > 0, RejectReason.PROCEEDS_NOT_POSITIVE);

        BigDecimal slippagePct = price.compareTo(market) == 0
                ? slippage.percent()
                : sat(price.subtract(trade.reference())
                        .abs()
                        .multiply(HUNDRED)
                        .divide(trade.reference(), PERCENT_DIGITS, HALF_UP));
        BigDecimal gross = round8(trade.quantity().multiply(price));
        Refusal.unless(fits(gross), RejectReason.AMOUNT_TOO_LARGE);
        return new ModelPricing(price, slippagePct, gross, round8(gross.multiply(Amounts.of(rules.feeRateE8()))));
    }

    private static Slippage slippage(ModelTrade trade, VenueRules rules, long nowNs) {
        BigDecimal volume = trade.instrument().volume24h(nowNs);
        BigDecimal part = Amounts.of(rules.slippageFactorE8()).multiply(trade.quantity());
        if (part.compareTo(LEAST.multiply(volume)) <= 0 || volume.signum() == 0) {
            return new Slippage(LEAST, BigDecimal.ONE);
        }
        if (part.compareTo(MOST.multiply(volume)) >= 0) {
            return new Slippage(MOST, BigDecimal.ONE);
        }
        return new Slippage(part, volume);
    }

    /** The fraction by which a trade moves the price, as it is: a part of a whole, not divided. */
    private record Slippage(BigDecimal part, BigDecimal whole) {
        BigDecimal move(BigDecimal price, Side side) {
            BigDecimal moved = side == Side.BUY ? whole.add(part) : whole.subtract(part);
            return price.multiply(moved).divide(whole, PRICE_DIGITS, HALF_UP);
        }

        BigDecimal percent() {
            return part.multiply(HUNDRED).divide(whole, PERCENT_DIGITS, HALF_UP);
        }
    }

    private static BigDecimal limited(BigDecimal market, ModelTrade trade) {
        if (trade.limit() == null) {
            return market;
        }
        return trade.side() == Side.BUY ? market.min(trade.limit()) : market.max(trade.limit());
    }
}
