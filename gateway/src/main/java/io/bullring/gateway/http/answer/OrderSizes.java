package io.bullring.gateway.http.answer;

import io.bullring.gateway.http.answer.OrderRoom.Order;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Listing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How large the orders of a manual are: as an agent of that wealth usually trades, within its room, with a margin for a market that moves
 * where there is any, in steps of the pair, and never below what pair and limits take. Quantities are base asset, amounts USDT. As thread-safe as the room.
 *
 * @param room what the lines above have left
 */
record OrderSizes(OrderRoom room) {
    /** Of the smallest order, the roomiest first. */
    private static final List<BigDecimal> MARGINS =
            List.of(new BigDecimal("1.25"), new BigDecimal("1.05"), BigDecimal.ONE);
    /** Of what an order may take, so that another one finds room behind it. */
    private static final BigDecimal ONE_OF_TWO = new BigDecimal("0.4");
    /** Of the starting balance. */
    private static final BigDecimal USUAL_SHARE = new BigDecimal("0.01");

    /**
     * A quantity, and what is in its way.
     *
     * @param quantity base asset; null: there is none
     * @param obstacle null: nothing is in its way
     */
    record Size(BigDecimal quantity, Obstacle obstacle) {
        boolean fits() {
            return obstacle == null;
        }
    }

    /** The last price; in a book the lowest that is asked, if that is less. */
    BigDecimal cheapest(Listing listing) {
        BigDecimal last = room.lastPrice(listing);
        Depth.Side asks = room.asks(listing);
        return asks == null || asks.size() == 0 ? last : last.min(SkillRenderer.decimal(asks.priceE8(0)));
    }

    /**
     * A purchase at once: a hundredth of the starting balance, less if an order may not be so large, more if it may not be so small;
     * if there is room, as much as can be offered again at a price.
     *
     * @param stopPrice null: the pair has no price
     */
    Size purchase(Listing listing, BigDecimal stopPrice) {
        Order purchase = new Order(listing, false, null, null);
        if (stopPrice == null) {
            return new Size(null, room.obstacleOrNull(purchase));
        }
        Size offered = size(purchase, stopPrice, true);
        return offered.fits() ? offered : size(purchase, room.lastPrice(listing), false);
    }

    /** A purchase that rests, sized alike. */
    Size rest(Listing listing, BigDecimal price) {
        Order rest = new Order(listing, false, price, null);
        return price == null ? new Size(null, room.obstacleOrNull(rest)) : size(rest, price, true);
    }

    /**
     * What of its position the agent may offer in an order that rests.
     *
     * @param bought as much as was bought above, if that may be offered; null: nothing was
     */
    Size sale(Listing listing, BigDecimal price, BigDecimal bought) {
        Order sale = new Order(listing, true, price, null);
        if (price == null) {
            return new Size(null, room.obstacleOrNull(sale));
        }
        BigDecimal least = least(listing, price, true, BigDecimal.ONE);
        boolean isBoughtOffered =
                bought != null && bought.compareTo(least) >= 0 && room.obstacleOrNull(sale.of(bought)) == null;
        return isBoughtOffered ? new Size(bought, null) : new Size(least, room.obstacleOrNull(sale.of(least)));
    }

    /** The first that fits of the usual quantity and the smallest ones; else the smallest, and what is in its way. */
    private Size size(Order order, BigDecimal leastAt, boolean rests) {
        Listing listing = order.listing();
        BigDecimal most = room.forPurchase(listing).multiply(ONE_OF_TWO);
        BigDecimal start = SkillRenderer.decimal(room.agent().startingBalanceE8());
        BigDecimal usual = inSteps(listing, start.multiply(USUAL_SHARE), dearest(listing), RoundingMode.UP)
                .min(inSteps(listing, most, dearest(listing), RoundingMode.DOWN));
        long mostE8 = listing.terms().maxQuantityE8();
        BigDecimal wanted = mostE8 == 0
                ? usual
                : usual.min(inSteps(listing, SkillRenderer.decimal(mostE8), BigDecimal.ONE, RoundingMode.DOWN));
        for (BigDecimal margin : MARGINS) {
            BigDecimal quantity = least(listing, leastAt, rests, margin).max(wanted);
            if (room.obstacleOrNull(order.of(quantity)) == null) {
                return new Size(quantity, null);
            }
        }
        BigDecimal least = least(listing, leastAt, rests, BigDecimal.ONE);
        return new Size(least, room.obstacleOrNull(order.of(least)));
    }

    /** The smallest quantity that neither the agent's limits nor the pair's refuse at this price, with a margin. */
    private BigDecimal least(Listing listing, BigDecimal price, boolean rests, BigDecimal margin) {
        boolean isBound = rests || room.filters().minNotional();
        long smallestE8 = Math.max(room.limits().minOrderSizeE8(), isBound ? listing.terms().minNotionalE8() : 0);
        return inSteps(listing, SkillRenderer.decimal(smallestE8).multiply(margin), price, RoundingMode.UP)
                .max(inSteps(
                        listing, SkillRenderer.decimal(listing.terms().minQuantityE8()), BigDecimal.ONE,
                        RoundingMode.UP))
                .max(step(listing));
    }

    /** The last price; in a book the highest that is asked among those that are shown, if that is more. */
    private BigDecimal dearest(Listing listing) {
        BigDecimal last = room.lastPrice(listing);
        Depth.Side asks = room.asks(listing);
        return asks == null || asks.size() == 0 ? last : last.max(SkillRenderer.decimal(asks.priceE8(asks.size() - 1)));
    }

    private static BigDecimal step(Listing listing) {
        return SkillRenderer.decimal(Math.max(1, listing.terms().stepSizeE8()));
    }

    private static BigDecimal inSteps(Listing listing, BigDecimal value, BigDecimal price, RoundingMode rounding) {
        BigDecimal step = step(listing);
        return value.divide(price.multiply(step), 0, rounding).multiply(step);
    }
}
