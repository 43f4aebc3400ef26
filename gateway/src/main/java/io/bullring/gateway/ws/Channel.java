package io.bullring.gateway.ws;

import io.bullring.gateway.history.CandleInterval;
import java.util.Locale;
import java.util.Map;

/**
 * What a client can subscribe to. Immutable; equal channels are one subscription.
 *
 * <pre>
 *   ticker:BTCUSDT   ticker:all   candles:BTCUSDT:1m   orders   portfolio
 * </pre>
 *
 * @param symbol in capital letters, whether there is such a pair or not; null where there is none
 * @param interval null where there is none
 */
record Channel(Family family, String symbol, String interval) {
    static final Channel ALL_TICKERS = new Channel(Family.TICKER, null, null);
    static final Channel ORDERS = new Channel(Family.ORDERS, null, null);
    static final Channel PORTFOLIO = new Channel(Family.PORTFOLIO, null, null);

    private static final String ALL = "ALL";
    private static final int LONGEST_SYMBOL = 32;
    private static final Map<String, CandleInterval> INTERVALS = Map.of(
            "1m", CandleInterval.ONE_MINUTE,
            "5m", CandleInterval.FIVE_MINUTES,
            "15m", CandleInterval.FIFTEEN_MINUTES,
            "1h", CandleInterval.ONE_HOUR,
            "4h", CandleInterval.FOUR_HOURS,
            "1d", CandleInterval.ONE_DAY);

    /** Kinds of channels. */
    enum Family {
        TICKER,
        CANDLES,
        ORDERS,
        PORTFOLIO
    }

    /** What keeps a text from being a pair's symbol; null: nothing does. One that does not exist stays silent, but it must be a name. */
    static WrongChannel wrongOrNull(String symbol) {
        if (symbol == null || symbol.isBlank()) {
            return WrongChannel.NO_SYMBOL;
        }
        String name = inCapitals(symbol);
        return name.length() <= LONGEST_SYMBOL && name.indexOf(':') < 0 ? null : WrongChannel.NO_SUCH_SYMBOL;
    }

    /** What keeps two texts from being those of candles; null: nothing does. */
    static WrongChannel wrongOrNull(String symbol, String interval) {
        WrongChannel wrong = wrongOrNull(symbol);
        if (wrong != null) {
            return wrong;
        }
        if (interval == null || interval.isBlank()) {
            return WrongChannel.NO_INTERVAL;
        }
        return INTERVALS.containsKey(interval.strip()) ? null : WrongChannel.UNKNOWN_INTERVAL;
    }

    /** The ticker of one pair, or of all. */
    static Channel ticker(String symbol) {
        String name = inCapitals(symbol);
        return name.equals(ALL) ? ALL_TICKERS : new Channel(Family.TICKER, name, null);
    }

    static Channel candles(String symbol, String interval) {
        return new Channel(Family.CANDLES, inCapitals(symbol), interval.strip());
    }

    /** The name under which it is acknowledged. */
    String key() {
        return switch (family) {
            case TICKER -> "ticker:" + (symbol == null ? "all" : symbol);
            case CANDLES -> "candles:" + symbol + ":" + interval;
            case ORDERS -> "orders";
            case PORTFOLIO -> "portfolio";
        };
    }

    /** Of candles. */
    CandleInterval candleInterval() {
        return INTERVALS.get(interval);
    }

    boolean isPrivate() {
        return family == Family.ORDERS || family == Family.PORTFOLIO;
    }

    private static String inCapitals(String symbol) {
        return symbol.strip().toUpperCase(Locale.ROOT);
    }
}
