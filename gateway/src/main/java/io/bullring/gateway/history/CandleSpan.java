package io.bullring.gateway.history;

/** Where the candles of a minute begin and end that are stored of an instrument: the begin of the first and of the last. */
public record CandleSpan(long firstOpenNs, long lastOpenNs) {}
