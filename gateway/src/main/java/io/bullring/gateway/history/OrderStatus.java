package io.bullring.gateway.history;

/**
 * <pre>
 *              ┌──► FILLED
 *              ├──► CANCELLED
 *  PENDING ────┤
 *              ├──► REJECTED     fired, and could not be executed
 *              └──► EXPIRED
 * </pre>
 *
 * A market order is FILLED from the start.
 */
public enum OrderStatus {
    PENDING,
    FILLED,
    CANCELLED,
    REJECTED,
    EXPIRED;

    public boolean isOpen() {
        return this == PENDING;
    }
}
