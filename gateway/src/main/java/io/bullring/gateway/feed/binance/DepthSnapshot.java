package io.bullring.gateway.feed.binance;

/**
 * The best levels of a book of orders, each side from the best on. Immutable.
 *
 * @param lastId last update in it
 */
record DepthSnapshot(long lastId, Levels bids, Levels asks) {
    /** Levels of a side that are asked for. */
    static final int LIMIT = 1_000;
}
