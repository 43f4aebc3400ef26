package io.bullring.gateway.http.answer;

import io.bullring.gateway.http.answer.OrderRoom.Order;
import io.bullring.gateway.http.answer.OrderSizes.Size;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The orders that a manual shows: a purchase, a stop of what was bought, a purchase that rests. They can be sent as they stand, one after
 * the other, or are shown with what is in their way then. Immutable.
 *
 * @param listing null: the venue has none
 * @param price null: it has none
 * @param purchase what is bought at once
 */
record SkillExample(Listing listing, BigDecimal price, Size purchase) {
    private static final String ANY_SYMBOL = "BTCUSDT";
    private static final int SCALE = 8;
    private static final int FITTEST = 4;
    private static final BigDecimal LIMIT_SHARE = new BigDecimal("0.95");
    private static final BigDecimal STOP_SHARE = new BigDecimal("0.90");

    /** Of the first instrument that takes a purchase, one at quoted prices if there is one; else of the first that is nearest to it. */
    static SkillExample of(OrderRoom room, MarketBoard market) {
        SkillExample fittest = of(room, (Listing) null);
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
        OrderSizes sizes = new OrderSizes(room);
        BigDecimal price = room.ofPriceOrNull(listing) == null ? sizes.cheapest(listing) : null;
        return new SkillExample(listing, price, sizes.purchase(listing, share(price, STOP_SHARE)));
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

    /** Up to the book's, which stands between: what one leaves is the next one's, in the order of the manual. */
    void putPurchase(Map<String, String> values, OrderRoom room) {
        values.put("symbol", listing == null ? ANY_SYMBOL : listing.symbol());
        values.put("pair", Obstacle.comment(listing == null ? Obstacle.NO_PAIR : null));
        values.put("price", Obstacle.comment(room.ofPriceOrNull(listing)));
        values.put("quantity", quantity(purchase));
        values.put("buy", placed(room, false, null, purchase));
        values.put("candles", Obstacle.comment(room.ofCandlesOrNull(listing)));
    }

    /** What stands behind the book's. */
    void putResting(Map<String, String> values, OrderRoom room) {
        OrderSizes sizes = new OrderSizes(room);
        BigDecimal stopPrice = share(price, STOP_SHARE);
        Size stop = sizes.sale(listing, stopPrice, purchase.fits() ? purchase.quantity() : null);
        values.put("stop_quantity", quantity(stop));
        values.put("stop_price", text(stopPrice));
        values.put("stop", placed(room, true, stopPrice, stop));
        values.put("read", Obstacle.comment(room.ofReadingOrNull()));
        values.put("cancel", Obstacle.comment(room.cancel()));
        BigDecimal restPrice = share(price, LIMIT_SHARE);
        Size rest = sizes.rest(listing, restPrice);
        values.put("rest_quantity", quantity(rest));
        values.put("rest_price", text(restPrice));
        values.put("rest", placed(room, false, restPrice, rest));
    }

    /** As the example of a book, beside another one. */
    void putAsBook(Map<String, String> values, OrderRoom room) {
        BigDecimal restPrice = share(price, STOP_SHARE);
        BigDecimal betterPrice = share(price, LIMIT_SHARE);
        Size rest = new OrderSizes(room).rest(listing, restPrice);
        values.put("book_symbol", listing.symbol());
        values.put("book_quantity", quantity(rest));
        values.put("book_price", text(restPrice));
        values.put("book_better_price", text(betterPrice));
        values.put("book_place", placed(room, false, restPrice, rest));
        values.put("book_change", Obstacle.comment(room.change(betterPrice)));
        values.put("book_cancel", Obstacle.comment(room.cancel()));
    }

    private String placed(OrderRoom room, boolean sells, BigDecimal atPrice, Size size) {
        return Obstacle.comment(
                size.fits() ? room.place(new Order(listing, sells, atPrice, size.quantity())) : size.obstacle());
    }

    private static BigDecimal share(BigDecimal price, BigDecimal share) {
        return price == null ? null : price.multiply(share).setScale(SCALE, RoundingMode.UP);
    }

    /** What would be sent: where it does not fit, the smallest that an order may be. */
    private static String quantity(Size size) {
        return size.quantity() == null ? "QUANTITY" : SkillRenderer.plain(size.quantity());
    }

    private static String text(BigDecimal price) {
        return price == null ? "PRICE" : SkillRenderer.plain(price);
    }
}
