package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.Ticker;
import io.bullring.gateway.market.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What the market did lately: tickers and trades. Any thread. */
public final class TickerRenderer {
    private static final int SCALE = 8;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private TickerRenderer() {}

    /** A pair and its day. */
    public record Day(Listing listing, Ticker ticker) {}

    public static HttpAnswer ticker(Day day) {
        return HttpAnswer.ok(json -> render(json, day));
    }

    /** By symbol, in the order given. */
    public static HttpAnswer tickers(List<Day> days, long nowNs) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("tickers");
            for (Day day : days) {
                json.writeFieldName(day.listing().symbol());
                render(json, day);
            }
            json.writeEndObject();
            json.writeNumberField("count", days.size());
            json.writeStringField("timestamp", TimeText.of(nowNs));
            json.writeEndObject();
        });
    }

    /** In the order given. */
    public static HttpAnswer trades(Listing listing, List<Trade> trades) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", listing.symbol());
            json.writeArrayFieldStart("trades");
            for (Trade trade : trades) {
                render(json, trade);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void render(JsonGenerator json, Day day) throws IOException {
        Ticker ticker = day.ticker();
        json.writeStartObject();
        json.writeStringField("symbol", day.listing().symbol());
        json.writeStringField("open", E8Text.of(ticker.openE8()));
        json.writeStringField("high", E8Text.of(ticker.highE8()));
        json.writeStringField("low", E8Text.of(ticker.lowE8()));
        json.writeStringField("close", E8Text.of(ticker.closeE8()));
        json.writeStringField("volume", E8Text.of(ticker.volumeE8()));
        json.writeStringField("quote_volume", text(ticker.turnoverE16(), 2 * SCALE));
        json.writeStringField("change", E8Text.of(ticker.closeE8() - ticker.openE8()));
        json.writeStringField("change_pct", changePct(ticker));
        json.writeNumberField("trade_count", ticker.tradeCount());
        json.writeStringField("window_start", TimeText.of(ticker.fromNs()));
        json.writeStringField("timestamp", TimeText.of(ticker.lastTradeNs()));
        json.writeEndObject();
    }

    private static void render(JsonGenerator json, Trade trade) throws IOException {
        String time = TimeText.of(trade.timeNs());
        json.writeStartObject();
        json.writeNumberField("trade_id", trade.tradeId());
        json.writeStringField("price", E8Text.of(trade.priceE8()));
        json.writeStringField("quantity", E8Text.of(trade.quantityE8()));
        json.writeStringField("time", time);
        json.writeBooleanField("is_buyer_maker", !trade.byBuyer());
        json.writeStringField("side", trade.byBuyer() ? "buy" : "sell");
        json.writeBooleanField("side_inferred", trade.inferred());
        json.writeNumberField("trade_count", trade.count());
        json.writeStringField("executed_at", time);
        json.writeEndObject();
    }

    private static String changePct(Ticker ticker) {
        BigDecimal change = BigDecimal.valueOf(ticker.closeE8()).subtract(BigDecimal.valueOf(ticker.openE8()));
        return change.multiply(HUNDRED)
                .divide(BigDecimal.valueOf(ticker.openE8()), SCALE, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String text(WideAmount amount, int scale) {
        return amount.toDecimal(scale).setScale(SCALE, RoundingMode.HALF_EVEN).toPlainString();
    }
}
