package io.bullring.gateway.history;

import java.util.HashMap;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Counts the orders of each agent in each instrument, so that a listing knows its total without walking over all its rows. What
 * a batch adds to a count is written without reading the count; the database adds it up. On the follower's thread.
 */
final class CountDesk {
    private record Place(int agentId, Counted counted, int instrumentId) {}

    /** By how much the counts are more once the batch is written. */
    private final Map<Place, Long> changes = new HashMap<>();

    /** An order that rests, or was filled at once. */
    void onNew(OrderRecord order) {
        change(order, Counted.of(order), 1);
    }

    /** An order that rested until now. */
    void onClosed(OrderRecord order) {
        change(order, Counted.PENDING, -1);
        change(order, Counted.of(order), 1);
    }

    /** Its counts are gone, and nothing is added to them any more. */
    void onDeleted(int agentId) {
        changes.keySet().removeIf(place -> place.agentId() == agentId);
    }

    void writeTo(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<Place, Long> change : changes.entrySet()) {
            Place place = change.getKey();
            if (change.getValue() != 0) {
                batch.merge(
                        HistoryKey.count(place.agentId(), place.counted(), place.instrumentId()),
                        HistoryRow.ofCount(change.getValue()));
            }
        }
        changes.clear();
    }

    private void change(OrderRecord order, Counted counted, long by) {
        changes.merge(new Place(order.agentId(), counted, order.instrumentId()), by, Long::sum);
    }
}
