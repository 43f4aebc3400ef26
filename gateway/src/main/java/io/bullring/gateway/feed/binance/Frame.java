package io.bullring.gateway.feed.binance;

/** A message of the exchange's combined stream. */
sealed interface Frame {
    String symbol();

    record OfTrade(String symbol, MarketTrade trade) implements Frame {}

    record OfDepth(String symbol, DepthDiff diff) implements Frame {}

    record OfTop(String symbol, BookTop top) implements Frame {}

    /** The statistics of the day, once a second: a sign of life, and what the last trade's price was. */
    record OfDay(String symbol, long lastE8) implements Frame {}

    /** Only a sign of life: whatever the exchange may add. */
    record Other(String symbol) implements Frame {}
}
