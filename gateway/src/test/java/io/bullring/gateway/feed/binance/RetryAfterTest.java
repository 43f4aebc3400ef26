package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.gateway.history.CandleInterval;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The exchange of this machine wants to be left alone for 30 s whenever it refuses. */
@Timeout(60)
final class RetryAfterTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final AtomicLong nowNs = new AtomicLong(1_772_409_600L * SECOND_NS);
    private final RetryAfter retryAfter = new RetryAfter(nowNs::get);
    private final TestExchange server = new TestExchange();
    private final BinanceConfig config = config();
    private final Exchange exchange = new Exchange(config, retryAfter, Runnable::run);
    private final Exchange another = new Exchange(config, retryAfter, Runnable::run);
    private final BinanceKlines klines = new BinanceKlines(config, retryAfter, nowNs::get);

    @AfterEach
    void close() {
        klines.close();
        another.close();
        exchange.close();
        server.close();
    }

    @Test
    void shouldBindAllSymbolsAndRequestsByOneRefusal() {
        server.answerWith(429);
        assertEquals(30 * SECOND_NS, snapshot("BTCUSDT"));
        server.answerWith(200);
        nowNs.addAndGet(10 * SECOND_NS);
        assertEquals(20 * SECOND_NS, snapshot("ETHUSDT"));
        assertEquals(20 * SECOND_NS, trades(another, "ETHUSDT"));
        assertEquals(List.of(), klines.ask("ETHUSDT", CandleInterval.ONE_MINUTE, 1).join());
        assertEquals(List.of("/api/v3/depth"), server.requests());

        nowNs.addAndGet(20 * SECOND_NS);
        assertEquals(0, snapshot("ETHUSDT"));
        assertEquals(0, trades(another, "BTCUSDT"));
        klines.ask("ETHUSDT", CandleInterval.ONE_MINUTE, 1).join();
        assertEquals(
                List.of("/api/v3/depth", "/api/v3/depth", "/api/v3/trades", "/api/v3/klines"), server.requests());
    }

    @Test
    void shouldBindConnectionsByARefusedHandshakeAndSayWhyThereIsNone() {
        server.deaf(true);
        assertEquals("the handshake was refused with 503", dialed());
        assertEquals(0, retryAfter.leftNs());
        server.answerWith(429);
        assertEquals("the handshake was refused with 429", dialed());
        assertEquals(30 * SECOND_NS, retryAfter.leftNs());
        nowNs.addAndGet(10 * SECOND_NS);

        assertEquals("it wants to be left alone for 20 s yet", dialed());
        assertEquals(20 * SECOND_NS, snapshot("BTCUSDT"));
        nowNs.addAndGet(20 * SECOND_NS);
        assertEquals(30 * SECOND_NS, snapshot("BTCUSDT"));
        assertEquals("the handshake was refused with 429", dialed()); // it was asked: a refused request binds requests only
    }

    @Test
    void shouldHeedTheLongerOfTwoPausesAndNoneForLongerThanAnHour() {
        retryAfter.pause(60 * SECOND_NS);
        retryAfter.pause(10 * SECOND_NS);
        assertEquals(60 * SECOND_NS, retryAfter.leftNs());
        retryAfter.pause(Long.MAX_VALUE);
        assertEquals(TimeUnit.HOURS.toNanos(1), retryAfter.leftNs());
        nowNs.addAndGet(-TimeUnit.DAYS.toNanos(1)); // the clock was set back

        assertEquals(0, retryAfter.leftNs());
        retryAfter.pause(10 * SECOND_NS);
        assertEquals(10 * SECOND_NS, retryAfter.leftNs());
    }

    private BinanceConfig config() {
        BinanceConfig one = server.config(BinanceConfig.Timing.USUAL);
        return new BinanceConfig(List.of("BTCUSDT", "ETHUSDT"), one.streams(), one.rest(), one.timing(), 1);
    }

    /** Why a connection that is begun has ended. */
    private String dialed() {
        CompletableFuture<String> ended = new CompletableFuture<>();
        exchange.dial(new StreamLink.Listener() {
            @Override
            public void onMessage(Link link, String message) {}

            @Override
            public void onPong(Link link) {}

            @Override
            public void onEnded(Link link, String why) {
                ended.complete(why);
            }
        });
        return ended.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private long snapshot(String symbol) {
        CompletableFuture<Long> pause = new CompletableFuture<>();
        exchange.snapshot(symbol, answer(pause));
        return pause.join();
    }

    private static long trades(Exchange asked, String symbol) {
        CompletableFuture<Long> pause = new CompletableFuture<>();
        asked.lastTrades(symbol, answer(pause));
        return pause.join();
    }

    /** For how long it must not be asked; 0 when it answers. */
    private static <T> Exchange.Answer<T> answer(CompletableFuture<Long> pause) {
        return new Exchange.Answer<>() {
            @Override
            public void onValue(T value) {
                pause.complete(0L);
            }

            @Override
            public void onFailure(long notBeforeNs) {
                pause.complete(notBeforeNs);
            }
        };
    }
}
