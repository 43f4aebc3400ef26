package io.bullring.gateway.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/** The orders of one agent. Not thread-safe. */
final class AgentOrders {
    private final TreeMap<Long, OrderRecord> all = new TreeMap<>();
    private final TreeMap<Long, OrderRecord> open = new TreeMap<>();
    private final Deque<OrderRecord> closedFirstFirst = new ArrayDeque<>();

    void addOpen(OrderRecord order) {
        all.put(order.orderId(), order);
        open.put(order.orderId(), order);
    }

    /** An order that is closed now, whether it was open before or not. */
    void addClosed(OrderRecord order) {
        all.put(order.orderId(), order);
        open.remove(order.orderId());
        closedFirstFirst.addLast(order);
    }

    int closedCount() {
        return closedFirstFirst.size();
    }

    /** Forgets the order that was closed first, and returns it. */
    OrderRecord dropFirstClosed() {
        OrderRecord dropped = closedFirstFirst.removeFirst();
        all.remove(dropped.orderId());
        return dropped;
    }

    /** By descending id. */
    Iterable<OrderRecord> all() {
        return all.descendingMap().values();
    }

    /** By descending id. */
    Iterable<OrderRecord> open() {
        return open.descendingMap().values();
    }

    /** The one closed last comes first. */
    Iterable<OrderRecord> closed() {
        return closedFirstFirst::descendingIterator;
    }
}
