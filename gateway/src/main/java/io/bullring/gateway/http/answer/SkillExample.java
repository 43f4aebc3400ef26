package io.bullring.gateway.http.answer;

import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;

/**
 * The order that a manual shows: small enough for the agent's limits, large enough for the instrument's. It can be sent as it
 * stands while the agent has money and there is a price. Immutable.
 */
record SkillExample(String symbol, BigDecimal quantity, BigDecimal limitPrice, BigDecimal stopPrice) {
    /** Shown where there is nothing to trade yet. */
    private static final SkillExample WITHOUT_MARKET = new SkillExample(
            "BTCUSDT", new BigDecimal("0.001"), new BigDecimal("50000"), new BigDecimal("45000"));

    private static final int SCALE = 8;
    /** Of the starting balance; and the part of a limit that leaves room for a second order. */
    private static final BigDecimal USUAL_PCT = BigDecimal.ONE;

    private static final BigDecimal PART_OF_LIMIT = new BigDecimal("0.3");
    private static final BigDecimal ABOVE_SMALLEST = new BigDecimal("1.25");
    private static final BigDecimal LIMIT_SHARE = new BigDecimal("0.95");
    private static final BigDecimal STOP_SHARE = new BigDecimal("0.90");

    /** Of the first active instrument that has a price; of those in a book only where there is no other. */
    static SkillExample of(Agent agent, RiskProfile limits, MarketBoard market) {
        return market.listings()
                .stream()
                .filter(listing -> listing.isTraded() && market.price(listing.instrumentId()) != null)
                .min(Comparator.comparing(Listing::isBook))
                .map(listing -> of(agent, limits, listing, market))
                .orElse(WITHOUT_MARKET);
    }

    /** Of this instrument, which has a price. */
    static SkillExample of(Agent agent, RiskProfile limits, Listing listing, MarketBoard market) {
        Price price = market.price(listing.instrumentId());
        return of(agent, limits, listing, SkillRenderer.decimal(price.lastE8()));
    }

    /** A hundredth of the starting balance, less if one order may not be so large, more if it may not be so small. */
    private static SkillExample of(Agent agent, RiskProfile limits, Listing listing, BigDecimal price) {
        long largestPctE8 = Math.min(limits.maxOrderSizePctE8(), limits.maxPositionSizePctE8());
        BigDecimal pct = USUAL_PCT.min(SkillRenderer.decimal(largestPctE8).multiply(PART_OF_LIMIT));
        BigDecimal smallest = SkillRenderer.decimal(
                Math.max(limits.minOrderSizeE8(), listing.terms().minNotionalE8()))
                .multiply(ABOVE_SMALLEST);
        BigDecimal value =
                SkillRenderer.decimal(agent.startingBalanceE8()).multiply(pct).movePointLeft(2).max(smallest);
        BigDecimal quantity = value.divide(price, SCALE, RoundingMode.UP)
                .max(SkillRenderer.decimal(listing.terms().minQuantityE8()));
        return new SkillExample(listing.symbol(), quantity, share(price, LIMIT_SHARE), share(price, STOP_SHARE));
    }

    void putInto(Map<String, String> values) {
        values.put("symbol", symbol);
        values.put("quantity", SkillRenderer.plain(quantity));
        values.put("limit_price", SkillRenderer.plain(limitPrice));
        values.put("stop_price", SkillRenderer.plain(stopPrice));
    }

    /** As the example of a book, beside another one. */
    void putAsBook(Map<String, String> values) {
        values.put("book_symbol", symbol);
        values.put("book_quantity", SkillRenderer.plain(quantity));
        values.put("book_price", SkillRenderer.plain(stopPrice));
        values.put("book_better_price", SkillRenderer.plain(limitPrice));
    }

    private static BigDecimal share(BigDecimal price, BigDecimal share) {
        return price.multiply(share).setScale(SCALE, RoundingMode.UP);
    }
}
