package io.bullring.gateway.feed.binance;

import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The exchange's klines, asked for when somebody reads candles, over a connection that the feed does not need. Readers who ask the same
 * within {@link #FRESH_NS} share one request, and its failure too. Two requests are under way at most, {@link #REQUESTS_A_MINUTE} are
 * begun; beyond that, and for as long as the exchange wants to be left alone, whoever it told so, there is nothing, at once. Any thread.
 */
final class BinanceKlines implements KlineSource, AutoCloseable {
    static final long FRESH_NS = TimeUnit.SECONDS.toNanos(10);
    static final int REQUESTS_A_MINUTE = 60;
    static final int MOST_UNDER_WAY = 2;

    /** Answers kept, of {@link #KLINES} candles at most. */
    static final int MOST_KEPT = 64;

    private static final int KLINES = 1_000;
    private static final CompletableFuture<List<Candle>> NOTHING = CompletableFuture.completedFuture(List.of());
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final BinanceConfig config;
    private final RetryAfter retryAfter;
    private final Exchange exchange;
    private final LongSupplier wallClockNs;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private int underWay;
    private long minute;
    private int inMinute;
    private boolean isClosed;

    private record Asked(long atNs, CompletableFuture<List<Candle>> answer) {}

    /** @param wallClockNs nanoseconds since 1970, UTC */
    BinanceKlines(BinanceConfig config, RetryAfter retryAfter, LongSupplier wallClockNs) {
        this.config = config;
        this.retryAfter = retryAfter;
        this.wallClockNs = wallClockNs;
        exchange = new Exchange(config, retryAfter, Runnable::run);
    }

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public CompletableFuture<List<Candle>> ask(String symbol, CandleInterval interval, long toNs) {
        if (toNs < 0 || !config.symbols().contains(symbol)) {
            return NOTHING;
        }
        long nowNs = wallClockNs.getAsLong();
        String path = path(symbol, interval, toNs < nowNs ? interval.openNs(toNs) : Long.MAX_VALUE);
        CompletableFuture<List<Candle>> answer = new CompletableFuture<>();
        synchronized (this) {
            Asked before = asked.get(path);
            if (before != null && Math.abs(nowNs - before.atNs) < FRESH_NS) {
                return before.answer.copy();
            }
            if (isClosed || !mayBegin(nowNs)) {
                return NOTHING;
            }
            underWay++;
            asked.remove(path);
            asked.put(path, new Asked(nowNs, answer));
            if (asked.size() > MOST_KEPT) {
                asked.remove(asked.keySet().iterator().next());
            }
        }
        exchange.klines(path, interval, new Exchange.Answer<>() {
            @Override
            public void onValue(List<Candle> candles) {
                end();
                answer.complete(candles);
            }

            @Override
            public void onFailure(long notBeforeNs) {
                end();
                answer.complete(List.of());
            }
        });
        return answer.copy();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        exchange.close();
    }

    private boolean mayBegin(long nowNs) {
        if (nowNs / MINUTE_NS != minute) {
            minute = nowNs / MINUTE_NS;
            inMinute = 0;
        }
        if (underWay == MOST_UNDER_WAY || retryAfter.leftNs() > 0 || inMinute == REQUESTS_A_MINUTE) {
            return false;
        }
        inMinute++;
        return true;
    }

    private synchronized void end() {
        underWay--;
    }

    /** The exchange gives the oldest ones when it is told where to begin, and the newest when it is told where to end. */
    private static String path(String symbol, CandleInterval interval, long lastOpenNs) {
        String path = "/api/v3/klines?symbol=" + symbol + "&interval=" + interval.text() + "&limit=" + KLINES;
        return lastOpenNs == Long.MAX_VALUE ? path : path + "&endTime=" + TimeUnit.NANOSECONDS.toMillis(lastOpenNs);
    }
}
