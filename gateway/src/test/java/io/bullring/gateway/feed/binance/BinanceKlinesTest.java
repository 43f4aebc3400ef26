package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.WideAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the exchange is asked for, how often, and what becomes of an answer that is none. */
@Timeout(60)
final class BinanceKlinesTest {
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    /** 2026-03-02T00:00:00Z. */
    private static final long MIDNIGHT_NS = TimeUnit.SECONDS.toNanos(1_772_409_600L);

    private static final BinanceConfig.Timing QUICK = new BinanceConfig.Timing(
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(20),
            TimeUnit.SECONDS.toNanos(10),
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.MILLISECONDS.toNanos(1_000),
            TimeUnit.MILLISECONDS.toNanos(10),
            TimeUnit.MILLISECONDS.toNanos(100),
            TimeUnit.HOURS.toNanos(1),
            TimeUnit.MILLISECONDS.toNanos(100),
            TimeUnit.HOURS.toNanos(1),
            TimeUnit.SECONDS.toNanos(1));

    private final AtomicLong nowNs = new AtomicLong(MIDNIGHT_NS + 10 * MINUTE_NS);
    private final TestExchange exchange = new TestExchange();
    private final BinanceKlines klines =
            new BinanceKlines(exchange.config(QUICK), new RetryAfter(nowNs::get), nowNs::get);

    @AfterEach
    void close() {
        klines.close();
        exchange.close();
    }

    @Test
    void shouldReadKlinesAndLeaveOutThoseWithoutATrade() {
        exchange.answerKlinesWith(
                () -> "[" + row(0, "10", "12", "9", "11.5", 3) + "," + row(1, "11", "11", "11", "11", 0)
                        + "," + row(2, "11", "13", "11", "12", 1) + "]");

        List<Candle> candles = ask(Long.MAX_VALUE).join();

        assertEquals(List.of(MIDNIGHT_NS, MIDNIGHT_NS + 2 * MINUTE_NS), opens(candles));
        Candle first = candles.getFirst();
        assertEquals(
                List.of(10_00000000L, 12_00000000L, 9_00000000L, 11_50000000L, 3L),
                List.of(
                        first.openE8(), first.highE8(), first.lowE8(), first.closeE8(),
                        first.tradeCount()));
        assertEquals(WideAmount.of(2_50000000L), first.volumeE8());
        assertEquals(List.of("symbol=BTCUSDT&interval=1m&limit=1000"), exchange.klineRequests());
    }

    @Test
    void shouldTakeAKlineWhateverItsVolume() {
        exchange.answerKlinesWith(
                () -> "[" + row(0, "1", "1", "1", "1", 3).replace("\"2.5\"", "\"100000000000.5\"") + "]");

        assertEquals(
                new BigDecimal("100000000000.50000000"),
                ask(Long.MAX_VALUE).join().getFirst().volumeE8().toDecimal(8));
    }

    @Test
    void shouldAskUpToATimeInThePastAndNotForOneThatIsStillToCome() {
        ask(MIDNIGHT_NS + 90_000_000_000L).join();
        ask(nowNs.get() + MINUTE_NS).join();
        assertEquals(List.of(), ask(-1).join());
        assertEquals(List.of(), klines.ask("ETHUSDT", CandleInterval.ONE_MINUTE, Long.MAX_VALUE).join());

        assertEquals(
                List.of(
                        "symbol=BTCUSDT&interval=1m&limit=1000&endTime=1772409660000",
                        "symbol=BTCUSDT&interval=1m&limit=1000"),
                exchange.klineRequests());
    }

    @Test
    void shouldAskTheSameAgainOnlyWhenTheAnswerIsNoLongerFresh() {
        exchange.answerKlinesWith(() -> "[" + row(0, "10", "10", "10", "10", 1) + "]");
        for (int i = 0; i < 5; i++) {
            assertEquals(1, ask(Long.MAX_VALUE).join().size());
        }
        assertEquals(1, exchange.klineRequests().size());

        nowNs.addAndGet(BinanceKlines.FRESH_NS);
        ask(Long.MAX_VALUE).join();
        assertEquals(2, exchange.klineRequests().size());
    }

