package io.bullring.gateway.feed;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a market remembers of prices that the venue has not seen; for display, never for a fill. Any thread. */
public interface KlineSource {
    /** There is no market. */
    KlineSource NONE = new KlineSource() {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public CompletableFuture<List<Candle>> ask(String symbol, CandleInterval interval, long toNs) {
            return CompletableFuture.completedFuture(List.of());
        }
    };

    /** What the market is called. */
    String name();

    /**
     * Asks for the newest thousand candles that do not begin after a time, oldest first; there are none when the market does not know the
     * symbol, does not answer in time, or has been asked too much. It never fails.
     */
    CompletableFuture<List<Candle>> ask(String symbol, CandleInterval interval, long toNs);
}
