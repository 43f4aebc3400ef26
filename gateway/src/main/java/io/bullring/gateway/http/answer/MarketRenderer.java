package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.Price;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Pairs and prices. Any thread. */
public final class MarketRenderer {
    /** How a bound is shown that the market does not have. */
    private static final String NO_BOUND = "0";

    private MarketRenderer() {}

    /** @param hasPrice whether a pair ever had one */
    public static HttpAnswer pairs(List<Listing> listings, Predicate<Listing> hasPrice) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("pairs");
            for (Listing listing : listings) {
                renderPair(json, listing, hasPrice.test(listing));
            }
            json.writeEndArray();
            json.writeNumberField("total", listings.size());
            json.writeEndObject();
        });
    }

    /** The last price, with the time that the market states for it. */
    public static HttpAnswer price(Listing listing, Price price) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", listing.symbol());
            json.writeStringField("price", E8Text.of(price.lastE8()));
            json.writeStringField("timestamp",
                    TimeText.of(price.tradeTimeNs() > 0 ? price.tradeTimeNs() : price.timeNs()));
            json.writeEndObject();
        });
    }

    private static void renderPair(JsonGenerator json, Listing listing, boolean hasPrice) throws IOException {
        InstrumentTerms terms = listing.terms();
        json.writeStartObject();
        json.writeStringField("symbol", listing.symbol());
        json.writeStringField("base_asset", listing.baseAsset());
        json.writeStringField("quote_asset", listing.quoteAsset());
        json.writeStringField("status", terms.active() ? "active" : "inactive");
        json.writeStringField("min_qty", bound(terms.minQuantityE8()));
        json.writeStringField("step_size", bound(terms.stepSizeE8()));
        json.writeStringField("min_notional", bound(terms.minNotionalE8()));
        json.writeBooleanField("has_price", hasPrice);
        json.writeStringField("max_qty", terms.maxQuantityE8() == 0 ? null : E8Text.of(terms.maxQuantityE8()));
        json.writeEndObject();
    }

    private static String bound(long boundE8) {
        return boundE8 == 0 ? NO_BOUND : E8Text.of(boundE8);
    }
}
