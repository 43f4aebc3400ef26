package io.bullring.gateway.venue;

import io.bullring.core.market.BookFees;
import io.bullring.core.market.InstrumentTerms;

/**
 * An instrument that the agents of a venue trade with one another, in a book.
 *
 * @param openingPriceE8 its price before the first trade, USDT; counts when the venue does not know it yet
 */
public record BookInstrument(InstrumentTerms terms, BookFees fees, long openingPriceE8) {}
