package io.bullring.arena.metric;

/**
 * The latest sales in a row that all made a profit, or all a loss (A9); a result of zero ends the row. Looks at the same sales twice, in
 * any order: where the row begins is known when all of them have been added, and then those behind it are counted. So it takes no memory,
 * however long the row is. Not thread-safe.
 */
public final class SaleStreak {
    private long lastWin;
    private long lastLoss;
    private long lastEven;
    private int length;

    /** @param number positive, and larger than those of all earlier sales */
    public void add(long number, long resultE8) {
        if (resultE8 > 0) {
            lastWin = Math.max(lastWin, number);
        } else if (resultE8 < 0) {
            lastLoss = Math.max(lastLoss, number);
        } else {
            lastEven = Math.max(lastEven, number);
        }
    }

    /** The latest sale that is not in the row; 0: there is none. All have been added. */
    public long lastBefore() {
        return Math.max(Math.min(lastWin, lastLoss), lastEven);
    }

    /** Counts a sale that is behind the last before the row. */
    public void count() {
        length++;
    }

    /** How many made a profit, or, negative, a loss. */
    public int signed() {
        return lastWin > lastLoss ? length : -length;
    }
}
