package io.bullring.core.model;

import io.bullring.protocol.RejectReason;

/**
 * Why not, with the numbers of the event. Thrown, so that the checks of RULES.md can stand one under the other as they do
 * on that page; every check stands before every change. The numbers are those of the schema, null where there is none.
 */
final class Refusal extends RuntimeException {
    static final long NONE = Long.MIN_VALUE;

    private static final long serialVersionUID = 1L;

    final RejectReason reason;
    final long actual;
    final long allowed;
    final long limitPctE8;
    final long currentE8;
    final long requested;
    final long equityE8;

    Refusal(
            RejectReason reason,
            long actual,
            long allowed,
            long limitPctE8,
            long currentE8,
            long requested,
            long equityE8) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.actual = actual;
        this.allowed = allowed;
        this.limitPctE8 = limitPctE8;
        this.currentE8 = currentE8;
        this.requested = requested;
        this.equityE8 = equityE8;
    }

    Refusal(RejectReason reason, long actual, long allowed) {
        this(reason, actual, allowed, NONE, NONE, NONE, NONE);
    }

    Refusal(RejectReason reason) {
        this(reason, NONE, NONE);
    }

    static void unless(boolean condition, RejectReason reason) {
        if (!condition) {
            throw new Refusal(reason);
        }
    }

    static void unless(boolean condition, RejectReason reason, long actual, long allowed) {
        if (!condition) {
            throw new Refusal(reason, actual, allowed);
        }
    }
}