    @Test
    void shouldTakeWhatIsNoAnswerForNone() {
        List<String> damaged = List.of(
                "{}",
                "[[]]",
                "[" + row(0, "10", "9", "9", "10", 1) + "]",
                "[" + row(1, "10", "10", "10", "10", 1) + "," + row(0, "10", "10", "10", "10", 1) + "]",
                row(0, "10", "10", "10", "10", 1).replace("1772409600000", "1772409600001")
                        .transform(r -> "[" + r + "]"),
                "no JSON");
        for (String answer : damaged) {
            exchange.answerKlinesWith(() -> answer);
            assertEquals(List.of(), ask(Long.MAX_VALUE).join(), answer);
            nowNs.addAndGet(BinanceKlines.FRESH_NS);
        }
        assertEquals(damaged.size(), exchange.klineRequests().size());
    }

    @Test
    void shouldLeaveTheExchangeAloneForAsLongAsItWants() {
        exchange.answerWith(429);
        assertEquals(List.of(), ask(Long.MAX_VALUE).join());
        exchange.answerWith(200);

        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(29));
        assertEquals(List.of(), ask(Long.MAX_VALUE).join());
        assertEquals(1, exchange.klineRequests().size());
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
        ask(Long.MAX_VALUE).join();
        assertEquals(2, exchange.klineRequests().size());
    }

    @Test
    void shouldHaveTwoRequestsUnderWayAtMostAndGiveThemUpInTime() {
        exchange.answerKlinesWith(null);
        CompletableFuture<List<Candle>> first = ask(MIDNIGHT_NS);
        CompletableFuture<List<Candle>> second = ask(MIDNIGHT_NS + MINUTE_NS);

        assertEquals(List.of(), ask(MIDNIGHT_NS + 2 * MINUTE_NS).getNow(null), "at once");
        assertEquals(List.of(), first.join());
        assertEquals(List.of(), second.join());
        exchange.answerKlinesWith(() -> "[" + row(0, "10", "10", "10", "10", 1) + "]");
        assertEquals(1, ask(MIDNIGHT_NS + 2 * MINUTE_NS).join().size());
    }

    @Test
    void shouldBeginSixtyRequestsAMinuteAtMost() {
        for (int i = 0; i <= BinanceKlines.REQUESTS_A_MINUTE; i++) {
            ask(MIDNIGHT_NS - i * MINUTE_NS).join();
        }
        assertEquals(BinanceKlines.REQUESTS_A_MINUTE, exchange.klineRequests().size());

        nowNs.addAndGet(MINUTE_NS);
        ask(MIDNIGHT_NS + MINUTE_NS).join();
        assertEquals(BinanceKlines.REQUESTS_A_MINUTE + 1, exchange.klineRequests().size());
    }

    @Test
    void shouldAskNothingWhenItIsClosed() {
        klines.close();

        assertEquals(List.of(), ask(Long.MAX_VALUE).join());
        assertEquals(List.of(), exchange.klineRequests());
    }

    private CompletableFuture<List<Candle>> ask(long toNs) {
        return klines.ask("BTCUSDT", CandleInterval.ONE_MINUTE, toNs);
    }

    private static List<Long> opens(List<Candle> candles) {
        return candles.stream().map(Candle::openNs).toList();
    }

    private static String row(int minute, String open, String high, String low, String close, int trades) {
        long openMs = TimeUnit.NANOSECONDS.toMillis(MIDNIGHT_NS + minute * MINUTE_NS);
        return "[" + openMs + ",\"" + open + "\",\"" + high + "\",\"" + low + "\",\"" + close + "\",\"2.5\","
                + (openMs + 59_999) + ",\"25.75\"," + trades + ",\"1\",\"10\",\"0\"]";
    }
}
