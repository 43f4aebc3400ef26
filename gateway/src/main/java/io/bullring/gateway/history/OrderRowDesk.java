package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps the row of each order: of one that is open among the open ones, of one that was filled at once with its fill, of any other behind them. Those that are open since
 * lately are in memory. What happens is noted, and done when the batch ends: then the orders that changed and are missing can be
 * read together. On the follower's thread.
 */
final class OrderRowDesk {
    private record Place(int agentId, long orderId) {
        static Place of(OrderRecord order) {
            return new Place(order.agentId(), order.orderId());
        }

        byte[] openKey() {
            return HistoryKey.ofAgent(HistoryKey.OPEN_ORDER, agentId, orderId);
        }

        byte[] closedKey() {
            return HistoryKey.ofAgent(HistoryKey.ORDER, agentId, orderId);
        }
    }

    /** What one note is worth in rows, about: so that notes count for the bound of a batch. */
    private static final long NOTE_BYTES = 128;

    private final RowBatch batch;
    private final CountDesk counts;
    private final OrderSink changes;
    private final RowCache<Place, OrderRecord> open;
    private final List<Runnable> noted = new ArrayList<>();
    private final List<Place> needed = new ArrayList<>();

    OrderRowDesk(HistoryDatabase database, RowBatch batch, CountDesk counts, OrderSink changes, int maxInMemory) {
        this.batch = batch;
        this.counts = counts;
        this.changes = changes;
        open = new RowCache<>(database, maxInMemory, Place::openKey, HistoryRow::order);
    }

    /** It is open from now on. */
    void onAccepted(OrderRecord order) {
        Place place = Place.of(order);
        open.put(place, order);
        noted.add(() -> {
            batch.put(place.openKey(), HistoryRow.of(order));
            putName(order);
            counts.onNew(order);
            changes.onOrder(order);
        });
    }

    /** It never was open. */
    void onFilledAtOnce(OrderRecord order, FillRecord fill) {
        noted.add(() -> {
            counts.onNew(order);
            batch.put(
                    HistoryKey.ofAgent(HistoryKey.AT_ONCE, order.agentId(), order.orderId()),
                    AtOnceRow.of(order, fill));
            putName(order);
            changes.onOrder(order);
        });
    }

    /** It was open until now, and may still be. */
    void onChanged(int agentId, long orderId, UnaryOperator<OrderRecord> how) {
        Place place = new Place(agentId, orderId);
        needed.add(place);
        noted.add(() -> {
            OrderRecord before = open.get(place);
            Check.that(before != null, "an order changed that was not open");
            OrderRecord after = how.apply(before);
            counts.onChanged(before, after);
            if (after.status().isOpen()) {
                open.put(place, after);
                batch.put(place.openKey(), HistoryRow.of(after));
                changes.onOrder(after);
            } else {
                open.remove(place);
                batch.delete(place.openKey());
                putClosed(place, after);
            }
        });
    }

    /** Of the rows that will come of what is noted, about. */
    long bytes() {
        return noted.size() * NOTE_BYTES;
    }

    /** Does what was noted, in the order in which it happened. */
    void write() {
        open.load(needed);
        noted.forEach(Runnable::run);
        needed.clear();
        noted.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        open.trim();
    }

    /** So that it is found by its client order id, if it has one. */
    private void putName(OrderRecord order) {
        if (order.clientOrderId() != null) {
            batch.put(
                    HistoryKey.numbered(HistoryKey.ofName(order.agentId(), order.clientOrderId()), order.orderId()),
                    HistoryRow.of(order.orderId()));
        }
    }

    private void putClosed(Place place, OrderRecord order) {
        batch.put(place.closedKey(), HistoryRow.of(order));
        changes.onOrder(order);
    }
}
