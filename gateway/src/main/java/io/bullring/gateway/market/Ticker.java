package io.bullring.gateway.market;

import io.bullring.gateway.history.WideAmount;

/**
 * What an instrument did in 24 hours. Immutable; prices are E8.
 *
 * @param volumeE8 base asset
 * @param turnoverE16 USDT, sum of price x quantity
 * @param fromNs from when on that is: 24 hours, to the minute, or less where the first trade that is known is younger; nanoseconds since
 *     1970, UTC
 * @param lastTradeNs of the last trade, nanoseconds since 1970, UTC
 */
public record Ticker(
        long fromNs,
        long openE8,
        long highE8,
        long lowE8,
        long closeE8,
        WideAmount volumeE8,
        WideAmount turnoverE16,
        long tradeCount,
        long lastTradeNs) {

    /** A day without a trade: the price has stayed where it was, for as long as there is one. */
    public static Ticker still(long priceE8, long lastTradeNs, long nowNs) {
        return new Ticker(
                Math.max(DayWindow.fromNs(nowNs), lastTradeNs), priceE8, priceE8, priceE8, priceE8, WideAmount.ZERO,
                WideAmount.ZERO, 0, lastTradeNs);
    }
}
