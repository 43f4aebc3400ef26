package io.bullring.gateway.history;

import io.bullring.protocol.PriceUpdatedDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes candles of prices, in memory until the batch is written. A late price goes to the candle of its time. On the
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

    CandleDesk(HistoryDatabase database, int maxInMemory) {
        this.database = database;
        this.maxInMemory = maxInMemory;
    }

    void add(PriceUpdatedDecoder price) {
        for (CandleInterval interval : CandleInterval.ALL) {
            Candle candle = Candle.of(price, interval);
            Place place = new Place(price.instrumentId(), interval, candle.openNs());
            Candle before = candles.computeIfAbsent(place, this::stored);
            candles.put(place, before == null ? candle : before.with(candle));
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
