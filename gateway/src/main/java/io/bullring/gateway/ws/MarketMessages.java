package io.bullring.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.http.answer.E8Text;
import io.bullring.gateway.http.answer.TimeText;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.ws.Subscription.Dialect;
import java.io.IOException;

/**
 * Ticks and candles. Whoever speaks the object dialect finds the values under {@code data}; whoever speaks the string
 * dialect finds them there and at the top, under the full name of the channel. Any thread.
 */
final class MarketMessages {
    private MarketMessages() {}

    static String ticker(String symbol, Tick tick, Dialect dialect) {
        return JsonText.of(json -> {
            json.writeStartObject();
            if (dialect == Dialect.STRING) {
                json.writeStringField("type", "ticker");
                json.writeStringField("channel", "ticker:" + symbol);
                json.writeStringField("symbol", symbol);
                renderTick(json, tick);
            } else {
                json.writeStringField("channel", "ticker");
                json.writeStringField("symbol", symbol);
            }
            json.writeObjectFieldStart("data");
            json.writeStringField("symbol", symbol);
            renderTick(json, tick);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** @param closed whether this is the last word on it */
    static String candle(Channel channel, Candle candle, boolean closed, Dialect dialect) {
        return JsonText.of(json -> {
            json.writeStartObject();
            if (dialect == Dialect.STRING) {
                json.writeStringField("type", "candle");
                json.writeStringField("channel", channel.key());
                json.writeStringField("symbol", channel.symbol());
                json.writeStringField("interval", channel.interval());
                renderCandle(json, candle, closed);
            } else {
                json.writeStringField("channel", "candles");
                json.writeStringField("symbol", channel.symbol());
                json.writeStringField("interval", channel.interval());
            }
            json.writeObjectFieldStart("data");
            renderCandle(json, candle, closed);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void renderTick(JsonGenerator json, Tick tick) throws IOException {
        long timeNs = tick.tradeTimeNs() > 0 ? tick.tradeTimeNs() : tick.timeNs();
        json.writeStringField("price", E8Text.of(tick.priceE8()));
        json.writeStringField("quantity", E8Text.of(tick.quantityE8()));
        json.writeStringField("timestamp", TimeText.inMillis(timeNs));
        json.writeBooleanField("is_buyer_maker", !tick.byBuyer());
        json.writeBooleanField("side_inferred", tick.inferred());
        json.writeNumberField("trade_id", tick.tradeId());
    }

    private static void renderCandle(JsonGenerator json, Candle candle, boolean closed) throws IOException {
        json.writeStringField("time", TimeText.inMillis(candle.openNs()));
        json.writeStringField("open", E8Text.of(candle.openE8()));
        json.writeStringField("high", E8Text.of(candle.highE8()));
        json.writeStringField("low", E8Text.of(candle.lowE8()));
        json.writeStringField("close", E8Text.of(candle.closeE8()));
        json.writeStringField("volume", E8Text.of(candle.volumeE8()));
        json.writeBooleanField("is_closed", closed);
    }
}
