package io.bullring.gateway.history;

import java.util.List;

/** The closing prices of an instrument's candles, asked for at ever earlier times. For one thread. */
final class CloseWalk {
    private final List<Candle> candles;
    private int at;

    /** @param candles by ascending time */
    CloseWalk(List<Candle> candles) {
        this.candles = candles;
        this.at = candles.size() - 1;
    }

    /**
     * The close of the last candle of which every trade was before this time; 0: there was none by then. One that was still running is
     * passed over, for its close came later.
     */
    long beforeE8(long timeNs) {
        while (at >= 0 && candles.get(at).lastTradeNs() >= timeNs) {
            at--;
        }
        return at < 0 ? 0 : candles.get(at).closeE8();
    }
}
