package io.bullring.gateway.feed.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import java.util.ArrayList;
import java.util.List;

/**
 * The exchange's klines as candles. One without a trade is none, as with our own.
 *
 * <pre>
 *  [ open time ms, "open", "high", "low", "close", "volume", close time ms, "quote volume", trades, … ]
 * </pre>
 */
final class KlineAnswer {
    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int CLOSE_TIME = 6;
    private static final int QUOTE_VOLUME = 7;
    private static final int TRADES = 8;
    private static final int E8_PLACES = 8;
    private static final int E16_PLACES = 16;

    private KlineAnswer() {}

    static List<Candle> read(JsonNode json, CandleInterval interval) throws FrameDamage {
        ExchangeJson.require(json.isArray(), "not a list of klines");
        List<Candle> candles = new ArrayList<>(json.size());
        long beforeNs = 0;
        for (JsonNode row : json) {
            long openNs = ExchangeJson.timeNs(row, OPEN_TIME, "open time");
            ExchangeJson.require(openNs > beforeNs, "klines are not in order");
            ExchangeJson.require(interval.openNs(openNs) == openNs, "a kline begins beside the grid");
            if (ExchangeJson.id(row, TRADES, "number of trades") > 0) {
                candles.add(candle(row, openNs));
            }
            beforeNs = openNs;
        }
        return List.copyOf(candles);
    }

    private static Candle candle(JsonNode row, long openNs) throws FrameDamage {
        Candle candle = new Candle(
                openNs,
                ExchangeJson.positiveE8(row, OPEN, "open"),
                ExchangeJson.positiveE8(row, HIGH, "high"),
                ExchangeJson.positiveE8(row, LOW, "low"),
                ExchangeJson.positiveE8(row, CLOSE, "close"),
                ExchangeJson.total(row, VOLUME, "volume", E8_PLACES),
                ExchangeJson.id(row, TRADES, "number of trades"),
                openNs,
                0,
                ExchangeJson.timeNs(row, CLOSE_TIME, "close time"),
                0,
                ExchangeJson.total(row, QUOTE_VOLUME, "quote volume", E16_PLACES),
                false);
        ExchangeJson.require(
                candle.lowE8() <= Math.min(candle.openE8(), candle.closeE8())
                        && candle.highE8() >= Math.max(candle.openE8(), candle.closeE8()),
                "open or close is not between low and high");
        return candle;
    }
}
