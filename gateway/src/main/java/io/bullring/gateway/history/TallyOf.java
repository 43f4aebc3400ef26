package io.bullring.gateway.history;

/** A tally while its fills are looked for, the newest first. */
final class TallyOf {
    private final SessionRecord session;
    private final long fromNs;
    private int left;
    private Tally tally = Tally.NONE;
    private boolean isCut;

    TallyOf(SessionRecord session, long fromNs, int maxScannedRows) {
        this.session = session;
        this.fromNs = fromNs;
        this.left = maxScannedRows;
    }

    /** Looks at the next row, which may be newer than what is known of the session; false when it was the last one that is wanted, or may be looked at. */
    boolean take(FillRecord fill) {
        if (fill.executedNs() < fromNs) {
            return false;
        }
        if (left == 0) {
            isCut = true;
            return false;
        }
        left--;
        if (fill.portfolioId() == session.portfolioId() && fill.fillId() <= session.lastFillId()) {
            tally = tally.plus(fill);
        }
        return true;
    }

    /** Null when there were more rows than may be looked at. */
    Tally doneOrNull() {
        return isCut ? null : tally;
    }
}
