package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedInstrument;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an exchange of this machine tells of its instruments, and how much of it is believed. */
@Timeout(60)
final class InstrumentListTest {
    private static final int FEED = 2;

    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldDefineTheInstrumentsAsTheExchangeHasThem() {
        assertEquals(
                List.of(new FeedInstrument(
                        new InstrumentTerms("BTCUSDT", FEED, true, 1_000, 900_000_000_000L, 2_000, 500_000_000),
                        false,
                        1_234_560_000_000L)),
                new BinanceFeed(exchange.config(BinanceConfig.Timing.USUAL), () -> 1).instruments());
    }

    @Test
    void shouldDefineWhatCanBeReadWhateverElseIsRefusedOrDamaged() {
        exchange.answerInfoWith("{\"symbols\":[" + TestExchange.info("BTCUSDT", "0.00001", "TRADING") + ","
                + TestExchange.info("BADUSDT", "none", "TRADING") + "," + TestExchange.info("OUTUSDT", "1", "BREAK")
                + "]}");
        exchange.answerDaysWith("[{\"symbol\":\"BTCUSDT\",\"volume\":\"1523456789012.00\"},"
                + "{\"symbol\":\"OUTUSDT\",\"volume\":\"-5\"},"
                + "{\"symbol\":\"BADUSDT\",\"volume\":\"92233720368.54775807\"}]");
        BinanceConfig one = exchange.config(BinanceConfig.Timing.USUAL);
        BinanceConfig config = new BinanceConfig(
                List.of("BTCUSDT", "BADUSDT", "OUTUSDT", "GONEUSDT"), one.streams(), one.rest(),
                BinanceConfig.Timing.USUAL, 1);

        assertEquals(
                List.of(
                        new FeedInstrument(terms("BTCUSDT", true), false, Long.MAX_VALUE),
                        new FeedInstrument(
                                new InstrumentTerms("BADUSDT", FEED, true, 0, 0, 0, 0), true, Long.MAX_VALUE),
                        new FeedInstrument(
                                new InstrumentTerms("OUTUSDT", FEED, false, 100_000_000, 900_000_000_000L, 2_000,
                                        500_000_000),
                                false, 0),
                        new FeedInstrument(new InstrumentTerms("GONEUSDT", FEED, false, 0, 0, 0, 0), false, 0)),
                new BinanceFeed(config, () -> 1).instruments());
        exchange.answerDaysWith(null);
        assertEquals(
                new FeedInstrument(terms("BTCUSDT", true), false, 0),
                new BinanceFeed(config, () -> 1).instruments().getFirst());
    }

    @Test
    void shouldKnowNoLargestQuantityWhereItIsBeyondAllThatCanBeOrdered() {
        exchange.answerInfoWith("{\"symbols\":["
                + TestExchange.info("BTCUSDT", "0.00001", "TRADING").replace("\"9000\"", "\"100000000000.00\"") + "]}");

        assertEquals(
                new InstrumentTerms("BTCUSDT", FEED, true, 1_000, Long.MAX_VALUE, 2_000, 500_000_000),
                new BinanceFeed(exchange.config(BinanceConfig.Timing.USUAL), () -> 1)
                        .instruments()
                        .getFirst()
                        .terms());
    }

    private static InstrumentTerms terms(String symbol, boolean active) {
        return new InstrumentTerms(symbol, FEED, active, 1_000, 900_000_000_000L, 2_000, 500_000_000);
    }
}
