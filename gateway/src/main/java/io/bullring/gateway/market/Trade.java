package io.bullring.gateway.market;

/**
 * A trade as a feed told of it, or several that the feed brought together: then the price is that of the last, and the quantity
 * that of all. Immutable; E8, nanoseconds since 1970, UTC.
 *
 * @param tradeId the market's own number of the last trade, or its place in a recording
 * @param count how many trades
 * @param byBuyer whether the buyer took, as far as the price shows: see {@link TradeRing}
 */
public record Trade(long tradeId, long priceE8, long quantityE8, int count, long timeNs, boolean byBuyer) {}
