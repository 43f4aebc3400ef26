package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The whole book as a map of what the messages say, without a horizon. Any thread. */
final class NaiveBook {
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final List<JsonNode> early = new ArrayList<>();
    private long lastId = -1;

    synchronized boolean isLoaded() {
        return lastId >= 0;
    }

    synchronized void load(JsonNode snapshot) {
        lastId = snapshot.path("lastUpdateId").longValue();
        put(bids, snapshot.path("bids"));
        put(asks, snapshot.path("asks"));
        early.forEach(this::apply);
    }

    synchronized void apply(JsonNode diff) {
        if (!isLoaded()) {
            early.add(diff);
        } else if (diff.path("u").longValue() > lastId) {
            put(bids, diff.path("b"));
            put(asks, diff.path("a"));
            lastId = diff.path("u").longValue();
        }
    }

    /** As the exchange would answer a request for it. */
    synchronized String json() {
        return "{\"lastUpdateId\":" + lastId + ",\"bids\":" + json(bids) + ",\"asks\":" + json(asks) + "}";
    }

    private static String json(TreeMap<BigDecimal, BigDecimal> side) {
        return side.entrySet()
                .stream()
                .limit(DepthSnapshot.LIMIT)
                .map(level -> "[\"" + level.getKey().toPlainString() + "\",\"" + level.getValue().toPlainString()
                        + "\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    synchronized DepthSnapshot snapshot() {
        return new DepthSnapshot(lastId, best(bids), best(asks));
    }

    private static void put(TreeMap<BigDecimal, BigDecimal> side, JsonNode levels) {
        for (JsonNode level : levels) {
            BigDecimal quantity = new BigDecimal(level.get(1).textValue());
            if (quantity.signum() == 0) {
                side.remove(new BigDecimal(level.get(0).textValue()));
            } else {
                side.put(new BigDecimal(level.get(0).textValue()), quantity);
            }
        }
    }

    private static Levels best(TreeMap<BigDecimal, BigDecimal> side) {
        long[] prices = side.keySet()
                .stream()
                .limit(DepthSnapshot.LIMIT)
                .mapToLong(NaiveBook::e8)
                .toArray();
        long[] quantities = side.values()
                .stream()
                .limit(DepthSnapshot.LIMIT)
                .mapToLong(NaiveBook::e8)
                .toArray();
        return new Levels(prices, quantities);
    }

    private static long e8(BigDecimal value) {
        return value.movePointRight(8).longValueExact();
    }
}
