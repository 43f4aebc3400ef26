package io.bullring.gateway.venue;

import io.bullring.gateway.history.FillFilter;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.history.MemoryHistoryConfig;
import io.bullring.gateway.history.MemoryHistoryStore;
import io.bullring.gateway.history.OrderFilter;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.Page;
import org.agrona.DirectBuffer;

/** A history that outlives its venue, as one on a disk does. */
final class KeptHistory implements HistoryStore {
    private final HistoryStore store = new MemoryHistoryStore(MemoryHistoryConfig.defaults());
    private volatile long checkpoint;

    @Override
    public long checkpoint() {
        return checkpoint;
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        if (sequence <= checkpoint) {
            return;
        }
        if (sequence != checkpoint + 1) {
            throw new IllegalStateException("a gap before " + sequence + ", behind " + checkpoint);
        }
        store.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        checkpoint = sequence;
    }

    @Override
    public OrderRecord order(long orderId) {
        return store.order(orderId);
    }

    @Override
    public Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset) {
        return store.orders(agentId, filter, limit, offset);
    }

    @Override
    public Page<OrderRecord> openOrders(int agentId, int limit, int offset) {
        return store.openOrders(agentId, limit, offset);
    }

    @Override
    public Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset) {
        return store.fills(agentId, filter, limit, offset);
    }
}
