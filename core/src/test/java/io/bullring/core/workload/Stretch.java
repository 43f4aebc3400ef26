package io.bullring.core.workload;

/**
 * What a hostile venue is mostly about for a while: orders pile up, prices sweep through them, both; or the least loss
 * halts an agent while one day after the other ends.
 */
enum Stretch {
    MIXED(80, 260, 280),
    PILE_UP(20, 80, 150),
    SWEEP(30, 600, 150),
    NIGHTS(20, 150, 600);

    private final int cancelShare;
    private final int priceShare;
    private final int marketShare;

    /** Parts of 1,000; the rest are resting orders. */
    Stretch(int cancelShare, int priceShare, int marketShare) {
        this.cancelShare = cancelShare;
        this.priceShare = priceShare;
        this.marketShare = marketShare;
    }

    /** Makes one command. */
    void any(SplitMix64 random, OrderFlow orders, MarketFlow market) {
        int draw = random.below(1_000);
        if (draw < cancelShare) {
            orders.cancel();
        } else if (draw < cancelShare + priceShare) {
            market.price();
        } else if (draw < cancelShare + priceShare + marketShare) {
            orders.market();
        } else {
            orders.resting();
        }
    }
}
