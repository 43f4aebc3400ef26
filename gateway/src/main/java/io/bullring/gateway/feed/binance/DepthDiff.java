package io.bullring.gateway.feed.binance;

/**
 * What changed in a book of orders between two of its updates: the new quantities, not the differences. Immutable.
 *
 * @param firstId first update in it
 * @param lastId last update in it
 * @param timeNs when the exchange told of it, nanoseconds since 1970, UTC
 */
record DepthDiff(long firstId, long lastId, long timeNs, Levels bids, Levels asks) {}
