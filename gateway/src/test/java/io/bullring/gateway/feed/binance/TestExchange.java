package io.bullring.gateway.feed.binance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An exchange of one symbol on a free port of this machine, which trades when the test says so, and can be made to behave badly. A
 * connection is sent the streams that it asked for, and no others. It remembers what really happened, in maps and texts of its own. Any thread.
 */
final class TestExchange implements AutoCloseable {
    static final String SYMBOL = "BTCUSDT";

    private static final long FIRST_TRADE_MS = 1_772_409_600_000L;
    private static final int PULSE_MS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<HttpConnection, Subscriber> subscribers = new LinkedHashMap<>();
    private final TreeMap<BigDecimal, String> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, String> asks = new TreeMap<>();
    private final TreeMap<Long, String> trades = new TreeMap<>();
    private Function<String, List<String>> line = List::of;
    private long tradeId = 1_000;
    private long updateId = 5_000;
    private String lastPrice = "1000";
    private Supplier<String> depth = this::ownDepth;
    private final List<String> klineRequests = new ArrayList<>();
    private Supplier<String> klines = () -> "[]";
    private String info = "{\"symbols\":[" + info(SYMBOL, "0.00001", "TRADING") + "]}";
    private String days = "[{\"symbol\":\"" + SYMBOL + "\",\"volume\":\"12345.6\"}]";
    private final List<String> requests = new ArrayList<>();
    private final List<String> streamRequests = new ArrayList<>();
    private int restStatus = 200;
    private boolean isDeaf;
    private int accepted;

    /** A connection, and what it asked for. */
    private record Subscriber(ServerWebSocket socket, Set<String> streams) {}

    TestExchange() {
        for (int i = 1; i <= 30; i++) {
            bids.put(new BigDecimal(1_000 - i), "1.0");
            asks.put(new BigDecimal(1_000 + i), "2.0");
        }
        server = vertx.createHttpServer().requestHandler(this::onRequest);
        await(server.listen(0, "127.0.0.1"));
        vertx.setPeriodic(PULSE_MS, timer -> pulse());
    }

    BinanceConfig config(BinanceConfig.Timing timing) {
        return new BinanceConfig(
                List.of(SYMBOL),
                URI.create("ws://127.0.0.1:" + server.actualPort()),
                URI.create("http://127.0.0.1:" + server.actualPort()),
                timing,
                42);
    }

    /** A trade at a price that no other trade has, and the book's answer to it. */
    synchronized void trade() {
        tradeId++;
        String price = priceOf(tradeId).toPlainString();
        lastPrice = price;
        long timeMs = FIRST_TRADE_MS + tradeId * 10;
        trades.put(tradeId,
                "{\"id\":" + tradeId + ",\"price\":\"" + price + "\",\"qty\":\"0.01\",\"time\":" + timeMs
                        + ",\"isBuyerMaker\":" + isBuyerMaker(tradeId) + "}");
        send("trade", "{\"e\":\"trade\",\"s\":\"" + SYMBOL + "\",\"t\":" + tradeId + ",\"p\":\"" + price
                + "\",\"q\":\"0.01\",\"T\":" + timeMs + ",\"m\":" + isBuyerMaker(tradeId) + "}");
        changeBook(timeMs);
    }

    private synchronized void pulse() {
        send("miniTicker", "{\"s\":\"" + SYMBOL + "\",\"c\":\"" + lastPrice + "\"}");
    }

    static BigDecimal priceOf(long id) {
        return BigDecimal.valueOf(100_000 + id, 2);
    }

    /** Prices rise from trade to trade; so the tick test would say that each was taken by the buyer. */
    static boolean isBuyerMaker(long id) {
        return id % 3 == 0;
    }

    private void changeBook(long timeMs) {
        updateId += 2;
        BigDecimal bid = new BigDecimal(1_000 - 1 - updateId / 2 % 25);
        BigDecimal ask = new BigDecimal(1_000 + 1 + updateId / 2 % 7);
        String quantity = updateId % 3 == 0 ? "0.00000000" : updateId + ".5";
        set(bids, bid, quantity);
        set(asks, ask, quantity);
        send("depth@100ms",
                "{\"e\":\"depthUpdate\",\"E\":" + timeMs + ",\"s\":\"" + SYMBOL + "\",\"U\":" + (updateId - 1)
                        + ",\"u\":" + updateId + ",\"b\":[[\"" + bid + "\",\"" + quantity + "\"]],\"a\":[[\"" + ask
                        + "\",\""
                        + quantity + "\"]]}");
        send("bookTicker", "{\"u\":" + updateId + ",\"s\":\"" + SYMBOL + "\",\"b\":\"" + bids.firstKey() + "\",\"B\":\""
                + bids.firstEntry().getValue() + "\",\"a\":\"" + asks.firstKey() + "\",\"A\":\""
                + asks.firstEntry().getValue() + "\"}");
    }

    private static void set(TreeMap<BigDecimal, String> side, BigDecimal price, String quantity) {
        if (quantity.startsWith("0.0")) {
            side.remove(price);
        } else {
            side.put(price, quantity);
        }
    }

    /** What becomes of each message on its way; none, one or more. */
    synchronized void onTheWay(Function<String, List<String>> mangled) {
        line = mangled;
    }

    synchronized void answerWith(int status) {
        restStatus = status;
    }

