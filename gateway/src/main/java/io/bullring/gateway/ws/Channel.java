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

    /** The ticker of one pair, or of all. */
    static Channel tickerOrNull(String text) {
        String symbol = symbolOrNull(text);
        if (symbol == null) {
            return null;
        }
        return symbol.equals(ALL) ? ALL_TICKERS : new Channel(Family.TICKER, symbol, null);
    }

    static Channel candlesOrNull(String text, String interval) {
        String symbol = symbolOrNull(text);
        boolean isKnown = symbol != null && interval != null && INTERVALS.containsKey(interval.strip());
        return isKnown ? new Channel(Family.CANDLES, symbol, interval.strip()) : null;
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

    /** One that does not exist stays silent, but it must be a name. */
    private static String symbolOrNull(String text) {
        if (text == null) {
            return null;
        }
        String symbol = text.strip().toUpperCase(Locale.ROOT);
        boolean isName = !symbol.isEmpty() && symbol.length() <= LONGEST_SYMBOL && symbol.indexOf(':') < 0;
        return isName ? symbol : null;
    }
}
