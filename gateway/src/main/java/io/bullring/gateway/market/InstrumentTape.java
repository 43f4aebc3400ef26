package io.bullring.gateway.market;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.FillRecord;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.Side;
import java.util.List;

/**
 * What one instrument did lately. The follower writes, any thread reads; they keep each other out for the microseconds that a
 * reader needs, which the engine thread never sees.
 */
final class InstrumentTape {
    private final DayWindow day = new DayWindow();
    private final TradeRing trades = new TradeRing();

    /** Minutes, and of a book its newest trades, newest first, that the history has kept. */
    synchronized void begin(List<Candle> minutes, List<FillRecord> taken, long nowNs) {
        minutes.forEach(minute -> day.begin(minute, nowNs));
        taken.reversed().forEach(fill -> trades.add(Trade.of(fill)));
    }

    /**
     * A feed's price, which the venue took at this time.
     *
     * @param takerSide who took; null: nobody said
     */
    synchronized void add(PriceUpdatedDecoder price, Side takerSide, long nowNs) {
        day.add(Candle.of(price, CandleInterval.ONE_MINUTE), nowNs);
        trades.add(price, takerSide);
    }

    /** A trade in a book. */
    synchronized void add(FillRecord taken) {
        day.add(Candle.of(taken, CandleInterval.ONE_MINUTE), taken.executedNs());
        trades.add(Trade.of(taken));
    }

    synchronized Ticker ticker(long nowNs) {
        return day.ticker(nowNs);
    }

    synchronized List<Trade> trades(int limit) {
        return trades.newest(limit);
    }
}
