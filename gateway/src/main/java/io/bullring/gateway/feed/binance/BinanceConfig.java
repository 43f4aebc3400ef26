package io.bullring.gateway.feed.binance;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What {@code start} was told of the live market; refuses by the name of the option.
 *
 * @param symbols what to follow, in capitals, each once
 * @param streams where the streams are: {@code wss://host:port}
 * @param rest where snapshots and the like are: {@code https://host}
 * @param timing how patient it is
 * @param seed of the jitter of its waiting times
 */
public record BinanceConfig(List<String> symbols, URI streams, URI rest, Timing timing, long seed) {
    /** The exchange's own public addresses. */
    public static final URI PUBLIC_STREAMS = URI.create("wss://stream.binance.com:9443");

    public static final URI PUBLIC_REST = URI.create("https://api.binance.com");

    /** What a connection is asked for stands in its address, and servers take addresses of some 4,000 characters. */
    public static final int MAX_SYMBOLS = 50;

    private static final int LAST_PORT = 0xFFFF;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,16}USDT");

    public BinanceConfig {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
            throw new IllegalArgumentException(
                    "--symbols names 1 to " + MAX_SYMBOLS + " symbols, not " + symbols.size());
        }
        for (String symbol : symbols) {
            if (!SYMBOL.matcher(symbol).matches()) {
                throw new IllegalArgumentException(
                        "--symbols: " + symbol + " is not 1 to 16 of A..Z, 0..9 followed by USDT");
            }
        }
        if (new HashSet<>(symbols).size() < symbols.size()) {
            throw new IllegalArgumentException("--symbols: a symbol is named twice");
        }
        requireScheme("--binance-streams", streams, "wss", "ws");
        requireScheme("--binance-rest", rest, "https", "http");
    }

    /**
     * Nanoseconds, all of them.
     *
     * @param connectNs until a connection must be open and bring its first message
     * @param pingNs between two pings of a connection
     * @param pongNs without an answer to a ping, or a message, after which a connection is dead
     * @param quietNs without a change of a book, or a trade that the exchange speaks of, after which it is not believed any more
     * @param silenceNs without a message, after which a connection is of no use, whether it answers or not
     * @param requestNs until a request must be answered
     * @param firstRetryNs before the second attempt; twice as long before the next, and so on
     * @param longestRetryNs that it ever waits
     * @param renewalNs age at which a connection gets a successor: the exchange ends each after 24 hours
     * @param overlapNs how long the successor has to bring messages before the old one is closed
     * @param listingNs after which the exchange is asked for its instruments again
     * @param heartbeatNs without a price, after which the feed says that it is alive, if it is
     */
    public record Timing(
            long connectNs,
            long pingNs,
            long pongNs,
            long quietNs,
            long silenceNs,
            long requestNs,
            long firstRetryNs,
            long longestRetryNs,
            long renewalNs,
            long overlapNs,
            long listingNs,
            long heartbeatNs) {

        public static final Timing USUAL = new Timing(
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(20),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(15),
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(1),
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.HOURS.toNanos(23),
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.HOURS.toNanos(24),
                TimeUnit.SECONDS.toNanos(10));
    }

    private static void requireScheme(String option, URI address, String secure, String plain) {
        String scheme = address.getScheme();
        boolean fits = secure.equals(scheme) || plain.equals(scheme);
        boolean isHostAndPort = address.getHost() != null && address.getPort() <= LAST_PORT;
        if (!fits || !isHostAndPort || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(
                    option + " " + address + " is not of the form " + secure + "://host:port");
        }
    }
}
