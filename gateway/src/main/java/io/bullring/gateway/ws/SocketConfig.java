package io.bullring.gateway.ws;

/**
 * The bounds of {@code /ws/v1}. Three of them are an operator's to set, within the limits that stand here.
 *
 * @param maxSubscriptions different channels of one connection
 * @param maxConnectionsPerAccount open at the same time, of all keys and tokens of an account together
 * @param maxFrameBytes longest frame, and longest message, that a client may send
 * @param maxFramesPerSecond frames that a client may send, control frames included; more close the connection
 * @param maxInvalidInARow messages that are no JSON object, one after the other, until the connection is closed
 * @param outboxMessages messages of a connection that wait and may not be conflated; more close the connection
 * @param handoverPushes ticks and changes of orders on their way to one event loop
 * @param pingIntervalMs between two pings of the venue
 * @param pongTimeoutMs for a client to say anything after a ping
 * @param closeTimeoutMs for a client to take in that its connection is closed, before it is cut off
 * @param portfolioIntervalMs between two portfolios of one agent, if nothing happens
 * @param candleIntervalMs between two messages of a running candle, at least
 * @param sweepIntervalMs between two looks at rights, heartbeats and what is due
 * @param tickMaxAgeMs age of the last tick up to which a new subscriber is sent it
 * @param maxPortfolios agents of an account whose portfolios one connection is sent, in the order of their creation
 * @param maxEmptyCandles candles without a trade that are told one after the other; a longer gap is left out
 */
public record SocketConfig(
        int maxSubscriptions,
        int maxConnectionsPerAccount,
        int maxFrameBytes,
        int maxFramesPerSecond,
        int maxInvalidInARow,
        int outboxMessages,
        int handoverPushes,
        int pingIntervalMs,
        int pongTimeoutMs,
        int closeTimeoutMs,
        int portfolioIntervalMs,
        int candleIntervalMs,
        int sweepIntervalMs,
        int tickMaxAgeMs,
        int maxPortfolios,
        int maxEmptyCandles) {
    /** Largest {@code maxSubscriptions}. */
    public static final int MOST_SUBSCRIPTIONS = 1_000;

    /** Largest {@code maxConnectionsPerAccount}. */
    public static final int MOST_CONNECTIONS = 10_000;

    /** Smallest {@code outboxMessages}. */
    public static final int FEWEST_MESSAGES = 100;

    /** Largest {@code outboxMessages}. */
    public static final int MOST_MESSAGES = 1_000_000;

    public SocketConfig {
        positive("maxSubscriptions", maxSubscriptions);
        positive("maxConnectionsPerAccount", maxConnectionsPerAccount);
        positive("maxFrameBytes", maxFrameBytes);
        positive("maxFramesPerSecond", maxFramesPerSecond);
        positive("maxInvalidInARow", maxInvalidInARow);
        positive("outboxMessages", outboxMessages);
        positive("handoverPushes", handoverPushes);
        positive("pingIntervalMs", pingIntervalMs);
        positive("pongTimeoutMs", pongTimeoutMs);
        positive("closeTimeoutMs", closeTimeoutMs);
        positive("portfolioIntervalMs", portfolioIntervalMs);
        positive("candleIntervalMs", candleIntervalMs);
        positive("sweepIntervalMs", sweepIntervalMs);
        positive("tickMaxAgeMs", tickMaxAgeMs);
        positive("maxPortfolios", maxPortfolios);
        positive("maxEmptyCandles", maxEmptyCandles);
    }

    /**
     * 10 subscriptions; 100 connections of an account; frames to 64 KiB, 100 a second, 10 unreadable ones; 10,000 messages
     * in an outbox, 16,384 pushes on their way; a ping every 30 s and 10 s to answer it, 10 s to take in a close; portfolios every 5 s, candles every
     * second, looks every 250 ms; ticks to 60 s; 500 portfolios; 1,440 empty candles.
     */
    public static SocketConfig defaults() {
        return new SocketConfig(
                10, 100, 64 << 10, 100, 10, 10_000, 16_384, 30_000, 10_000, 10_000, 5_000, 1_000, 250, 60_000, 500,
                1_440);
    }

    /** The same with other times between pings, and to answer them. */
    public SocketConfig withHeartbeat(int intervalMs, int timeoutMs) {
        return new SocketConfig(
                maxSubscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                outboxMessages, handoverPushes, intervalMs, timeoutMs, closeTimeoutMs, portfolioIntervalMs,
                candleIntervalMs,
                sweepIntervalMs, tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    /** The same with another time to take in a close. */
    public SocketConfig withCloseTimeout(int timeoutMs) {
        return new SocketConfig(
                maxSubscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                outboxMessages, handoverPushes, pingIntervalMs, pongTimeoutMs, timeoutMs, portfolioIntervalMs,
                candleIntervalMs, sweepIntervalMs, tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    /** The same with other times between portfolios, and between running candles. */
    public SocketConfig withIntervals(int portfolioMs, int candleMs) {
        return new SocketConfig(
                maxSubscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                outboxMessages, handoverPushes, pingIntervalMs, pongTimeoutMs, closeTimeoutMs, portfolioMs, candleMs,
                sweepIntervalMs,
                tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    /** The same with other bounds on what waits. */
    public SocketConfig withRoom(int messages, int pushes) {
        return new SocketConfig(
                maxSubscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                messages, pushes, pingIntervalMs, pongTimeoutMs, closeTimeoutMs, portfolioIntervalMs, candleIntervalMs,
                sweepIntervalMs, tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    /** The same with another number of connections. */
    public SocketConfig withConnectionsPerAccount(int connections) {
        return new SocketConfig(
                maxSubscriptions, connections, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow, outboxMessages,
                handoverPushes, pingIntervalMs, pongTimeoutMs, closeTimeoutMs, portfolioIntervalMs, candleIntervalMs,
                sweepIntervalMs,
                tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    /** The same with another number of portfolios. */
    public SocketConfig withPortfolios(int portfolios) {
        return new SocketConfig(
                maxSubscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                outboxMessages, handoverPushes, pingIntervalMs, pongTimeoutMs, closeTimeoutMs, portfolioIntervalMs,
                candleIntervalMs, sweepIntervalMs, tickMaxAgeMs, portfolios, maxEmptyCandles);
    }

    /** The same with another number of subscriptions. */
    public SocketConfig withSubscriptions(int subscriptions) {
        return new SocketConfig(
                subscriptions, maxConnectionsPerAccount, maxFrameBytes, maxFramesPerSecond, maxInvalidInARow,
                outboxMessages, handoverPushes, pingIntervalMs, pongTimeoutMs, closeTimeoutMs, portfolioIntervalMs,
                candleIntervalMs, sweepIntervalMs, tickMaxAgeMs, maxPortfolios, maxEmptyCandles);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
