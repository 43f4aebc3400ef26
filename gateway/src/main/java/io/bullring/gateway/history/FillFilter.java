package io.bullring.gateway.history;

import io.bullring.protocol.Side;

/**
 * Which fills to list.
 *
 * @param instrumentId 0: any
 * @param side null: any
 * @param fromNs earliest time, inclusive
 * @param toNs latest time, inclusive
 */
public record FillFilter(int instrumentId, Side side, long fromNs, long toNs) {
    public static final FillFilter ALL = new FillFilter(0, null, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether the order is filled, and its fill is one to list. */
    public boolean acceptsFillOf(OrderRecord order) {
        return order.status() == OrderStatus.FILLED
                && (instrumentId == 0 || order.instrumentId() == instrumentId)
                && (side == null || order.side() == side)
                && order.updatedNs() >= fromNs
                && order.updatedNs() <= toNs;
    }
}
