package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.CandleSeries;
import io.bullring.gateway.history.CandleSpan;
import io.bullring.gateway.market.Listing;
import java.io.IOException;
import java.util.List;

/** Candles, and from when to when there are some. Any thread. */
public final class CandleRenderer {
    private CandleRenderer() {}

    /** In the order given. */
    public static HttpAnswer candles(Listing listing, CandleInterval interval, CandleSeries series) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", listing.symbol());
            json.writeStringField("interval", interval.text());
            json.writeArrayFieldStart("candles");
            for (CandleSeries.Entry entry : series.entries()) {
                render(json, entry.candle(), entry.source());
            }
            json.writeEndArray();
            json.writeNumberField("count", series.entries().size());
            json.writeEndObject();
        });
    }

    /** Over all pairs that have candles; the venue looks for no gaps between them. */
    public static HttpAnswer dataRange(List<CandleSpan> spans) {
        boolean isEmpty = spans.isEmpty();
        long firstNs = spans.stream().mapToLong(CandleSpan::firstOpenNs).min().orElse(0);
        long lastNs = spans.stream().mapToLong(CandleSpan::lastOpenNs).max().orElse(0);
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("earliest", isEmpty ? null : TimeText.of(firstNs));
            json.writeStringField("latest", isEmpty ? null : TimeText.of(lastNs));
            json.writeNumberField("total_pairs", spans.size());
            json.writeArrayFieldStart("intervals_available");
            for (CandleInterval interval : isEmpty ? List.<CandleInterval>of() : CandleInterval.ALL) {
                json.writeString(interval.text());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("data_gaps");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void render(JsonGenerator json, Candle candle, String source) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", TimeText.of(candle.openNs()));
        json.writeStringField("open", E8Text.of(candle.openE8()));
        json.writeStringField("high", E8Text.of(candle.highE8()));
        json.writeStringField("low", E8Text.of(candle.lowE8()));
        json.writeStringField("close", E8Text.of(candle.closeE8()));
        json.writeStringField("volume", E8Text.of(candle.volumeE8()));
        json.writeNumberField("trade_count", candle.tradeCount());
        if (candle.isPartial()) {
            json.writeBooleanField("partial", true);
        }
        if (source != null) {
            json.writeStringField("source", source);
        }
        json.writeEndObject();
    }
}
