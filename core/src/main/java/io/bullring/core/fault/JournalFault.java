package io.bullring.core.fault;

/**
 * The log cannot be written: the disk is full, or read-only, or gone. Not our bug, and nothing is wrong with the engine,
 * which has not seen the batch; but no further command may be taken. An {@link Error}, so that no host mistakes it for a
 * bad message and carries on. The message tells the operator what to do.
 */
public final class JournalFault extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean certain;

    private JournalFault(String message, boolean certain, Throwable cause) {
        super(message, cause);
        this.certain = certain;
    }

    /** Nothing of the batch is in the log, now or after a restart. */
    public static JournalFault nothingWritten(String message, Throwable cause) {
        return new JournalFault(message, true, cause);
    }

    /** The batch may be in the log, or may not: only the next start tells. */
    public static JournalFault unknown(String message, Throwable cause) {
        return new JournalFault(message, false, cause);
    }

    /** Whether it is certain that nothing has happened. */
    public boolean isCertain() {
        return certain;
    }
}
