package io.bullring.gateway.http.answer;

import io.bullring.arena.indicator.Bars;
import io.bullring.arena.indicator.Indicator;
import io.bullring.gateway.market.Listing;
import java.util.List;

/** Indicators, as JSON numbers, for they are statistics and no money. Any thread. */
public final class IndicatorRenderer {
    private IndicatorRenderer() {}

    /** What can be asked for. */
    public static HttpAnswer available() {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("indicators");
            for (Indicator indicator : Indicator.ALL) {
                json.writeString(indicator.text());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("details");
            for (Indicator indicator : Indicator.ALL) {
                json.writeStartObject();
                json.writeStringField("name", indicator.text());
                json.writeStringField("description", indicator.description());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Those of the indicators that can be read off so many candles. */
    public static HttpAnswer values(
            Listing listing, Bars bars, List<Indicator> indicators, int lookback, long nowNs) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", listing.symbol());
            json.writeStringField("timestamp", TimeText.of(nowNs));
            json.writeNumberField("candles_used", bars.size());
            json.writeNumberField("lookback", lookback);
            json.writeObjectFieldStart("indicators");
            for (Indicator indicator : indicators) {
                if (indicator.isKnownFrom(bars)) {
                    json.writeNumberField(indicator.text(), indicator.of(bars));
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
