package io.bullring.gateway.market;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.protocol.PriceUpdatedDecoder;
import java.util.List;

/**
 * What one instrument did lately. The follower writes, any thread reads; they keep each other out for the microseconds that a
 * reader needs, which the engine thread never sees.
 */
final class InstrumentTape {
    private final DayWindow day = new DayWindow();
    private final TradeRing trades = new TradeRing();

    /** Minutes that the history has kept. */
    synchronized void begin(List<Candle> minutes) {
        minutes.forEach(day::add);
    }

    synchronized void add(PriceUpdatedDecoder price) {
        day.add(Candle.of(price, CandleInterval.ONE_MINUTE));
        trades.add(price);
    }

    synchronized Ticker ticker(long nowNs) {
        return day.ticker(nowNs);
    }

    synchronized List<Trade> trades(int limit) {
        return trades.newest(limit);
    }
}
