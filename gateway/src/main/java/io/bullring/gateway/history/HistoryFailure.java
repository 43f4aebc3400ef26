package io.bullring.gateway.history;

/**
 * The history cannot be read or written: a full disk, a damaged file, no rights. On the follower's thread it ends the
 * history: the venue takes no more commands, says so in {@code /health}, and what does not come from the history is read as
 * before. Nothing is lost, for the journal has it all; the next start goes on.
 */
public final class HistoryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
