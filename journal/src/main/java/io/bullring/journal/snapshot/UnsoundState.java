package io.bullring.journal.snapshot;

/** The books of a replayed venue do not balance: our bug. No snapshot was written. */
public final class UnsoundState extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsoundState(long sequence) {
        super("The books do not balance after command " + sequence + ". No snapshot was written.");
    }
}
