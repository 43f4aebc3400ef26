package io.bullring.gateway.feed.binance;

/** Best bid and best ask after an update, as the exchange states them; E8. Immutable. */
record BookTop(long updateId, long bidE8, long bidQuantityE8, long askE8, long askQuantityE8) {}