    /** Sends a message that was recorded somewhere else. */
    synchronized void play(String message) {
        if (message.contains("@trade")) {
            int from = message.indexOf("\"p\":\"") + 5;
            lastPrice = message.substring(from, message.indexOf('"', from));
        }
        int from = message.indexOf("\"stream\":\"") + 10;
        deliver(message.substring(from, message.indexOf('"', from)), message);
    }

    /** Answers requests for a snapshot with another book than its own. */
    synchronized void answerDepthWith(Supplier<String> book) {
        depth = book;
    }

    /** Answers requests for the instruments with this; null: not, as if it were busy. */
    synchronized void answerInfoWith(String answer) {
        info = answer;
    }

    /** Answers requests for the volumes of the day with this; null: not, as if it were busy. */
    synchronized void answerDaysWith(String answer) {
        days = answer;
    }

    /** An instrument as the exchange lists it. */
    static String info(String symbol, String minQuantity, String status) {
        return "{\"symbol\":\"" + symbol + "\",\"status\":\"" + status + "\",\"filters\":["
                + "{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.01\"},"
                + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"" + minQuantity
                + "\",\"maxQty\":\"9000\",\"stepSize\":\"0.00002\"},"
                + "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5\"}]}";
    }

    /** The paths of all requests that were not for a stream, in order. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Paths and queries of all connections to streams, in order. */
    synchronized List<String> streamRequests() {
        return List.copyOf(streamRequests);
    }

    /** Answers requests for klines with this; null: not at all. */
    synchronized void answerKlinesWith(Supplier<String> rows) {
        klines = rows;
    }

    /** What was asked for, in order. */
    synchronized List<String> klineRequests() {
        return List.copyOf(klineRequests);
    }

    /** Takes no connections. */
    synchronized void deaf(boolean deaf) {
        isDeaf = deaf;
    }

    synchronized void closeAll(int code) {
        List.copyOf(subscribers.values()).forEach(it -> it.socket().close((short) code));
    }

    /** Without a word. */
    synchronized void dropAll() {
        List.copyOf(subscribers.keySet()).forEach(HttpConnection::close);
    }

    synchronized long tradeId() {
        return tradeId;
    }

    synchronized long updateId() {
        return updateId;
    }

    /** Connections that were ever made. */
    synchronized int accepted() {
        return accepted;
    }

    synchronized int connected() {
        return subscribers.size();
    }

    /** The best twenty levels of a side, {@code price:quantity}. */
    synchronized String top(boolean ofBids) {
        return (ofBids ? bids : asks)
                .entrySet()
                .stream()
                .limit(DepthBook.SHOWN)
                .map(level -> level.getKey().movePointRight(8).longValueExact() + ":"
                        + new BigDecimal(level.getValue()).movePointRight(8).longValueExact())
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private synchronized void send(String stream, String data) {
        String name = "btcusdt@" + stream;
        String message = "{\"stream\":\"" + name + "\",\"data\":" + data + "}";
        for (String sent : line.apply(message)) {
            deliver(name, sent);
        }
    }

    private void deliver(String stream, String message) {
        subscribers.values()
                .stream()
                .filter(it -> it.streams().contains(stream))
                .forEach(it -> it.socket().writeTextMessage(message));
    }

    private synchronized void onRequest(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            if (isDeaf && restStatus != 200) {
                request.response().putHeader("Retry-After", "30").setStatusCode(restStatus).end();
            } else if (isDeaf) {
                request.response().setStatusCode(503).end();
            } else {
                accepted++;
                streamRequests.add(request.uri());
                Set<String> streams = Set.of(request.getParam("streams").split("/"));
                request.toWebSocket()
                        .onSuccess(socket -> onSocket(request.connection(), new Subscriber(socket, streams)));
            }
            return;
        }
        requests.add(request.path());
        if (request.path().equals("/api/v3/klines")) {
            klineRequests.add(request.query());
            if (klines == null) {
                return;
            }
        }
        if (restStatus != 200) {
            request.response().putHeader("Retry-After", "30").setStatusCode(restStatus).end("{\"code\":-1}");
            return;
        }
        String answer = answer(request.path());
        request.response().setStatusCode(answer == null ? 503 : 200).end(answer == null ? "" : answer);
    }

    private synchronized void onSocket(HttpConnection connection, Subscriber subscriber) {
        subscribers.put(connection, subscriber);
        subscriber.socket().closeHandler(ignored -> forget(connection));
    }

    private synchronized void forget(HttpConnection connection) {
        subscribers.remove(connection);
    }

    private String answer(String path) {
        return switch (path) {
            case "/api/v3/depth" -> depth.get();
            case "/api/v3/klines" -> klines.get();
            case "/api/v3/trades" -> new ArrayList<>(trades.values()).toString();
            case "/api/v3/exchangeInfo" -> info;
            case "/api/v3/ticker/24hr" -> days;
            default -> throw new IllegalArgumentException(path);
        };
    }

    private String ownDepth() {
        return "{\"lastUpdateId\":" + updateId + ",\"bids\":" + levels(bids) + ",\"asks\":" + levels(asks) + "}";
    }

    private static String levels(TreeMap<BigDecimal, String> side) {
        return side.entrySet()
                .stream()
                .map(level -> "[\"" + level.getKey() + "\",\"" + level.getValue() + "\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
