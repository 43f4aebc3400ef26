package io.bullring.arena.indicator;

/** What changed from each candle to the next: one value less than there are candles. No state. */
final class Changes {
    private Changes() {}

    /** By how much the close rose; 0 when it did not. */
    static double[] gains(double[] closes) {
        double[] gains = new double[closes.length - 1];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = Math.max(closes[i + 1] - closes[i], 0);
        }
        return gains;
    }

    /** By how much the close fell; 0 when it did not. */
    static double[] losses(double[] closes) {
        double[] losses = new double[closes.length - 1];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Math.max(closes[i] - closes[i + 1], 0);
        }
        return losses;
    }

    /** The widest way between high, low and the close before. */
    static double[] trueRanges(Bars bars) {
        double[] ranges = new double[bars.size() - 1];
        for (int i = 0; i < ranges.length; i++) {
            double high = bars.highs()[i + 1];
            double low = bars.lows()[i + 1];
            double closeBefore = bars.closes()[i];
            ranges[i] = Math.max(high - low, Math.max(Math.abs(high - closeBefore), Math.abs(low - closeBefore)));
        }
        return ranges;
    }

    /** By how much the high rose, where it rose further than the low fell; else 0. */
    static double[] upMoves(Bars bars) {
        double[] moves = new double[bars.size() - 1];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = up(bars, i) > down(bars, i) ? Math.max(up(bars, i), 0) : 0;
        }
        return moves;
    }

    /** By how much the low fell, where it fell further than the high rose; else 0. */
    static double[] downMoves(Bars bars) {
        double[] moves = new double[bars.size() - 1];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = down(bars, i) > up(bars, i) ? Math.max(down(bars, i), 0) : 0;
        }
        return moves;
    }

    private static double up(Bars bars, int i) {
        return bars.highs()[i + 1] - bars.highs()[i];
    }

    private static double down(Bars bars, int i) {
        return bars.lows()[i] - bars.lows()[i + 1];
    }
}
