package io.bullring.arena.indicator;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What can be asked of candles: a number read off them. Each is a pure function, and finite for finite candles. In the order of
 * their names.
 */
public enum Indicator {
    ADX_14("adx_14", "strength of the trend, 0 to 100", 16, bars -> DirectionalMovement.averageIndex(bars, 14)),
    ATR_14("atr_14", "average true range", 15, bars -> MovingAverage.wilder(Changes.trueRanges(bars), 14)),
    BB_LOWER("bb_lower", "mean less two deviations", 20, bars -> mean(bars) - 2 * deviation(bars)),
    BB_MID("bb_mid", "mean of 20 closes", 20, Indicator::mean),
    BB_UPPER("bb_upper", "mean and two deviations", 20, bars -> mean(bars) + 2 * deviation(bars)),
    EMA_12("ema_12", "exponential average of closes", 12, bars -> MovingAverage.exponential(bars.closes(), 12)),
    EMA_26("ema_26", "exponential average of closes", 26, bars -> MovingAverage.exponential(bars.closes(), 26)),
    MACD_HIST("macd_hist", "line less signal", Macd.SLOW, bars -> Macd.of(bars.closes()).histogram()),
    MACD_LINE("macd_line", "fast less slow average", Macd.SLOW, bars -> Macd.of(bars.closes()).line()),
    MACD_SIGNAL("macd_signal", "average of the line", Macd.SLOW, bars -> Macd.of(bars.closes()).signal()),
    PRICE("price", "last close", 1, bars -> bars.closes()[bars.size() - 1]),
    RSI_14("rsi_14", "gains as a share of all changes, 0 to 100", 15, bars -> relativeStrength(bars.closes(), 14)),
    SMA_20("sma_20", "mean of 20 closes", 20, Indicator::mean),
    SMA_50("sma_50", "mean of 50 closes", 50, bars -> MovingAverage.simple(bars.closes(), 50)),
    VOLUME_MA_20("volume_ma_20", "mean of 20 volumes", 20, bars -> MovingAverage.simple(bars.volumes(), 20));

    /** All of them, by name. */
    public static final List<Indicator> ALL = List.of(values());

    private static final int BAND = 20;

    private final String text;
    private final String description;
    private final int candles;
    private final ToDoubleFunction<Bars> formula;

    Indicator(String text, String description, int candles, ToDoubleFunction<Bars> formula) {
        this.text = text;
        this.description = description;
        this.candles = candles;
        this.formula = formula;
    }

    /** The indicator of this name, or null. */
    public static Indicator named(String name) {
        return ALL.stream().filter(indicator -> indicator.text.equals(name)).findFirst().orElse(null);
    }

    /** As on the wire. */
    public String text() {
        return text;
    }

    public String description() {
        return description;
    }

    /** Whether there are as many candles as it needs. */
    public boolean isKnownFrom(Bars bars) {
        return bars.size() >= candles;
    }

    /** Its value behind the last candle. */
    public double of(Bars bars) {
        if (!isKnownFrom(bars)) {
            throw new IllegalArgumentException(text + " needs " + candles + " candles, not " + bars.size());
        }
        return formula.applyAsDouble(bars);
    }

    private static double mean(Bars bars) {
        return MovingAverage.simple(bars.closes(), BAND);
    }

    /** Of a population. */
    private static double deviation(Bars bars) {
        double mean = mean(bars);
        double squares = 0;
        for (int i = bars.size() - BAND; i < bars.size(); i++) {
            squares += (bars.closes()[i] - mean) * (bars.closes()[i] - mean);
        }
        return Math.sqrt(squares / BAND);
    }

    private static double relativeStrength(double[] closes, int period) {
        double gain = MovingAverage.wilder(Changes.gains(closes), period);
        double loss = MovingAverage.wilder(Changes.losses(closes), period);
        return loss == 0 ? 100 : 100 - 100 / (1 + gain / loss);
    }
}
