package io.bullring.gateway.ws;

/**
 * A channel as a client names it; the dialect decides the form in which it is delivered.
 *
 * <pre>
 *   object dialect   "channel":"ticker","symbol":"BTCUSDT"      "channel":"ticker_all"
 *   string dialect   "channel":"ticker:BTCUSDT"                 "channel":"ticker:all"
 * </pre>
 */
record Subscription(Channel channel, Dialect dialect) {
    /** How the client speaks. */
    enum Dialect {
        OBJECT,
        STRING
    }

    /** Null when the message names no channel that there is. */
    static Subscription ofOrNull(ClientMessage message) {
        if (message.channel() == null) {
            return null;
        }
        String name = message.channel().strip();
        int colon = name.indexOf(':');
        Dialect dialect = colon < 0 ? Dialect.OBJECT : Dialect.STRING;
        Channel channel = dialect == Dialect.OBJECT
                ? ofFamily(name, message.symbol(), message.interval())
                : ofKey(name.substring(0, colon), name.substring(colon + 1));
        return channel == null ? null : new Subscription(channel, dialect);
    }

    private static Channel ofFamily(String name, String symbol, String interval) {
        return switch (name) {
            case "ticker" -> Channel.tickerOrNull(symbol);
            case "ticker_all" -> Channel.ALL_TICKERS;
            case "candles" -> Channel.candlesOrNull(symbol, interval);
            case "orders" -> Channel.ORDERS;
            case "portfolio" -> Channel.PORTFOLIO;
            default -> null;
        };
    }

    private static Channel ofKey(String family, String rest) {
        int colon = rest.indexOf(':');
        return switch (family) {
            case "ticker" -> Channel.tickerOrNull(rest);
            case "candles" ->
                colon < 0 ? null : Channel.candlesOrNull(rest.substring(0, colon), rest.substring(colon + 1));
            default -> null;
        };
    }
}
