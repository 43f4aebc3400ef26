package io.bullring.core.market;

/**
 * How an instrument is traded. Quantities are base asset, E8; 0 means no bound.
 *
 * @param symbol base asset followed by USDT
 * @param feedId the feed that prices it; {@link #NO_FEED}: its own trades do, in a book
 * @param active whether orders are taken
 * @param minQuantityE8 smallest quantity
 * @param maxQuantityE8 largest quantity
 * @param stepSizeE8 of which quantities are multiples where the host asks for it; the engine does not
 * @param minNotionalE8 smallest value of a resting order, USDT
 */
public record InstrumentTerms(
        String symbol,
        int feedId,
        boolean active,
        long minQuantityE8,
        long maxQuantityE8,
        long stepSizeE8,
        long minNotionalE8) {

    /** In the place of a feed: the instrument is traded in a book. */
    public static final int NO_FEED = 0;
}
