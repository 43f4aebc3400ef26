package io.bullring.gateway.feed;

import io.bullring.core.market.InstrumentTerms;

/**
 * An instrument that a feed prices.
 *
 * @param volume24hE8 base volume of the 24 hours before, 0: unknown; counts when the venue does not know it yet
 */
public record FeedInstrument(InstrumentTerms terms, long volume24hE8) {}
