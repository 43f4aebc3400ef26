package io.bullring.gateway.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One agent under load: places one order after the other, each with a client order id, and writes down what it was told. At most
 * one order is without an answer when the venue dies.
 */
final class TradingBot {
    private final String name;
    private final String key;
    private final Random random;
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final Queue<String> resting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private Map<String, String> unanswered;
    private int placed;

    TradingBot(String name, String key, long seed) {
        this.name = name;
        this.key = key;
        this.random = new Random(seed);
    }

    String key() {
        return key;
    }

    /** Orders that the venue has taken, by client order id: what it answered. */
    Map<String, JsonNode> answers() {
        return answers;
    }

    /** Ids of the orders that rested when they were taken. */
    Queue<String> resting() {
        return resting;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Trades until the venue is gone. */
    void tradeUntilCutOff(URI address) throws InterruptedException {
        try (ApiClient client = ApiClient.withKey(address, key)) {
            while (!Thread.currentThread().isInterrupted()) {
                ApiClient.Answer price = client.get("/market/price/BTCUSDT");
                unanswered = nextOrder(new BigDecimal(price.text("price")));
                keep(unanswered, client.post("/trade/order", unanswered));
                unanswered = null;
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // cut off, as it was meant to be
        }
    }

    /** Asks once more what it had no answer to. An order that the venue has taken is not taken twice. */
    void settleDoubt(URI address) throws IOException, InterruptedException {
        if (unanswered != null) {
            try (ApiClient client = ApiClient.withKey(address, key)) {
                keep(unanswered, client.post("/trade/order", unanswered));
                unanswered = null;
            }
        }
    }

    private void keep(Map<String, String> order, ApiClient.Answer answer) {
        if (answer.status() == 201) {
            answers.put(order.get("client_order_id"), answer.body());
            acknowledged.incrementAndGet();
            if (answer.text("status").equals("pending")) {
                resting.add(answer.text("order_id"));
            }
        } else if (answer.status() >= 500 && answer.status() != 503) {
            throw new IllegalStateException("unexpected answer " + answer);
        }
    }

    private Map<String, String> nextOrder(BigDecimal price) {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("symbol", "BTCUSDT");
        order.put("side", random.nextInt(3) > 0 ? "buy" : "sell");
        order.put("quantity", new BigDecimal(random.nextInt(1, 40)).movePointLeft(3).toPlainString());
        order.put("client_order_id", name + "-" + ++placed);
        if (random.nextInt(2) == 0) {
            order.put("type", "market");
        } else {
            BigDecimal distance = new BigDecimal(random.nextInt(-40, 41)).movePointLeft(4);
            BigDecimal limit = price.multiply(BigDecimal.ONE.add(distance)).setScale(2, RoundingMode.HALF_UP);
            order.put("type", "limit");
            order.put("price", limit.toPlainString());
        }
        return order;
    }
}
