package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import io.bullring.protocol.Side;
import java.util.EnumSet;
import java.util.Set;

/** What is counted of an agent in an instrument: its orders by their status, and its fills by their side. */
enum Counted {
    PENDING(0),
    BOUGHT(1),
    SOLD(2),
    CANCELLED(3),
    REJECTED(4),
    EXPIRED(5),
    PARTIALLY_FILLED(6),
    FILLED(7);

    private static final Set<Counted> FILLS = EnumSet.of(BOUGHT, SOLD);

    private final byte code;

    Counted(int code) {
        Check.that(code == ordinal(), "codes count up");
        this.code = (byte) code;
    }

    /** On disk; never reused. */
    byte code() {
        return code;
    }

    static Counted of(OrderRecord order) {
        return switch (order.status()) {
            case PENDING -> PENDING;
            case PARTIALLY_FILLED -> PARTIALLY_FILLED;
            case FILLED -> FILLED;
            case CANCELLED -> CANCELLED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
        };
    }

    static Counted of(FillRecord fill) {
        return fill.side() == Side.BUY ? BOUGHT : SOLD;
    }

    /** @param status null: any */
    static Set<Counted> orders(OrderStatus status) {
        return switch (status) {
            case null -> EnumSet.complementOf(EnumSet.copyOf(FILLS));
            case PENDING -> EnumSet.of(PENDING);
            case PARTIALLY_FILLED -> EnumSet.of(PARTIALLY_FILLED);
            case FILLED -> EnumSet.of(FILLED);
            case CANCELLED -> EnumSet.of(CANCELLED);
            case REJECTED -> EnumSet.of(REJECTED);
            case EXPIRED -> EnumSet.of(EXPIRED);
        };
    }

    static Set<Counted> openOrders() {
        return EnumSet.of(PENDING, PARTIALLY_FILLED);
    }

    /** @param side null: any */
    static Set<Counted> fills(Side side) {
        return switch (side) {
            case null -> FILLS;
            case BUY -> EnumSet.of(BOUGHT);
            case SELL -> EnumSet.of(SOLD);
            case NULL_VAL -> throw new IllegalArgumentException("no side");
        };
    }
}
