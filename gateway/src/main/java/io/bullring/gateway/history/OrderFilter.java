package io.bullring.gateway.history;

/**
 * Which orders to list.
 *
 * @param status null: any
 * @param instrumentId 0: any
 * @param clientOrderId null: any
 * @param beforeId only those with a smaller id are listed, while all are counted, unless they are asked for by clientOrderId; {@link #NEWEST}: from the newest on
 */
public record OrderFilter(OrderStatus status, int instrumentId, String clientOrderId, long beforeId) {
    /** Beyond every id of an order. */
    public static final long NEWEST = Long.MAX_VALUE;

    public static final OrderFilter ALL = new OrderFilter(null, 0);

    /** Whatever they are called, from the newest on. */
    public OrderFilter(OrderStatus status, int instrumentId) {
        this(status, instrumentId, null, NEWEST);
    }

    public boolean accepts(OrderRecord order) {
        return (status == null || order.status() == status)
                && (instrumentId == 0 || order.instrumentId() == instrumentId)
                && (clientOrderId == null || clientOrderId.equals(order.clientOrderId()));
    }
}
