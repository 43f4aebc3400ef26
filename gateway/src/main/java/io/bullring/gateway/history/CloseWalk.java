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
     * The close of the last candle that began before this time. Before the first candle, which a feed whose clock is ahead of ours
     * leaves without one, that one's first price; 0 when there never was any.
     */
    long beforeE8(long timeNs) {
        while (at >= 0 && candles.get(at).openNs() >= timeNs) {
            at--;
        }
        if (at >= 0) {
            return candles.get(at).closeE8();
        }
        return candles.isEmpty() ? 0 : candles.getFirst().openE8();
    }
}
