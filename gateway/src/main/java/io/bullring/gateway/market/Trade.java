package io.bullring.gateway.market;

import io.bullring.gateway.history.FillRecord;
import io.bullring.protocol.Side;

/**
 * A trade in a book, or one as a feed told of it, or several that the feed brought together: then the price is that of the last, and
 * the quantity that of all. Immutable; E8, nanoseconds since 1970, UTC.
 *
 * @param tradeId the market's own number of the last trade, or its place in a recording; in a book the fill id
 * @param count how many trades
 * @param byBuyer whether the buyer took
 * @param inferred whether that is only what the price shows: see {@link #isByBuyer}
 */
public record Trade(
        long tradeId,
        long priceE8,
        long quantityE8,
        int count,
        long timeNs,
        boolean byBuyer,
        boolean inferred) {
    /** A trade in a book, from the fill of the order that took. */
    static Trade of(FillRecord taken) {
        return new Trade(
                taken.fillId(),
                taken.priceE8(),
                taken.quantityE8(),
                1,
                taken.executedNs(),
                taken.side() == Side.BUY,
                false);
    }

    /**
     * The tick test: a trade above the one before was taken by the buyer, below by the seller, at the same price by the one who
     * took that one; the first by the buyer.
     */
    public static boolean isByBuyer(long priceE8, long beforeE8, boolean wasByBuyer) {
        return priceE8 == beforeE8 ? wasByBuyer : priceE8 > beforeE8;
    }
}
