package io.bullring.core.risk;

import io.bullring.protocol.RejectReason;

/**
 * Why not, with the numbers that the reason is about (see RejectReason in the schema). One object, filled anew for each
 * refusal; {@link #UNSET} where a reason has no such number.
 *
 * <p>Every rule of an order is asked through {@link #unless}, so that a subclass also hears of the rules that were kept: the
 * audit tool explains orders by listening to the engine's own checks. A venue loads no subclass, and a call
 * that has one target is inlined.
 */
public class Rejection {
    /** The schema's null. */
    public static final long UNSET = Long.MIN_VALUE;

    private RejectReason reason;
    private long actual;
    private long allowed;
    private long limitPctE8;
    private long currentE8;
    private long requested;
    private long equityE8;

    /** Refuses for a reason without numbers. Returns false, so that a check can end with it. */
    public boolean because(RejectReason why) {
        return because(why, UNSET, UNSET);
    }

    /** Refuses because something measured lies beyond a limit. */
    public boolean because(RejectReason why, long measured, long permitted) {
        return because(why, measured, permitted, UNSET);
    }

    /** Refuses because of a limit that comes from a percentage. */
    public boolean because(RejectReason why, long measured, long permitted, long percentE8) {
        reason = why;
        actual = measured;
        allowed = permitted;
        limitPctE8 = percentE8;
        currentE8 = UNSET;
        requested = UNSET;
        equityE8 = UNSET;
        return false;
    }

    /** Refuses unless a rule without numbers is kept. Returns whether it is. */
    public final boolean unless(boolean isKept, RejectReason why) {
        return unless(isKept, why, UNSET, UNSET);
    }

    /** Refuses unless something measured keeps to a limit. Returns whether it does. */
    public final boolean unless(boolean isKept, RejectReason why, long measured, long permitted) {
        return unless(isKept, why, measured, permitted, UNSET);
    }

    /** Refuses unless something measured keeps to a limit that comes from a percentage. Returns whether it does. */
    public boolean unless(boolean isKept, RejectReason why, long measured, long permitted, long percentE8) {
        return isKept || because(why, measured, permitted, percentE8);
    }

    /** What was asked so far belonged to due work; the rules of the command itself follow. */
    public void answerStarts() {}

    /** Whether numbers that only a refusal needs should be worked out for rules that are kept, too. */
    public boolean isExplained() {
        return false;
    }

    /** Adds what was asked for. */
    public boolean requested(long asked) {
        requested = asked;
        return false;
    }

    /** Adds the position that the order would have added to, and the equity it was measured against. */
    public boolean position(long heldValueE8, long orderValueE8, long equity) {
        currentE8 = heldValueE8;
        requested = orderValueE8;
        equityE8 = equity;
        return false;
    }

    public RejectReason reason() {
        return reason;
    }

    public long actual() {
        return actual;
    }

    public long allowed() {
        return allowed;
    }

    public long limitPctE8() {
        return limitPctE8;
    }

    public long currentE8() {
        return currentE8;
    }

    public long requested() {
        return requested;
    }

    public long equityE8() {
        return equityE8;
    }
}
