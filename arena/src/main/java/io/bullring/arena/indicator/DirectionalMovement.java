package io.bullring.arena.indicator;

/** Wilder's average directional index: how strong a trend is, whichever way it goes. No state. */
final class DirectionalMovement {
    private DirectionalMovement() {}

    /** Of at least period + 2 candles; 0 when nothing moved. */
    static double averageIndex(Bars bars, int period) {
        double[] ranges = Changes.trueRanges(bars);
        double[] ups = Changes.upMoves(bars);
        double[] downs = Changes.downMoves(bars);
        double range = MovingAverage.simple(ranges, 0, period);
        double up = MovingAverage.simple(ups, 0, period);
        double down = MovingAverage.simple(downs, 0, period);
        double[] indexes = new double[ranges.length - period];
        int count = 0;
        for (int i = period; i < ranges.length; i++) {
            range = MovingAverage.wilder(range, ranges[i], period);
            up = MovingAverage.wilder(up, ups[i], period);
            down = MovingAverage.wilder(down, downs[i], period);
            if (range > 0 && up + down > 0) {
                indexes[count++] = index(up / range, down / range);
            }
        }
        return count == 0 ? 0 : MovingAverage.simple(indexes, Math.max(0, count - period), count);
    }

    private static double index(double up, double down) {
        return 100 * Math.abs(up - down) / (up + down);
    }
}
