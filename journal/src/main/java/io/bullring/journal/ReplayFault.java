package io.bullring.journal;

import java.nio.file.Path;

/**
 * The engine halts at a command: our bug, and it would halt there at every start. The records are intact up to that command. The
 * message says what the operator can do.
 */
public final class ReplayFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    /** @param file in which the command is */
    public ReplayFault(Path file, long sequence, Throwable cause) {
        super(
                "The engine halted at command " + sequence + ", in " + file + ": " + describe(cause)
                        + ".\nThe records are intact up to there; the fault is the engine's, and would come at every start."
                        + " A version without it goes on; so does this one without the command, see 'When the engine halts'"
                        + " in docs/JOURNAL.md:\n  bullring journal skip " + file.getParent() + " " + sequence
                        + " --why TEXT --by NAME",
                cause);
        this.sequence = sequence;
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The command at which the engine halts. */
    public long sequence() {
        return sequence;
    }
}
