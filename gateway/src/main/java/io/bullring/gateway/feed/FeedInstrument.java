package io.bullring.gateway.feed;

import io.bullring.core.market.InstrumentTerms;

/**
 * An instrument that a feed prices.
 *
 * @param assumed whether the terms are only assumed: a venue that knows the instrument keeps those it knows
 * @param volume24hE8 base volume of the 24 hours before, 0: unknown; counts when the venue does not know it yet
 */
public record FeedInstrument(InstrumentTerms terms, boolean assumed, long volume24hE8) {
    /** With terms that count. */
    public FeedInstrument(InstrumentTerms terms, long volume24hE8) {
        this(terms, false, volume24hE8);
    }
}
