package io.bullring.gateway.feed.binance;

/** One symbol: its trades on their way to the venue, its book on its way to whoever looks. For the feed's thread. */
final class SymbolFeed {
    private final TradeSequence trades;
    private final DepthFollower depth;

    SymbolFeed(TradeSequence trades, DepthFollower depth) {
        this.trades = trades;
        this.depth = depth;
    }

    TradeSequence trades() {
        return trades;
    }

    DepthFollower depth() {
        return depth;
    }

    void step(long nowNs) {
        trades.step(nowNs);
        depth.step(nowNs);
    }

    void onFeedDown() {
        trades.onFeedDown();
        depth.onLinkLost();
    }
}
