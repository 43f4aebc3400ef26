package io.bullring.core.scenario;

/** What a portfolio has of one asset, E8; cost and result are those of a position, 0 for USDT. */
public record Holding(long availableE8, long heldE8, long costE8, long realizedE8) {
    static final Holding NOTHING = new Holding(0, 0, 0, 0);

    long quantityE8() {
        return availableE8 + heldE8;
    }
}
