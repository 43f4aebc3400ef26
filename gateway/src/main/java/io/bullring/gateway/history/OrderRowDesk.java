package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps the row of each order: of one that rests among the open ones, of any other behind them. Those that rest since lately
 * are in memory. What happens is noted, and done when the batch ends: then the orders that ended and are missing can be read
 * together. On the follower's thread.
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
    private final List<Place> ended = new ArrayList<>();

    OrderRowDesk(HistoryDatabase database, RowBatch batch, CountDesk counts, OrderSink changes, int maxInMemory) {
        this.batch = batch;
        this.counts = counts;
        this.changes = changes;
        open = new RowCache<>(database, maxInMemory, Place::openKey, HistoryRow::order);
    }

    /** It rests from now on. */
    void onAccepted(OrderRecord order) {
        Place place = Place.of(order);
        open.put(place, order);
        noted.add(() -> {
            batch.put(place.openKey(), HistoryRow.of(order));
            counts.onNew(order);
            changes.onOrder(order);
        });
    }

    /** It never rested. */
    void onFilledAtOnce(OrderRecord order) {
        noted.add(() -> {
            counts.onNew(order);
            putClosed(Place.of(order), order);
        });
    }

    /** It rested until now. */
    void onEnded(int agentId, long orderId, UnaryOperator<OrderRecord> how) {
        Place place = new Place(agentId, orderId);
        ended.add(place);
        noted.add(() -> {
            OrderRecord order = open.get(place);
            Check.that(order != null, "an order ended that was not open");
            OrderRecord closed = how.apply(order);
            open.remove(place);
            batch.delete(place.openKey());
            counts.onClosed(closed);
            putClosed(place, closed);
        });
    }

    /** Of the rows that will come of what is noted, about. */
    long bytes() {
        return noted.size() * NOTE_BYTES;
    }

    /** Does what was noted, in the order in which it happened. */
    void write() {
        open.load(ended);
        noted.forEach(Runnable::run);
        ended.clear();
        noted.clear();
    }

    /** The batch has been written, so whatever is in memory can be read again. */
    void onWritten() {
        open.trim();
    }

    private void putClosed(Place place, OrderRecord order) {
        batch.put(place.closedKey(), HistoryRow.of(order));
        changes.onOrder(order);
    }
}
