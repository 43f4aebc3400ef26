package io.bullring.core.market;

/**
 * What a trade in a book costs its two sides, as fractions of the notional, E8. They stay what they were when the instrument was
 * defined: open orders hold for them.
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
