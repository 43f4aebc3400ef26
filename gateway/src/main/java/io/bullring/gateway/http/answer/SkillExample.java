package io.bullring.gateway.http.answer;

import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.Valuation.ValuedPosition;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.market.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The orders that a manual shows: small enough for the agent's limits and money, large enough for the instrument's smallest, with some
 * room for a market that moves. They can be sent as they stand, one after the other. Where none fits, or fits for sure, none is shown.
 * Immutable.
 *
 * @param quantity base asset; null: no order is shown
 * @param orders how many may be shown, in their order: a purchase, a stop of what was bought, a purchase that rests
 */
record SkillExample(String symbol, BigDecimal quantity, BigDecimal price, int orders) {
    /** In the place of a value: the line that asks for it is left out. */
    static final String LEFT_OUT = "";

    private static final String ANY_SYMBOL = "BTCUSDT";
    private static final String NO_ORDER =
            "No order is shown here: at present your limits and your money leave no room for one at quoted prices, or hardly any.";
    private static final int SCALE = 8;
    private static final int PURCHASE = 1;
    private static final int STOP = 2;
    private static final int SECOND_PURCHASE = 3;
    /** One in a book is shown before the stop, and changed, which asks for the rate again. */
    private static final int ORDERS_WITH_BOOK = 4;

    /** Of the starting balance. */
    private static final BigDecimal USUAL_SHARE = new BigDecimal("0.01");

    private static final BigDecimal ABOVE_SMALLEST = new BigDecimal("1.25");
    private static final BigDecimal BELOW_LARGEST = new BigDecimal("0.9");
    /** Slippage and fee may each take a tenth on top of what is bought. */
    private static final BigDecimal ONE_OF_ROOM = new BigDecimal("0.8");

    private static final BigDecimal ONE_OF_TWO_OF_ROOM = new BigDecimal("0.4");
    private static final BigDecimal LIMIT_SHARE = new BigDecimal("0.95");
    private static final BigDecimal STOP_SHARE = new BigDecimal("0.90");

    /** Of the first instrument at quoted prices that takes an order. */
    static SkillExample of(Agent agent, RiskProfile limits, Standing standing, MarketBoard market) {
        String symbol = ANY_SYMBOL;
        for (Listing listing : market.listings().reversed()) {
            symbol = listing.isTraded() && market.price(listing.instrumentId()) != null ? listing.symbol() : symbol;
        }
        for (Listing listing : market.listings()) {
            SkillExample example = of(agent, limits, standing, listing, market.price(listing.instrumentId()));
            if (!listing.isBook() && example.quantity != null) {
                return example;
            }
        }
        return new SkillExample(symbol, null, null, 0);
    }

    /** Of this instrument, which has a book. */
    static SkillExample ofBook(
            Agent agent, RiskProfile limits, Standing standing, Listing listing, MarketBoard market) {
        SkillExample example = of(agent, limits, standing, listing, market.price(listing.instrumentId()));
        return limits.orderRateLimit() >= ORDERS_WITH_BOOK
                ? example
                : new SkillExample(listing.symbol(), null, null, 0);
    }

    private static SkillExample of(
            Agent agent, RiskProfile limits, Standing standing, Listing listing, Price last) {
        boolean isOpen = listing.isTraded()
                && last != null
                && !agent.archived()
                && !agent.killed()
                && standing.openOrders() < limits.maxOpenOrders();
        if (!isOpen) {
            return new SkillExample(listing.symbol(), null, null, 0);
        }
        BigDecimal price = SkillRenderer.decimal(last.lastE8());
        BigDecimal two = quantity(agent, limits, standing, listing, price, ONE_OF_TWO_OF_ROOM);
        BigDecimal quantity = two == null ? quantity(agent, limits, standing, listing, price, ONE_OF_ROOM) : two;
        int most = quantity == null ? 0 : two == null ? STOP : SECOND_PURCHASE;
        return new SkillExample(listing.symbol(), quantity, price, Math.min(most, limits.orderRateLimit()));
    }

