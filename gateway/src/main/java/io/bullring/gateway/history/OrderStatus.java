package io.bullring.gateway.history;

import io.bullring.core.fault.Check;

/**
 * <pre>
 *                                     ┌──► FILLED
 *                                     ├──► CANCELLED
 *  PENDING ──┬────────────────────────┤
 *            └──► PARTIALLY_FILLED ───┤   in a book only
 *                                     ├──► REJECTED     fired, and could not be executed
 *                                     └──► EXPIRED
 * </pre>
 *
 * A market order against the quoted market is FILLED from the start. In a book every order begins as PENDING, and may have been
 * filled in part however it ends.
 */
public enum OrderStatus {
    PENDING(0),
    FILLED(1),
    CANCELLED(2),
    REJECTED(3),
    EXPIRED(4),
    PARTIALLY_FILLED(5);

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
        return this == PENDING || this == PARTIALLY_FILLED;
    }
}
