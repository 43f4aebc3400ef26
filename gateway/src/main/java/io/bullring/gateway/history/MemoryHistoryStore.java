package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import io.bullring.gateway.event.EventCursor;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderExpiredDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderRejectedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * The history in memory, rebuilt by replay at every start. One writer, the follower; readers on any thread. A lock
 * keeps them apart: a reader holds it for the orders of one agent at most, and whoever waits is not the engine.
 */
public final class MemoryHistoryStore implements HistoryStore {
    private final OrderShelf shelf;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Lock reading = lock.readLock();
    private final Lock writing = lock.writeLock();

    private final EventCursor cursor = new EventCursor();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderFilledDecoder filled = new OrderFilledDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final OrderExpiredDecoder expired = new OrderExpiredDecoder();

    public MemoryHistoryStore(MemoryHistoryConfig config) {
        shelf = new OrderShelf(config);
    }

    /** Memory keeps nothing over the end of a process. */
    @Override
    public long checkpoint() {
        return 0;
    }

    @Override
    public OrderRecord order(long orderId) {
        reading.lock();
        try {
            return shelf.order(orderId);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset) {
        reading.lock();
        try {
            AgentOrders orders = shelf.of(agentId);
            return orders == null ? Page.empty() : page(orders.all(), filter::accepts, limit, offset);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Page<OrderRecord> openOrders(int agentId, int limit, int offset) {
        reading.lock();
        try {
            AgentOrders orders = shelf.of(agentId);
            return orders == null ? Page.empty() : page(orders.open(), order -> true, limit, offset);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset) {
        Page<OrderRecord> orders;
        reading.lock();
        try {
            AgentOrders ofAgent = shelf.of(agentId);
            orders = ofAgent == null
                    ? Page.empty()
                    : page(ofAgent.closed(), filter::acceptsFillOf, limit, offset);
        } finally {
            reading.unlock();
        }
        return new Page<>(orders.rows().stream().map(OrderRecord::fill).toList(), orders.total());
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
        if (length == 0) {
            return;
        }
        writing.lock();
        try {
            cursor.wrap(events, offset, length);
            while (cursor.next()) {
                apply(timeNs);
            }
        } finally {
            writing.unlock();
        }
    }

    private void apply(long timeNs) {
        switch (cursor.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> onAccepted(timeNs);
            case OrderFilledDecoder.TEMPLATE_ID -> onFilled(timeNs);
            case OrderCancelledDecoder.TEMPLATE_ID -> onCancelled(timeNs);
            case OrderRejectedDecoder.TEMPLATE_ID -> onRejected(timeNs);
            case OrderExpiredDecoder.TEMPLATE_ID -> onExpired(timeNs);
            default -> {}
        }
    }

    private void onAccepted(long timeNs) {
        accepted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        shelf.addOpen(OrderRecord.accepted(accepted, timeNs));
    }

    /** A market order is filled without having been accepted before. */
    private void onFilled(long timeNs) {
        filled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        OrderRecord resting = shelf.open(filled.orderId());
        Execution execution = Execution.of(filled);
        OrderRecord order = resting == null
                ? OrderRecord.filledAtOnce(filled, execution, timeNs)
                : resting.filled(execution, filled.releasedE8(), timeNs);
        shelf.addClosed(order);
    }

    private void onCancelled(long timeNs) {
        cancelled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        OrderRecord order = openOrder(cancelled.orderId());
        shelf.addClosed(order.cancelled(cancelled.reason(), cancelled.releasedE8(), timeNs));
    }

    private void onRejected(long timeNs) {
        rejected.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        OrderRecord order = openOrder(rejected.orderId());
        shelf.addClosed(order.rejected(rejected.reason(), rejected.releasedE8(), timeNs));
    }

    private void onExpired(long timeNs) {
        expired.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        OrderRecord order = openOrder(expired.orderId());
        shelf.addClosed(order.expired(expired.releasedE8(), timeNs));
    }

    private OrderRecord openOrder(long orderId) {
        OrderRecord order = shelf.open(orderId);
        Check.that(order != null, "an order ended that was not open");
        return order;
    }

    private static Page<OrderRecord> page(
            Iterable<OrderRecord> orders, Predicate<OrderRecord> filter, int limit, int offset) {
        List<OrderRecord> rows = new ArrayList<>(Math.min(limit, 512));
        int total = 0;
        for (OrderRecord order : orders) {
            if (filter.test(order)) {
                if (total >= offset && rows.size() < limit) {
                    rows.add(order);
                }
                total++;
            }
        }
        return new Page<>(rows, total);
    }
}
