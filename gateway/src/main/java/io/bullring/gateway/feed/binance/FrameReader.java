package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads messages of the combined stream: {@code {"stream":"btcusdt@trade","data":{...}}}. */
final class FrameReader {
    private FrameReader() {}

    static Frame read(String text) throws FrameDamage {
        JsonNode frame = ExchangeJson.parse(text);
        String stream = ExchangeJson.text(frame, "stream");
        JsonNode data = frame.path("data");
        String kind = stream.substring(stream.indexOf('@') + 1);
        String symbol = ExchangeJson.text(data, "s");
        return switch (kind) {
            case "trade" -> new Frame.OfTrade(symbol, trade(data));
            case "depth@100ms" -> new Frame.OfDepth(symbol, diff(data));
            case "bookTicker" -> new Frame.OfTop(symbol, top(data));
            case "miniTicker" -> new Frame.OfDay(symbol, ExchangeJson.positiveE8(data, "c"));
            default -> new Frame.Other(symbol);
        };
    }

    private static MarketTrade trade(JsonNode data) throws FrameDamage {
        ExchangeJson.require("trade".equals(data.path("e").asText("trade")), "e is another event than the stream's");
        return new MarketTrade(
                ExchangeJson.id(data, "t"),
                ExchangeJson.positiveE8(data, "p"),
                ExchangeJson.positiveE8(data, "q"),
                ExchangeJson.timeNs(data, "T"),
                ExchangeJson.takerSide(data, "m"));
    }

    private static DepthDiff diff(JsonNode data) throws FrameDamage {
        DepthDiff diff = new DepthDiff(
                ExchangeJson.id(data, "U"),
                ExchangeJson.id(data, "u"),
                ExchangeJson.timeNs(data, "E"),
                ExchangeJson.levels(data, "b"),
                ExchangeJson.levels(data, "a"));
        ExchangeJson.require(diff.firstId() <= diff.lastId(), "U is above u");
        return diff;
    }

    private static BookTop top(JsonNode data) throws FrameDamage {
        return new BookTop(
                ExchangeJson.id(data, "u"),
                ExchangeJson.amountE8(data, "b"),
                ExchangeJson.amountE8(data, "B"),
                ExchangeJson.amountE8(data, "a"),
                ExchangeJson.amountE8(data, "A"));
    }
}
