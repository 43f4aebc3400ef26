package io.bullring.core.fault;

/** Preconditions whose failure is our bug, never the customer's. */
public final class Check {
    private Check() {}

    /** Faults unless the condition holds. The message is a constant, so that a check costs a branch. */
    public static void that(boolean condition, String message) {
        if (!condition) {
            throw new EngineFault(message);
        }
    }
}
