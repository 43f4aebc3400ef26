package io.bullring.gateway.market;

import io.bullring.core.market.InstrumentTerms;

/** An instrument and how it is traded. Immutable. */
public record Listing(int instrumentId, InstrumentTerms terms) {
    private static final String QUOTE_ASSET = "USDT";

    public String symbol() {
        return terms.symbol();
    }

    /** The symbol without its quote asset. */
    public String baseAsset() {
        return symbol().substring(0, symbol().length() - QUOTE_ASSET.length());
    }

    public String quoteAsset() {
        return QUOTE_ASSET;
    }
}
