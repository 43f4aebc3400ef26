package io.bullring.gateway.history;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Counts the orders and fills of each agent in each instrument, so that a listing knows its total without walking over all its
 * rows. The counts of those that traded lately are in memory; all are in the files with each batch. On the follower's thread.
 */
final class CountDesk {
    private record Place(int agentId, int instrumentId) {
        byte[] key() {
            return HistoryKey.counts(agentId, instrumentId);
        }
    }

    private final HistoryDatabase database;
    private final int maxInMemory;
    /** The ones that were longest not asked for come first. */
    private final Map<Place, OrderCounts> counts = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Place> changed = new HashSet<>();

    CountDesk(HistoryDatabase database, int maxInMemory) {
        this.database = database;
        this.maxInMemory = maxInMemory;
    }

    /** An order that rests, or was filled at once. */
    void onNew(OrderRecord order) {
        changing(order.agentId(), order.instrumentId()).addOrder(order.status());
    }

    /** An order that rested until now. */
    void onClosed(OrderRecord order) {
        changing(order.agentId(), order.instrumentId()).close(order.status());
    }

    void onFill(FillRecord fill) {
        changing(fill.agentId(), fill.instrumentId()).addFill(fill.side());
    }

    /** An agent's id is not used again, so that its counts need not be asked for. */
    void onDeleted(int agentId) {
        changed.removeIf(place -> place.agentId() == agentId);
    }

    void writeTo(WriteBatch batch) throws RocksDBException {
        for (Place place : changed) {
            batch.put(place.key(), counts.get(place).row());
        }
        changed.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        Iterator<Place> oldest = counts.keySet().iterator();
        while (counts.size() > maxInMemory) {
            oldest.next();
            oldest.remove();
        }
    }

    private OrderCounts changing(int agentId, int instrumentId) {
        Place place = new Place(agentId, instrumentId);
        changed.add(place);
        return counts.computeIfAbsent(place, this::stored);
    }

    private OrderCounts stored(Place place) {
        byte[] row = database.get(place.key());
        return row == null ? new OrderCounts() : OrderCounts.of(row);
    }
}
