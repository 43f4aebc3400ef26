package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All orders that the history holds, under its two bounds. Both drop in the order of closing, so what the venue's bound
 * drops is always the first closed order of its agent. Not thread-safe.
 */
final class OrderShelf {
    private final MemoryHistoryConfig config;
    private final Map<Long, OrderRecord> open = new HashMap<>();
    private final LinkedHashMap<Long, OrderRecord> closedFirstFirst = new LinkedHashMap<>();
    private final Map<Integer, AgentOrders> agents = new HashMap<>();

    OrderShelf(MemoryHistoryConfig config) {
        this.config = config;
    }

    /** The order, or null. */
    OrderRecord order(long orderId) {
        OrderRecord order = open.get(orderId);
        return order == null ? closedFirstFirst.get(orderId) : order;
    }

    /** The agent's orders, or null when it never had one. */
    AgentOrders of(int agentId) {
        return agents.get(agentId);
    }

    /** The order while it is open, or null. */
    OrderRecord open(long orderId) {
        return open.get(orderId);
    }

    void addOpen(OrderRecord order) {
        Check.that(open.put(order.orderId(), order) == null, "order accepted twice");

        agents.computeIfAbsent(order.agentId(), id -> new AgentOrders()).addOpen(order);
    }

    /** An order that is closed now; what is beyond a bound goes. */
    void addClosed(OrderRecord order) {
        Check.that(closedFirstFirst.put(order.orderId(), order) == null, "order closed twice");

        open.remove(order.orderId());
        AgentOrders ofAgent = agents.computeIfAbsent(order.agentId(), id -> new AgentOrders());
        ofAgent.addClosed(order);
        if (ofAgent.closedCount() > config.maxClosedOrdersPerAgent()) {
            closedFirstFirst.remove(ofAgent.dropFirstClosed().orderId());
        } else if (closedFirstFirst.size() > config.maxClosedOrders()) {
            OrderRecord first = closedFirstFirst.pollFirstEntry().getValue();
            OrderRecord dropped = agents.get(first.agentId()).dropFirstClosed();
            Check.that(dropped.orderId() == first.orderId(), "venue and agent closed in different orders");
        }
    }
}
