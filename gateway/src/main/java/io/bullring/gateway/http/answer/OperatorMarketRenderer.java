package io.bullring.gateway.http.answer;

import io.bullring.core.account.VenueRules;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.InstrumentStatusChangedDecoder;
import io.bullring.protocol.VenueConfiguredDecoder;
import java.util.List;

/** What is traded, as its operator sees it. Any thread. */
public final class OperatorMarketRenderer {
    private static final String SYMBOL = "symbol";
    private static final String STATUS = "status";

    private final MarketBoard market;

    public OperatorMarketRenderer(MarketBoard market) {
        this.market = market;
    }

    /** {@code active} is what the market says of an instrument, the status what the operator does. */
    public HttpAnswer instruments() {
        List<Listing> listings = market.listings();
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("instruments");
            for (Listing listing : listings) {
                json.writeStartObject();
                json.writeStringField(SYMBOL, listing.symbol());
                json.writeStringField("market", listing.isBook() ? "book" : "reference");
                json.writeStringField(STATUS, statusOf(listing.halted()));
                json.writeBooleanField("active", listing.terms().active());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("total", listings.size());
            json.writeEndObject();
        });
    }

    public HttpAnswer status(InstrumentStatusChangedDecoder changed) {
        String symbol = market.listing(changed.instrumentId()).symbol();
        String status = statusOf(changed.status() == InstrumentStatus.HALTED);
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField(SYMBOL, symbol);
            json.writeStringField(STATUS, status);
            json.writeEndObject();
        });
    }

    public static HttpAnswer fees(VenueRules rules) {
        return fees(rules.feeRateE8(), rules.slippageFactorE8());
    }

    public static HttpAnswer fees(VenueConfiguredDecoder configured) {
        return fees(configured.rules().feeRateE8(), configured.rules().slippageFactorE8());
    }

    private static HttpAnswer fees(long feeRateE8, long slippageFactorE8) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("fee_rate", E8Text.of(feeRateE8));
            json.writeStringField("slippage_factor", E8Text.of(slippageFactorE8));
            json.writeEndObject();
        });
    }

    private static String statusOf(boolean isHalted) {
        return isHalted ? "halted" : "trading";
    }
}
