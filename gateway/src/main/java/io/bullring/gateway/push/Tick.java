package io.bullring.gateway.push;

import io.bullring.gateway.market.Trade;

/**
 * What an instrument traded since its tick before: in a book one trade, of a feed what a price tells of.
 *
 * @param sequence its number among all ticks since the venue started
 * @param priceE8 of the last trade, USDT
 * @param quantityE8 of all its trades together, base asset
 * @param tradeTimeNs of the last trade, as the market states it; nanoseconds since 1970, UTC
 * @param tradeId the market's own number of the last trade, or its place in a recording; in a book the fill id
 * @param timeNs when the venue took it; nanoseconds since 1970, UTC
 * @param byBuyer whether the buyer took
 * @param inferred whether that is only what the price shows, where nobody said: {@link Trade#isByBuyer}
 */
public record Tick(
        long sequence,
        int instrumentId,
        long priceE8,
        long quantityE8,
        long tradeTimeNs,
        long tradeId,
        long timeNs,
        boolean byBuyer,
        boolean inferred) implements Push {}