    /** A hundredth of the starting balance, less if an order may not be so large, more if it may not be so small; null: none fits. */
    private static BigDecimal quantity(
            Agent agent,
            RiskProfile limits,
            Standing standing,
            Listing listing,
            BigDecimal price,
            BigDecimal shareOfRoom) {
        BigDecimal step = SkillRenderer.decimal(Math.max(1, listing.terms().stepSizeE8()));
        long smallestE8 = Math.max(limits.minOrderSizeE8(), listing.terms().minNotionalE8());
        BigDecimal least = inSteps(
                SkillRenderer.decimal(smallestE8).multiply(ABOVE_SMALLEST), price, step, RoundingMode.UP)
                .max(SkillRenderer.decimal(listing.terms().minQuantityE8()))
                .max(step);
        BigDecimal most = inSteps(largest(limits, standing, listing, shareOfRoom), price, step, RoundingMode.DOWN);
        if (listing.terms().maxQuantityE8() > 0) {
            most = most.min(SkillRenderer.decimal(listing.terms().maxQuantityE8()));
        }
        BigDecimal usual = SkillRenderer.decimal(agent.startingBalanceE8()).multiply(USUAL_SHARE);
        return least.compareTo(most) > 0 ? null : inSteps(usual, price, step, RoundingMode.UP).max(least).min(most);
    }

    /** USDT that one purchase may be worth. */
    private static BigDecimal largest(
            RiskProfile limits, Standing standing, Listing listing, BigDecimal shareOfRoom) {
        BigDecimal held = standing.positions()
                .stream()
                .filter(position -> position.listing().instrumentId() == listing.instrumentId())
                .map(ValuedPosition::marketValue)
                .findAny()
                .orElse(BigDecimal.ZERO);
        BigDecimal room = percent(standing.equity(), limits.maxPositionSizePctE8()).subtract(held);
        BigDecimal one = percent(standing.equity(), limits.maxOrderSizePctE8()).multiply(BELOW_LARGEST);
        return room.min(standing.available()).max(BigDecimal.ZERO).multiply(shareOfRoom).min(one);
    }

    private static BigDecimal percent(BigDecimal value, long percentE8) {
        return value.multiply(SkillRenderer.decimal(percentE8)).movePointLeft(2);
    }

    private static BigDecimal inSteps(BigDecimal value, BigDecimal price, BigDecimal step, RoundingMode rounding) {
        return value.divide(price.multiply(step), 0, rounding).multiply(step);
    }

    void putInto(Map<String, String> values) {
        values.put("symbol", symbol);
        values.put("no_order", quantity == null ? NO_ORDER : LEFT_OUT);
        values.put("quantity", quantity == null ? LEFT_OUT : SkillRenderer.plain(quantity));
        values.put("order_id", orders < PURCHASE ? LEFT_OUT : "ORDER_ID");
        values.put("open_order_id", orders < STOP ? LEFT_OUT : "ORDER_ID");
        values.put("stop_price", orders < STOP ? LEFT_OUT : share(STOP_SHARE));
        values.put("limit_price", orders < SECOND_PURCHASE ? LEFT_OUT : share(LIMIT_SHARE));
    }

    /** As the example of a book, beside another one. */
    void putAsBook(Map<String, String> values) {
        values.put("book_symbol", symbol);
        values.put("book_quantity", quantity == null ? LEFT_OUT : SkillRenderer.plain(quantity));
        values.put("book_order_id", quantity == null ? LEFT_OUT : "ORDER_ID");
        values.put("book_price", quantity == null ? LEFT_OUT : share(STOP_SHARE));
        values.put("book_better_price", quantity == null ? LEFT_OUT : share(LIMIT_SHARE));
    }

    private String share(BigDecimal share) {
        return SkillRenderer.plain(price.multiply(share).setScale(SCALE, RoundingMode.UP));
    }
}
