package io.bullring.gateway.feed.binance;

import io.bullring.protocol.Side;

/**
 * A trade as the exchange tells of it. Immutable; E8, both positive.
 *
 * @param id the exchange's number of it; consecutive for each symbol
 * @param timeNs when it was, nanoseconds since 1970, UTC
 * @param takerSide who took; null: the message does not say
 */
record MarketTrade(long id, long priceE8, long quantityE8, long timeNs, Side takerSide) {
    /** The same, dated when the one before it was if it says that it was earlier: their numbers say what came first. */
    MarketTrade notBefore(long earliestNs) {
        return timeNs >= earliestNs ? this : new MarketTrade(id, priceE8, quantityE8, earliestNs, takerSide);
    }
}
