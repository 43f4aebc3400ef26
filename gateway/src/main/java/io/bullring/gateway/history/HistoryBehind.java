package io.bullring.gateway.history;

/** The history did not reach what its reader has been told in time. Pressure, not a fault: try again. */
public final class HistoryBehind extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryBehind(String message) {
        super(message);
    }
}
