package io.bullring.gateway.history;

/**
 * The history cannot be read or written: a full disk, a damaged file, no rights. On the follower's thread it halts the
 * venue, by this name in {@code /health}; nothing is lost, for the journal has it all.
 */
public final class HistoryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
