package io.bullring.gateway.market;

/**
 * The best levels of a real book of orders, after one of its updates: of a market that a feed follows, from which no order is ever filled,
 * or of the agents' own orders. Immutable, so that any thread reads it; E8.
 */
public final class Depth {
    /** Most levels of a side that are shown. */
    public static final int LEVELS = 20;

    private final long updateId;
    private final long timeNs;
    private final Side bids;
    private final Side asks;

    /**
     * @param updateId the market's number of the update; of the agents' own book the command that brought it
     * @param timeNs when the market told of it, nanoseconds since 1970, UTC; 0: it did not say
     */
    public Depth(long updateId, long timeNs, Side bids, Side asks) {
        this.updateId = updateId;
        this.timeNs = timeNs;
        this.bids = bids;
        this.asks = asks;
    }

    public long updateId() {
        return updateId;
    }

    public long timeNs() {
        return timeNs;
    }

    /** From the best down. */
    public Side bids() {
        return bids;
    }

    /** From the best up. */
    public Side asks() {
        return asks;
    }

    /** Prices and quantities, the best first. Immutable. */
    public static final class Side {
        private final long[] pricesE8;
        private final long[] quantitiesE8;

        /** Keeps the arrays, which are of one length. */
        public Side(long[] pricesE8, long[] quantitiesE8) {
            this.pricesE8 = pricesE8;
            this.quantitiesE8 = quantitiesE8;
        }

        public int size() {
            return pricesE8.length;
        }

        public long priceE8(int index) {
            return pricesE8[index];
        }

        public long quantityE8(int index) {
            return quantitiesE8[index];
        }
    }
}
