package io.bullring.core.model;

import io.bullring.protocol.KillScope;
import io.bullring.protocol.RejectReason;

/** The numbers of a refusal as they read: amounts in most, counts, nanoseconds or a scope in some. What is null is not written. */
record RefusedNumbers(RejectReason reason, EventLine line) {
    void measured(String label, long value) {
        switch (reason) {
            case ORDER_RATE_LIMIT, TOO_MANY_OPEN_ORDERS, TOO_MANY_AGENTS, VENUE_FULL, BOOK_ORDERS_OPEN, WORK_BOUND ->
                plain(label, value, "");
            case TRADING_STOPPED -> scope(label, value);
            case PRICE_STALE -> plain(label, value, "ns");
            default -> amount(label, value);
        }
    }

    void requested(long value) {
        if (reason == RejectReason.ORDER_RATE_LIMIT) {
            plain("requested", value, "ns");
        } else {
            amount("requested", value);
        }
    }

    void amount(String label, long valueE8) {
        if (valueE8 != Refusal.NONE) {
            line.with(label, PrintedValues.amount(valueE8));
        }
    }

    private void plain(String label, long value, String unit) {
        if (value != Refusal.NONE) {
            line.with(label, value + unit);
        }
    }

    private void scope(String label, long code) {
        if (code != Refusal.NONE) {
            line.with(label, KillScope.get((short) code).name());
        }
    }
}
