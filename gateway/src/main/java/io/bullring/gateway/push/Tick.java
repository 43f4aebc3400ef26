package io.bullring.gateway.push;

import io.bullring.gateway.market.Trade;

/**
 * What an instrument traded since its tick before.
 *
 * @param sequence of the command that brought it
 * @param priceE8 of the last trade, USDT
 * @param quantityE8 of all its trades together, base asset
 * @param tradeTimeNs of the last trade, as the market states it; nanoseconds since 1970, UTC
 * @param tradeId the market's own number of the last trade, or its place in a recording
 * @param timeNs when the venue took it; nanoseconds since 1970, UTC
 * @param byBuyer whether the buyer took, as far as the price shows: {@link Trade#isByBuyer}
 */
public record Tick(
        long sequence,
        int instrumentId,
        long priceE8,
        long quantityE8,
        long tradeTimeNs,
        long tradeId,
        long timeNs,
        boolean byBuyer) implements Push {}
