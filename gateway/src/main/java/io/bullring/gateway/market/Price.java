package io.bullring.gateway.market;

/**
 * An instrument's last price. Immutable.
 *
 * @param lastE8 USDT
 * @param tradeTimeNs of the trade, as the market states it; nanoseconds since 1970, UTC
 * @param tradeId the market's own number of the trade, or its place in a recording
 * @param timeNs when the venue took the price; nanoseconds since 1970, UTC
 */
public record Price(long lastE8, long tradeTimeNs, long tradeId, long timeNs) {}
