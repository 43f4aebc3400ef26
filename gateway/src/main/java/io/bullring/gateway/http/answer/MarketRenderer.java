package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.market.Depth;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.Price;
import io.bullring.gateway.market.SyntheticBook;
import io.bullring.gateway.market.SyntheticBook.Level;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Pairs, last prices, and books: of agents, of a live market, or made up around a price. Any thread. */
public final class MarketRenderer {
    /** How a bound is shown that the market does not have. */
    private static final String NO_BOUND = "0";

    private static final long NANOS_PER_TENTH = 100_000_000;

    private MarketRenderer() {}

    /** A pair and its last price. */
    public record Quote(Listing listing, Price price) {}

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
    public static HttpAnswer price(Quote quote) {
        return HttpAnswer.ok(json -> renderQuote(json, quote));
    }

    /**
     * Last prices in the order given.
     *
     * @param asList whole quotes in a list, instead of prices by symbol
     * @param ageNs how long the market has been silent; empty: it was never heard
     * @param rules which say how long that may be
     */
    public static HttpAnswer prices(
            List<Quote> quotes, boolean asList, long nowNs, OptionalLong ageNs, VenueRules rules) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeFieldName("prices");
            if (asList) {
                renderList(json, quotes);
            } else {
                renderMap(json, quotes);
            }
            json.writeStringField("timestamp", TimeText.of(nowNs));
            json.writeNumberField("count", quotes.size());
            json.writeBooleanField("stale", ageNs.isEmpty() || rules.isStale(ageNs.getAsLong()));
            json.writeFieldName("data_age_seconds");
            json.writeNumber(ageNs.isEmpty() ? null : BigDecimal.valueOf(ageNs.getAsLong() / NANOS_PER_TENTH, 1));
            json.writeEndObject();
        });
    }

    /** A book that is made up, and says so; with the time of the price around which it was made. */
    public static HttpAnswer orderBook(Quote quote, SyntheticBook book) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", quote.listing().symbol());
            renderLevels(json, "bids", book.bids());
            renderLevels(json, "asks", book.asks());
            json.writeStringField("timestamp", TimeText.of(timeNs(quote.price())));
            json.writeBooleanField("synthetic", true);
            json.writeEndObject();
        });
    }

    /** A real book, the market's own or the agents', as it was after its last change; a snapshot without a change since has the time of the last trade. */
    public static HttpAnswer orderBook(Quote quote, Depth depth, int levels) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", quote.listing().symbol());
            renderSide(json, "bids", depth.bids(), levels);
            renderSide(json, "asks", depth.asks(), levels);
            json.writeStringField("timestamp",
                    TimeText.of(depth.timeNs() > 0 ? depth.timeNs() : timeNs(quote.price())));
            json.writeBooleanField("synthetic", false);
            json.writeNumberField("last_update_id", depth.updateId());
            json.writeEndObject();
        });
    }

    /** When the market says that the price was traded, or when the venue heard of it. */
    public static long timeNs(Price price) {
        return price.tradeTimeNs() > 0 ? price.tradeTimeNs() : price.timeNs();
    }

    private static void renderList(JsonGenerator json, List<Quote> quotes) throws IOException {
        json.writeStartArray();
        for (Quote quote : quotes) {
            renderQuote(json, quote);
        }
        json.writeEndArray();
    }

    private static void renderMap(JsonGenerator json, List<Quote> quotes) throws IOException {
        json.writeStartObject();
        for (Quote quote : quotes) {
            json.writeStringField(quote.listing().symbol(), E8Text.of(quote.price().lastE8()));
        }
        json.writeEndObject();
    }

    private static void renderLevels(JsonGenerator json, String name, List<Level> levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (Level level : levels) {
            json.writeStartArray();
            json.writeString(level.price().toPlainString());
            json.writeString(level.quantity().toPlainString());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void renderSide(JsonGenerator json, String name, Depth.Side side, int levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < Math.min(levels, side.size()); i++) {
            json.writeStartArray();
            json.writeString(E8Text.of(side.priceE8(i)));
            json.writeString(E8Text.of(side.quantityE8(i)));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void renderQuote(JsonGenerator json, Quote quote) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", quote.listing().symbol());
        json.writeStringField("price", E8Text.of(quote.price().lastE8()));
        json.writeStringField("timestamp", TimeText.of(timeNs(quote.price())));
        json.writeEndObject();
    }

    private static void renderPair(JsonGenerator json, Listing listing, boolean hasPrice) throws IOException {
        InstrumentTerms terms = listing.terms();
        json.writeStartObject();
        json.writeStringField("symbol", listing.symbol());
        json.writeStringField("base_asset", listing.baseAsset());
        json.writeStringField("quote_asset", listing.quoteAsset());
        json.writeStringField("status", listing.isTraded() ? "active" : "inactive");
        json.writeStringField("min_qty", bound(terms.minQuantityE8()));
        json.writeStringField("step_size", bound(terms.stepSizeE8()));
        json.writeStringField("min_notional", bound(terms.minNotionalE8()));
        json.writeBooleanField("has_price", hasPrice);
        json.writeStringField("max_qty", terms.maxQuantityE8() == 0 ? null : E8Text.of(terms.maxQuantityE8()));
        json.writeStringField("market", listing.isBook() ? "book" : "reference");
        json.writeStringField("maker_fee", listing.isBook() ? E8Text.of(listing.fees().makerE8()) : null);
        json.writeStringField("taker_fee", listing.isBook() ? E8Text.of(listing.fees().takerE8()) : null);
        json.writeEndObject();
    }

    private static String bound(long boundE8) {
        return boundE8 == 0 ? NO_BOUND : E8Text.of(boundE8);
    }
}
