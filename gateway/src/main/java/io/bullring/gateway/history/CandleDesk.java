package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import io.bullring.protocol.PriceUpdatedDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes candles of a feed's prices and of a book's trades, in memory until the batch is written. A late price goes to the candle of
 * its time. Where a feed's trades were missed, the candles that may lack them are partial: those of the last trade before them, and of the first one behind. On the
 * follower's thread.
 */
final class CandleDesk {
    private record Place(int instrumentId, CandleInterval interval, long openNs) {
        byte[] key() {
            return HistoryKey.candle(instrumentId, interval, openNs);
        }
    }

    private final HistoryDatabase database;
    private final int maxInMemory;
    private final Map<Place, Candle> candles = new HashMap<>();
    private final Set<Place> changed = new HashSet<>();
    private final SeenTrades seen;

    CandleDesk(HistoryDatabase database, int maxInMemory) {
        this.database = database;
        this.maxInMemory = maxInMemory;
        this.seen = new SeenTrades(database);
    }

    void add(PriceUpdatedDecoder price) {
        SeenTrades.Last last = seen.last(price.instrumentId());
        boolean isBehindHole = last.isHoleBefore(price);
        if (isBehindHole && last.isTrade()) {
            endBeforeHole(price.instrumentId(), last.timeNs());
        }
        for (CandleInterval interval : CandleInterval.ALL) {
            Candle seenPart = Candle.of(price, interval);
            add(price.instrumentId(), interval, isBehindHole ? seenPart.withTradesMissed() : seenPart);
        }
        seen.add(price);
    }

    /** A trade in a book happens here, so none is missed. */
    void add(FillRecord taken) {
        for (CandleInterval interval : CandleInterval.ALL) {
            add(taken.instrumentId(), interval, Candle.of(taken, interval));
        }
    }

    private void add(int instrumentId, CandleInterval interval, Candle candle) {
        Place place = new Place(instrumentId, interval, candle.openNs());
        Candle before = candles.computeIfAbsent(place, this::stored);
        candles.put(place, before == null ? candle : before.with(candle));
        changed.add(place);
    }

    private void endBeforeHole(int instrumentId, long lastNs) {
        for (CandleInterval interval : CandleInterval.ALL) {
            Place place = new Place(instrumentId, interval, interval.openNs(lastNs));
            Candle candle = candles.computeIfAbsent(place, this::stored);
            Check.that(candle != null, "a trade without a candle");
            candles.put(place, candle.withTradesMissed());
            changed.add(place);
        }
    }

    void writeTo(RowBatch batch) {
        for (Place place : changed) {
            batch.put(place.key(), HistoryRow.of(candles.get(place)));
        }
        changed.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        if (candles.size() > maxInMemory) {
            candles.clear();
        }
    }

    private Candle stored(Place place) {
        byte[] row = database.get(place.key());
        return row == null ? null : HistoryRow.candle(row);
    }
}
