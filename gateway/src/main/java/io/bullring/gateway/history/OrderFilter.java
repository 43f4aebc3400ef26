package io.bullring.gateway.history;

/**
 * Which orders to list.
 *
 * @param status null: any
 * @param instrumentId 0: any
 */
public record OrderFilter(OrderStatus status, int instrumentId) {
    public static final OrderFilter ALL = new OrderFilter(null, 0);

    public boolean accepts(OrderRecord order) {
        return (status == null || order.status() == status)
                && (instrumentId == 0 || order.instrumentId() == instrumentId);
    }
}
