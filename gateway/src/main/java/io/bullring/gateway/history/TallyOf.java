package io.bullring.gateway.history;

/** A tally while its fills are looked for, the newest first. */
final class TallyOf {
    private final long portfolioId;
    private final long fromNs;
    private int left;
    private Tally tally = Tally.NONE;
    private boolean isCut;

    TallyOf(long portfolioId, long fromNs, int maxScannedRows) {
        this.portfolioId = portfolioId;
        this.fromNs = fromNs;
        this.left = maxScannedRows;
    }

    /** Looks at the next row; false when it was the last one that is wanted, or may be looked at. */
    boolean take(FillRecord fill) {
        if (fill.executedNs() < fromNs) {
            return false;
        }
        if (left == 0) {
            isCut = true;
            return false;
        }
        left--;
        if (fill.portfolioId() == portfolioId) {
            tally = tally.plus(fill);
        }
        return true;
    }

    /** Null when there were more rows than may be looked at. */
    Tally doneOrNull() {
        return isCut ? null : tally;
    }
}
