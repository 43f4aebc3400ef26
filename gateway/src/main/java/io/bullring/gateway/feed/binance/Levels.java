package io.bullring.gateway.feed.binance;

/** Prices and the quantities at them, in the order in which the exchange names them; E8, quantity 0: none any more. Immutable. */
final class Levels {
    private final long[] pricesE8;
    private final long[] quantitiesE8;

    /** Keeps the arrays, which are of one length. */
    Levels(long[] pricesE8, long[] quantitiesE8) {
        this.pricesE8 = pricesE8;
        this.quantitiesE8 = quantitiesE8;
    }

    int size() {
        return pricesE8.length;
    }

    long priceE8(int index) {
        return pricesE8[index];
    }

    long quantityE8(int index) {
        return quantitiesE8[index];
    }
}
