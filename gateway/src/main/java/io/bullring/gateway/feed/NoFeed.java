package io.bullring.gateway.feed;

import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import java.util.List;

/** No market data: what is known keeps its last price, which grows stale. */
public final class NoFeed implements Feed {
    @Override
    public List<FeedInstrument> instruments() {
        return List.of();
    }

    @Override
    public void start(CallerSource callers, MarketBoard market) {}

    @Override
    public FeedCounters counters() {
        return FeedCounters.NONE;
    }

    @Override
    public void close() {}
}
