package io.bullring.gateway.feed;

import io.bullring.core.market.InstrumentTerms;

/**
 * @param terms the instrument that the recording prices, and the feed's number
 * @param speed how many times as fast as it was, 1 .. 100,000
 * @param maxInFlight price commands waiting for their answer, beyond which trades are brought together
 * @param maxLatenessNs lateness beyond which trades are brought together, nanoseconds
 * @param heartbeatNs silence after which the feed says that it is alive, nanoseconds
 */
public record ReplayConfig(
        InstrumentTerms terms, int speed, int maxInFlight, long maxLatenessNs, long heartbeatNs) {

    public static final int MAX_SPEED = 100_000;

    private static final int FEED_ID = 1;

    public ReplayConfig {
        if (speed < 1 || speed > MAX_SPEED) {
            throw new IllegalArgumentException("speed must lie in 1 .. " + MAX_SPEED + ", not " + speed);
        }
        if (maxInFlight < 1 || maxLatenessNs < 0 || heartbeatNs < 1) {
            throw new IllegalArgumentException("maxInFlight " + maxInFlight + ", maxLatenessNs " + maxLatenessNs
                    + ", heartbeatNs " + heartbeatNs);
        }
    }

    /** BTCUSDT from feed 1, traded in steps of 0.00001 with 5 USDT for a resting order; 256, 100 ms, 10 s. */
    public static ReplayConfig bitcoin(int speed) {
        InstrumentTerms terms =
                new InstrumentTerms("BTCUSDT", FEED_ID, true, 1_000L, 900_000_000_000L, 1_000L, 500_000_000L);
        return usual(terms, speed);
    }

    /** BTCUSDT as above; any other symbol from feed 1 as well, without bounds, for a recording does not say what they were. */
    public static ReplayConfig of(String symbol, int speed) {
        ReplayConfig bitcoin = bitcoin(speed);
        return symbol.equals(bitcoin.terms().symbol())
                ? bitcoin
                : usual(new InstrumentTerms(symbol, FEED_ID, true, 0, 0, 0, 0), speed);
    }

    private static ReplayConfig usual(InstrumentTerms terms, int speed) {
        return new ReplayConfig(terms, speed, 256, 100_000_000L, 10_000_000_000L);
    }
}
