package io.bullring.gateway.history;

import io.bullring.core.port.EventListener;

/**
 * Orders and fills, open and past: whatever the engine's current state is not. It takes the events on the follower's
 * thread, behind the hot path, and is read from any thread; a reader who must see its own writes waits at the
 * {@link ReadBarrier} first. A store may drop what is old, under a bound that its configuration names; it never drops
 * an open order.
 */
public interface HistoryStore extends EventListener {
    /**
     * The last command whose events are kept, 0 before the first: a start must replay everything behind it. Events up to it
     * may be given again and are passed over.
     */
    long checkpoint();

    /** The order, or null when it is unknown or was dropped. Whose it is remains for the caller to check. */
    OrderRecord order(long orderId);

    /** Orders of an agent, by descending order id. */
    Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset);

    /** Open orders of an agent, by descending order id. */
    Page<OrderRecord> openOrders(int agentId, int limit, int offset);

    /** Fills of an agent, by descending fill id. */
    Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset);
}
