package io.bullring.gateway.history;

import io.bullring.core.fault.Check;

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
    PENDING(0),
    FILLED(1),
    CANCELLED(2),
    REJECTED(3),
    EXPIRED(4);

    private static final OrderStatus[] BY_CODE = values();

    private final byte code;

    OrderStatus(int code) {
        Check.that(code == ordinal(), "codes count up");
        this.code = (byte) code;
    }

    static OrderStatus of(byte code) {
        return BY_CODE[code];
    }

    /** On disk; never reused. */
    byte code() {
        return code;
    }

    public boolean isOpen() {
        return this == PENDING;
    }
}
