package io.bullring.gateway.history;

import io.bullring.core.fault.Check;
import io.bullring.protocol.Side;
import java.util.EnumSet;
import java.util.Set;

/** What is counted of an agent's orders in an instrument. A filled order has one fill, so that these are its fills as well. */
enum Counted {
    PENDING(0),
    BOUGHT(1),
    SOLD(2),
    CANCELLED(3),
    REJECTED(4),
    EXPIRED(5);

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
            case FILLED -> order.side() == Side.BUY ? BOUGHT : SOLD;
            case CANCELLED -> CANCELLED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
        };
    }

    /** @param status null: any */
    static Set<Counted> orders(OrderStatus status) {
        return switch (status) {
            case null -> EnumSet.allOf(Counted.class);
            case PENDING -> EnumSet.of(PENDING);
            case FILLED -> EnumSet.of(BOUGHT, SOLD);
            case CANCELLED -> EnumSet.of(CANCELLED);
            case REJECTED -> EnumSet.of(REJECTED);
            case EXPIRED -> EnumSet.of(EXPIRED);
        };
    }

    /** @param side null: any */
    static Set<Counted> fills(Side side) {
        return switch (side) {
            case null -> EnumSet.of(BOUGHT, SOLD);
            case BUY -> EnumSet.of(BOUGHT);
            case SELL -> EnumSet.of(SOLD);
            case NULL_VAL -> throw new IllegalArgumentException("no side");
        };
    }
}
