package io.bullring.gateway.http.answer;

import io.bullring.gateway.http.answer.OrderRoom.Size;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The orders that a manual shows: a purchase, a stop of what was bought, a purchase that rests. Small enough for the agent's limits and
 * money, large enough for the instrument's smallest, with some room for a market that moves, so that they can be sent as they stand, one
 * after the other. Those that cannot are shown with what is in their way. Immutable.
 *
 * @param listing null: the venue has none
 * @param purchase what is bought at once
 * @param stop what is offered once the price falls
 * @param rest what is bought once the price falls
 */
record SkillExample(Listing listing, BigDecimal price, Size purchase, Size stop, Size rest) {
    private static final String ANY_SYMBOL = "BTCUSDT";
    private static final int SCALE = 8;
    private static final int FITTEST = 4;
    /** Slippage and fee may each take a tenth on top of what is bought. */
    private static final BigDecimal ONE_OF_ROOM = new BigDecimal("0.8");

    private static final BigDecimal ONE_OF_TWO_OF_ROOM = new BigDecimal("0.4");
    private static final BigDecimal LIMIT_SHARE = new BigDecimal("0.95");
    private static final BigDecimal STOP_SHARE = new BigDecimal("0.90");

    /** Of the first instrument that takes a purchase, one at quoted prices if there is one; else of the first that is nearest to it. */
    static SkillExample of(OrderRoom room, MarketBoard market) {
        SkillExample fittest = refused(null, null, room.ofOrdersOrNull(null));
        List<Listing> quotedFirst =
                market.listings().stream().sorted(Comparator.comparing(Listing::isBook)).toList();
        for (Listing listing : quotedFirst) {
            SkillExample example = of(room, listing);
            if (example.fitness() == FITTEST) {
                return example;
            }
            fittest = example.fitness() > fittest.fitness() ? example : fittest;
        }
        return fittest;
    }

    /** Of this instrument. */
    static SkillExample of(OrderRoom room, Listing listing) {
        Obstacle ofAll = room.ofOrdersOrNull(listing);
        if (room.ofPriceOrNull(listing) != null) {
            return refused(listing, null, ofAll == null ? Obstacle.NO_PRICE : ofAll);
        }
        BigDecimal price = room.cheapest(listing);
        if (ofAll != null) {
            return refused(listing, price, ofAll);
        }
        Size two = room.purchase(listing, ONE_OF_TWO_OF_ROOM, true);
        Size one = two.fits() ? two : room.purchase(listing, ONE_OF_ROOM, true);
        Size purchase = one.fits() ? one : room.purchase(listing, ONE_OF_ROOM, false);
        if (purchase.fits() && !one.fits()) {
            Size small = new Size(purchase.quantity(), Obstacle.TOO_SMALL_FOR_PAIR);
            return new SkillExample(listing, price, purchase, listing.isBook() ? room.sale(listing) : small, small);
        }
        boolean isBought = purchase.fits() && !listing.isBook();
        return new SkillExample(listing, price, purchase, isBought ? purchase : room.sale(listing), two);
    }

    private static SkillExample refused(Listing listing, BigDecimal price, Obstacle obstacle) {
        Size none = new Size(null, obstacle);
        return new SkillExample(listing, price, none, none, none);
    }

    /** How much of it can be run: nothing, what needs a pair, or a price, or one that is traded; all. */
    private int fitness() {
        if (purchase.fits()) {
            return FITTEST;
        }
        if (price == null) {
            return listing == null ? 0 : 1;
        }
        return listing.isTraded() ? FITTEST - 1 : FITTEST - 2;
    }

    /** Up to the book's, which stands between: the order in which they are counted is that of the manual. */
    void putPurchase(Map<String, String> values, OrderRoom room) {
        values.put("symbol", listing == null ? ANY_SYMBOL : listing.symbol());
        values.put("pair", Obstacle.comment(listing == null ? Obstacle.NO_PAIR : null));
        values.put("price", Obstacle.comment(room.ofPriceOrNull(listing)));
        values.put("candles", Obstacle.comment(room.ofCandlesOrNull(listing)));
        values.put("quantity", quantity(purchase, room));
        values.put("buy", Obstacle.comment(room.count(purchase.obstacle())));
    }

    /** What stands behind the book's. */
    void putResting(Map<String, String> values, OrderRoom room) {
        boolean isBought = values.get("buy").isEmpty();
        boolean needsPurchase = stop.equals(purchase) && purchase.fits();
        Obstacle ofStop = room.count(needsPurchase && !isBought ? Obstacle.ORDER_RATE : stop.obstacle());
        values.put("stop_quantity", quantity(stop, room));
        values.put("stop_price", share(STOP_SHARE));
        values.put("stop", Obstacle.comment(ofStop));
        values.put("read", Obstacle.comment(isBought ? null : followingOn(ofStop, Obstacle.NO_ORDER)));
        values.put("cancel", Obstacle.comment(followingOn(ofStop, Obstacle.NO_OPEN_ORDER)));
        values.put("rest_quantity", quantity(rest, room));
        values.put("rest_price", share(LIMIT_SHARE));
        values.put("rest", Obstacle.comment(room.count(rest.obstacle())));
    }

    /** As the example of a book, beside another one. */
    void putAsBook(Map<String, String> values, OrderRoom room) {
        Obstacle ofPlacing = room.count(rest.obstacle());
        values.put("book_symbol", listing.symbol());
        values.put("book_quantity", quantity(rest, room));
        values.put("book_price", share(STOP_SHARE));
        values.put("book_better_price", share(LIMIT_SHARE));
        values.put("book_place", Obstacle.comment(ofPlacing));
        Obstacle ofRest = followingOn(ofPlacing, Obstacle.NO_OPEN_ORDER);
        values.put("book_change", Obstacle.comment(room.count(ofRest)));
        values.put("book_cancel", Obstacle.comment(ofRest));
    }

    /** What is in the way of what asks for an order: that it was not placed, unless nothing can be asked at all. */
    private static Obstacle followingOn(Obstacle ofPlacing, Obstacle ifNotPlaced) {
        return ofPlacing == null || ofPlacing == Obstacle.ARCHIVED ? ofPlacing : ifNotPlaced;
    }

    /** What would be sent: where it does not fit, the smallest that an order may be. */
    private String quantity(Size size, OrderRoom room) {
        if (size.quantity() == null && price == null) {
            return "QUANTITY";
        }
        return SkillRenderer.plain(size.quantity() == null ? room.least(listing, true) : size.quantity());
    }

    private String share(BigDecimal share) {
        return price == null ? "PRICE" : SkillRenderer.plain(price.multiply(share).setScale(SCALE, RoundingMode.UP));
    }
}
