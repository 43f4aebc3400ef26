package io.bullring.gateway.feed;

import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import java.util.List;

/**
 * Turns market data into commands. A feed never holds up orders: when the venue has no room it brings together what it
 * has, per instrument, and says so in a counter.
 */
public interface Feed extends AutoCloseable {
    /** What it prices; asked before {@link #start}. */
    List<FeedInstrument> instruments();

    /**
     * Begins to send prices, from a thread of its own. The instruments are defined, the venue takes commands, and
     * takes the feed for down.
     */
    void start(CallerSource callers, MarketBoard market);

    /** How it is. */
    FeedCounters counters();

    /** How its connection to a market is; {@link FeedConnection#NONE} when it has none. */
    default FeedConnection connection() {
        return FeedConnection.NONE;
    }

    /** What its market remembers of candles; {@link KlineSource#NONE} when it has none. Any thread. */
    default KlineSource klines() {
        return KlineSource.NONE;
    }

    /** Says that the feed has ended, and ends. The venue still takes commands. */
    @Override
    void close();
}
