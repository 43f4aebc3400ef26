package io.bullring.gateway.feed.binance;

import io.bullring.gateway.market.Depth;

/**
 * A copy of the exchange's book of orders: a snapshot, and every change behind it.
 *
 * <p>A change follows when its first update is the one behind the last, {@code U == u + 1}. One that begins earlier and ends later
 * follows as well, for changes state quantities, not differences: so two connections, whose changes are cut at different places,
 * can feed one book. One that ends at or before the last is a repeat. One that begins later shows that something was missed,
 * and the book is of no use any more. Not thread-safe.
 */
final class DepthBook {
    /** Levels of a side that are shown. */
    static final int SHOWN = Depth.LEVELS;

    /** With fewer levels than these on a side, of more that the market has, a snapshot is due before those that are shown run out. */
    private static final int SCARCE = 200;

    private final BookSide bids = BookSide.bids();
    private final BookSide asks = BookSide.asks();
    private long lastId;
    private long timeNs;

    enum Outcome {
        APPLIED,
        REPEATED,
        GAP
    }

    void load(DepthSnapshot snapshot) {
        bids.load(snapshot.bids());
        asks.load(snapshot.asks());
        lastId = snapshot.lastId();
    }

    Outcome apply(DepthDiff diff) {
        if (diff.lastId() <= lastId) {
            return Outcome.REPEATED;
        }
        if (diff.firstId() > lastId + 1) {
            return Outcome.GAP;
        }
        bids.apply(diff.bids());
        asks.apply(diff.asks());
        lastId = diff.lastId();
        timeNs = diff.timeNs();
        return Outcome.APPLIED;
    }

    /** The last update in it. */
    long lastId() {
        return lastId;
    }

    BookSide bids() {
        return bids;
    }

    BookSide asks() {
        return asks;
    }

    /** Whether a buyer offers what a seller asks, or more: no book of an exchange that trades is like that. */
    boolean isCrossed() {
        return bids.size() > 0 && asks.size() > 0 && bids.priceE8(0) >= asks.priceE8(0);
    }

    /** Whether prices have moved so far from those of the snapshot that a new one is due. */
    boolean isScarce() {
        return bids.isShorterThan(SCARCE) || asks.isShorterThan(SCARCE);
    }

    /** Whether levels that are to be shown may be missing. */
    boolean isTooShort() {
        return bids.isShorterThan(SHOWN) || asks.isShorterThan(SHOWN);
    }

    /** Whether this is the top of the book; of one with an empty side, never. */
    boolean hasTop(BookTop top) {
        return bids.size() > 0
                && asks.size() > 0
                && bids.priceE8(0) == top.bidE8()
                && bids.quantityE8(0) == top.bidQuantityE8()
                && asks.priceE8(0) == top.askE8()
                && asks.quantityE8(0) == top.askQuantityE8();
    }

    /** The levels to show. */
    Depth shown() {
        return new Depth(lastId, timeNs, shown(bids), shown(asks));
    }

    private static Depth.Side shown(BookSide side) {
        int levels = Math.min(SHOWN, side.size());
        long[] pricesE8 = new long[levels];
        long[] quantitiesE8 = new long[levels];
        for (int i = 0; i < levels; i++) {
            pricesE8[i] = side.priceE8(i);
            quantitiesE8[i] = side.quantityE8(i);
        }
        return new Depth.Side(pricesE8, quantitiesE8);
    }
}
