package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.FeedLine;
import io.bullring.gateway.feed.PriceTally;
import java.util.concurrent.TimeUnit;

/**
 * One instrument's way to the venue. Each trade goes in a command of its own while there is room, with who took; what finds none is
 * brought together with the trades behind it, never over a minute's end. For the feed's thread.
 */
final class PriceOutlet {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final FeedLine line;
    private final int instrumentId;
    private final PriceTally tally = new PriceTally();
    private long lastTimeNs;

    PriceOutlet(FeedLine line, int instrumentId) {
        this.line = line;
        this.instrumentId = instrumentId;
    }

    /**
     * Takes a trade; false when it cannot be brought together with what waits for room, because of its minute or its quantity. Sends
     * nothing yet, unless it must.
     */
    boolean add(MarketTrade trade) {
        if (!tally.isEmpty() && !goesWithTally(trade) && !flush()) {
            return false;
        }
        tally.add(trade.id(), trade.priceE8(), trade.quantityE8(), trade.timeNs(), trade.takerSide());
        lastTimeNs = trade.timeNs();
        return true;
    }

    private boolean goesWithTally(MarketTrade trade) {
        return tally.firstTimeNs() / MINUTE_NS == trade.timeNs() / MINUTE_NS && tally.takes(trade.quantityE8());
    }

    /** Sends what waits; false when there is no room for it. */
    boolean flush() {
        if (tally.isEmpty()) {
            return true;
        }
        if (!line.offer(instrumentId, tally, lastTimeNs)) {
            return false;
        }
        tally.clear();
        return true;
    }

    boolean isEmpty() {
        return tally.isEmpty();
    }

    /** Throws away what waits, which is too old by now; returns how many trades that were. */
    int discard() {
        int count = tally.isEmpty() ? 0 : tally.count();
        if (count > 0) {
            tally.clear();
        }
        return count;
    }
}
