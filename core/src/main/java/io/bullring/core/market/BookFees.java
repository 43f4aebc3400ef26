package io.bullring.core.market;

/**
 * What a trade in a book costs its two sides, as fractions of the notional, E8. Those of an instrument stay what they were when it
 * was defined, and those of an agent's own change only while none of its orders is open in a book: open orders hold for them.
 *
 * @param makerE8 of the order that rested
 * @param takerE8 of the order that arrived
 */
public record BookFees(long makerE8, long takerE8) {
    /** What an order may have to pay, whichever side it is on. */
    public long largerE8() {
        return Math.max(makerE8, takerE8);
    }
}
