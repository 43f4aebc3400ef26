package io.bullring.gateway.market;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;

/**
 * An instrument and how it is traded. Immutable.
 *
 * @param fees of an instrument that agents trade with one another in a book; null: it is traded against the quoted market
 */
public record Listing(int instrumentId, InstrumentTerms terms, BookFees fees) {
    private static final String QUOTE_ASSET = "USDT";

    /** One that is traded against the quoted market. */
    public Listing(int instrumentId, InstrumentTerms terms) {
        this(instrumentId, terms, null);
    }

    public String symbol() {
        return terms.symbol();
    }

    /** Whether agents trade it with one another. */
    public boolean isBook() {
        return fees != null;
    }

    /** The symbol without its quote asset. */
    public String baseAsset() {
        return symbol().substring(0, symbol().length() - QUOTE_ASSET.length());
    }

    public String quoteAsset() {
        return QUOTE_ASSET;
    }
}
