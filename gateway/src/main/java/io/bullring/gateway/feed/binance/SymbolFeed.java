package io.bullring.gateway.feed.binance;

/** One symbol: its trades on their way to the venue, its book on its way to whoever looks. For the feed's thread. */
final class SymbolFeed {
    private final TradeSequence trades;
    private final DepthFollower depth;
    private final long patienceNs;
    private long differsAtId;
    private long differsSinceNs;
    private boolean differs;

    /** @param patienceNs how long the exchange may tell of another last price before a trade with it comes */
    SymbolFeed(TradeSequence trades, DepthFollower depth, long patienceNs) {
        this.trades = trades;
        this.depth = depth;
        this.patienceNs = patienceNs;
    }

    TradeSequence trades() {
        return trades;
    }

    DepthFollower depth() {
        return depth;
    }

    /** The exchange's own word for the price of the last trade. */
    void onLastPrice(long lastE8, long nowNs) {
        boolean differed = differs && differsAtId == trades.nextId();
        differs = trades.lastE8() != TradeSequence.NO_PRICE && trades.lastE8() != lastE8;
        if (!differed) {
            differsAtId = trades.nextId();
            differsSinceNs = nowNs;
        }
    }

    /** Whether the exchange has spoken of another price for long, and no trade has come since; said once. */
    boolean lacksTrades(long nowNs) {
        boolean lacks = differs && differsAtId == trades.nextId() && nowNs - differsSinceNs >= patienceNs;
        differs &= !lacks;
        return lacks;
    }

    void step(long nowNs) {
        trades.step(nowNs);
        depth.step(nowNs);
    }

    void onFeedDown() {
        trades.onFeedDown();
        depth.onLinkLost();
        differs = false;
    }
}
