package io.bullring.gateway.ws;

/**
 * A channel as a client names it; the dialect decides the form in which it is delivered.
 *
 * <pre>
 *   object dialect   "channel":"ticker","symbol":"BTCUSDT"      "channel":"ticker_all"
 *   string dialect   "channel":"ticker:BTCUSDT"                 "channel":"ticker:all"
 * </pre>
 */
record Subscription(Channel channel, Dialect dialect) implements NamedChannel {
    private static final int MOST_PARTS = 3;

    /** How the client speaks. */
    enum Dialect {
        OBJECT,
        STRING
    }

    /** What the message names as a channel. */
    static NamedChannel of(ClientMessage message) {
        if (message.channel() == null) {
            return WrongChannel.NO_NAME;
        }
        String[] parts = message.channel().strip().split(":", MOST_PARTS + 1);
        return parts.length == 1 ? ofFamily(parts[0], message.symbol(), message.interval()) : ofKey(parts);
    }

    private static NamedChannel ofFamily(String name, String symbol, String interval) {
        return switch (name) {
            case "ticker" -> ofTicker(symbol, Dialect.OBJECT);
            case "ticker_all" -> new Subscription(Channel.ALL_TICKERS, Dialect.OBJECT);
            case "candles" -> ofCandles(symbol, interval, Dialect.OBJECT);
            case "orders" -> new Subscription(Channel.ORDERS, Dialect.OBJECT);
            case "portfolio" -> new Subscription(Channel.PORTFOLIO, Dialect.OBJECT);
            default -> WrongChannel.UNKNOWN_NAME;
        };
    }

    /** @param parts of the key, two at least */
    private static NamedChannel ofKey(String[] parts) {
        return switch (parts[0]) {
            case "ticker" ->
                parts.length > 2 ? WrongChannel.TOO_MANY_PARTS : ofTicker(parts[1], Dialect.STRING);
            case "candles" -> parts.length > MOST_PARTS
                    ? WrongChannel.TOO_MANY_PARTS
                    : ofCandles(parts[1], parts.length == MOST_PARTS ? parts[2] : null, Dialect.STRING);
            case "ticker_all", "orders", "portfolio" -> WrongChannel.TOO_MANY_PARTS;
            default -> WrongChannel.UNKNOWN_NAME;
        };
    }

    private static NamedChannel ofTicker(String symbol, Dialect dialect) {
        WrongChannel wrong = Channel.wrongOrNull(symbol);
        return wrong == null ? new Subscription(Channel.ticker(symbol), dialect) : wrong;
    }

    private static NamedChannel ofCandles(String symbol, String interval, Dialect dialect) {
        WrongChannel wrong = Channel.wrongOrNull(symbol, interval);
        return wrong == null ? new Subscription(Channel.candles(symbol, interval), dialect) : wrong;
    }
}
