package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the exchange: its streams, and what it answers to requests. Whatever comes back comes on the feed's thread. */
final class Exchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final List<String> STREAMS = List.of("@trade", "@bookTicker", "@depth@100ms", "@miniTicker");
    private static final int MAX_ANSWER_BYTES = 8 << 20;
    private static final int OK = 200;
    private static final int LAST_TRADES = 1_000;

    private final BinanceConfig config;
    private final RetryAfter retryAfter;
    private final Executor feedThread;
    private final ExecutorService threads;
    private final HttpClient http;

    /** @param retryAfter one for all that ask the exchange */
    Exchange(BinanceConfig config, RetryAfter retryAfter, Executor feedThread) {
        this.config = config;
        this.retryAfter = retryAfter;
        this.feedThread = feedThread;
        threads = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().daemon().name("bullring-exchange-", 0).factory());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofNanos(config.timing().connectNs()))
                .executor(threads)
                .build();
    }

    /** What a request comes to. */
    interface Answer<T> {
        void onValue(T value);

        /** @param notBeforeNs how long the exchange wants to be left alone, 0: it did not say */
        void onFailure(long notBeforeNs);
    }

    /** Begins to connect to the streams of all symbols; not while the exchange, which has refused to, wants to be left alone. */
    Link dial(StreamLink.Listener listener) {
        StreamLink link = new StreamLink(listener, feedThread);
        long pauseNs = retryAfter.leftConnectingNs();
        if (pauseNs > 0) {
            link.end(leftAlone(pauseNs));
            return link;
        }
        http.newWebSocketBuilder()
                .connectTimeout(Duration.ofNanos(config.timing().connectNs()))
                .buildAsync(streams(), link)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        link.end(refusal(failure));
                    }
                });
        return link;
    }

    /** Why there is no connection; a server that refuses the handshake says so by a status, and may ask for a pause. */
    private String refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof WebSocketHandshakeException refused)) {
            return cause.toString();
        }
        retryAfter.pauseConnecting(pauseNs(refused.getResponse()));
        return "the handshake was refused with " + refused.getResponse().statusCode();
    }

    private static String leftAlone(long pauseNs) {
        return "it wants to be left alone for " + TimeUnit.NANOSECONDS.toSeconds(pauseNs) + " s yet";
    }

    void snapshot(String symbol, Answer<DepthSnapshot> answer) {
        ask("/api/v3/depth?symbol=" + symbol + "&limit=" + DepthSnapshot.LIMIT, Exchange::readSnapshot, answer);
    }

    /** The last thousand, oldest first, as far as they can be read. */
    void lastTrades(String symbol, Answer<List<MarketTrade>> answer) {
        ask("/api/v3/trades?symbol=" + symbol + "&limit=" + LAST_TRADES, Exchange::readTrades, answer);
    }

    void instruments(Answer<List<FeedInstrument>> answer) {
        ask(InstrumentList.path(config), json -> InstrumentList.read(json, config), answer);
    }

    /** @param path of the request, with all that is asked for */
    void klines(String path, CandleInterval interval, Answer<List<Candle>> answer) {
        ask(path, json -> KlineAnswer.read(json, interval), answer);
    }

    /**
     * Waits for what the exchange answers.
     *
     * @throws IOException when it does not, or refuses, in words
     */
    String fetch(String path) throws IOException, InterruptedException {
        long pauseNs = retryAfter.leftNs();
        if (pauseNs > 0) {
            throw new IOException(leftAlone(pauseNs));
        }
        HttpResponse<String> response;
        try {
            response = send(path).get();
        } catch (ExecutionException e) {
            throw new IOException(path + " was not answered", e.getCause());
        }
        if (response.statusCode() != OK) {
            retryAfter.pause(pauseNs(response));
            throw new ExchangeRefusal(response.statusCode(), response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }

    /** Makes something of an answer's JSON. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonNode json) throws FrameDamage;
    }

    private <T> void ask(String path, Reader<T> reader, Answer<T> answer) {
        long pauseNs = retryAfter.leftNs();
        if (pauseNs > 0) {
            feedThread.execute(() -> answer.onFailure(pauseNs));
            return;
        }
        send(path).whenComplete((response, failure) -> feedThread.execute(() -> {
            if (failure != null) {
                LOG.warn("{} was not answered: {}", path, failure.toString());
                answer.onFailure(0);
            } else {
                take(path, response, reader, answer);
            }
        }));
    }

    /** The client's own timeout ends with the headers; this one has the whole answer in it. */
    private CompletableFuture<HttpResponse<String>> send(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.rest() + path)).build();
        CompletableFuture<HttpResponse<String>> sent =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        return sent.copy()
                .orTimeout(config.timing().requestNs(), TimeUnit.NANOSECONDS)
                .whenComplete((response, failure) -> sent.cancel(true));
    }

    private <T> void take(String path, HttpResponse<String> response, Reader<T> reader, Answer<T> answer) {
        if (response.statusCode() != OK) {
            LOG.warn("{} was refused with {}", path, response.statusCode());
            retryAfter.pause(pauseNs(response));
            answer.onFailure(retryAfter.leftNs());
            return;
        }
        T value;
        try {
            value = reader.read(ExchangeJson.parse(response.body()));
        } catch (FrameDamage e) {
            LOG.warn("{} was answered with damage: {}", path, e.getMessage());
            answer.onFailure(0);
            return;
        }
        answer.onValue(value);
    }

    private static long pauseNs(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("0");
        boolean isNumber = !seconds.isEmpty() && seconds.length() < 10 && seconds.chars().allMatch(Character::isDigit);
        return isNumber ? TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)) : 0;
    }

    private URI streams() {
        return URI.create(config.symbols()
                .stream()
                .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                .flatMap(symbol -> STREAMS.stream().map(stream -> symbol + stream))
                .collect(Collectors.joining("/", config.streams() + "/stream?streams=", "")));
    }

    static DepthSnapshot readSnapshot(JsonNode json) throws FrameDamage {
        return new DepthSnapshot(
                ExchangeJson.id(json, "lastUpdateId"),
                ExchangeJson.levels(json, "bids"),
                ExchangeJson.levels(json, "asks"));
    }

    static List<MarketTrade> readTrades(JsonNode json) throws FrameDamage {
        ExchangeJson.require(json.isArray(), "not a list of trades");
        List<MarketTrade> trades = new ArrayList<>(json.size());
        for (JsonNode row : json) {
            MarketTrade next = tradeOrNull(row);
            if (next != null) {
                ExchangeJson.require(
                        trades.isEmpty() || trades.getLast().id() < next.id(), "trades are not in order");
                trades.add(next);
            }
        }
        return trades;
    }

    /** Null for one that cannot be read: it is not found, and the others are as good as they were. */
    private static MarketTrade tradeOrNull(JsonNode row) {
        try {
            return new MarketTrade(
                    ExchangeJson.id(row, "id"),
                    ExchangeJson.positiveE8(row, "price"),
                    ExchangeJson.positiveE8(row, "qty"),
                    ExchangeJson.timeNs(row, "time"),
                    ExchangeJson.takerSide(row, "isBuyerMaker"));
        } catch (FrameDamage e) {
            LOG.warn("one of the last trades was damaged: {}", e.getMessage());
            return null;
        }
    }
}
