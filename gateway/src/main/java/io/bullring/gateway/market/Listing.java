package io.bullring.gateway.market;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;

/**
 * An instrument and how it is traded. Immutable.
 *
 * @param halted whether the operator has halted it
 * @param fees of an instrument that agents trade with one another in a book; null: it is traded against the quoted market
 */
public record Listing(int instrumentId, InstrumentTerms terms, boolean halted, BookFees fees) {
    private static final String QUOTE_ASSET = "USDT";

    /** One that is traded against the quoted market. */
    public Listing(int instrumentId, InstrumentTerms terms) {
        this(instrumentId, terms, null);
    }

    /** One that is not halted. */
    public Listing(int instrumentId, InstrumentTerms terms, BookFees fees) {
        this(instrumentId, terms, false, fees);
    }

    /** The same, halted or not. */
    Listing halted(boolean isHalted) {
        return new Listing(instrumentId, terms, isHalted, fees);
    }

    /** Whether it takes orders. */
    public boolean isTraded() {
        return terms.active() && !halted;
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
