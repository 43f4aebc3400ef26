package io.bullring.arena.indicator;

/**
 * What a market did, candle by candle, oldest first. The arrays are of one length and are not copied: whoever hands them over
 * does not write to them any more.
 */
public record Bars(double[] highs, double[] lows, double[] closes, double[] volumes) {
    public Bars {
        if (highs.length != closes.length || lows.length != closes.length || volumes.length != closes.length) {
            throw new IllegalArgumentException("highs " + highs.length + ", lows " + lows.length + ", closes "
                    + closes.length + ", volumes " + volumes.length);
        }
    }

    public int size() {
        return closes.length;
    }
}
