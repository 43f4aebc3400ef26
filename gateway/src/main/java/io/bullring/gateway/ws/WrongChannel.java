package io.bullring.gateway.ws;

/** What is wrong with a channel that a client names, in words that repeat nothing of what it sent. */
enum WrongChannel implements NamedChannel {
    NO_NAME("The channel is missing, or no text: it is one of ticker, ticker_all, candles, orders, portfolio."),
    UNKNOWN_NAME("There is no channel of this name: there are ticker, ticker_all, candles, orders, portfolio."),
    NO_SYMBOL("The symbol is missing: as ticker:BTCUSDT has it, or in symbol beside the channel ticker."),
    NO_SUCH_SYMBOL("The symbol is none: it has at most 32 characters, and no colon."),
    NO_INTERVAL("The interval is missing: as candles:BTCUSDT:1m has it, or in interval beside the channel candles."),
    UNKNOWN_INTERVAL("There is no such interval: there are 1m, 5m, 15m, 1h, 4h, 1d."),
    TOO_MANY_PARTS(
            "The channel has a part too many: there are ticker:SYMBOL, candles:SYMBOL:INTERVAL, orders, portfolio.");

    private final String words;

    WrongChannel(String words) {
        this.words = words;
    }

    /** For whoever named it. */
    String words() {
        return words;
    }
}
