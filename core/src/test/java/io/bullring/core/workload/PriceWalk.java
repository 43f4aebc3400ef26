package io.bullring.core.workload;

/**
 * The price of one instrument, walking: pulled back to where it began, so that it neither dies out nor runs away. Prices
 * in E8, volumes in E8 of the base asset.
 */
final class PriceWalk {
    private static final long[] STARTS_E8 = {
        6_000_000_000_000L, 300_000_000_000L, 15_000_000_000L, 60_000_000L, 2_500_000_000L, 120_000_000L
    };
    private static final String[] NAMES = {"BTC", "ETH", "SOL", "XRP", "LTC", "ADA"};
    private static final long VOLUME_24H_USDT_E8 = 1_000_000_000L * 100_000_000L;

    private final String symbol;
    private final long startE8;
    private long lastE8;
    private long lowE8;
    private long highE8;
    private long volumeE8;
    private int trades;
    private long tradeId;

    private PriceWalk(String symbol, long startE8) {
        this.symbol = symbol;
        this.startE8 = startE8;
        this.lastE8 = startE8;
        this.lowE8 = startE8;
        this.highE8 = startE8;
        this.volumeE8 = 100_000_000L;
        this.trades = 1;
        this.tradeId = 1;
    }

    /** The walk of the instrument with this index, from 0: some well-known ones, then numbered ones. */
    static PriceWalk steady(int index) {
        String base = index < NAMES.length ? NAMES[index] : "C" + (index + 1);
        return new PriceWalk(base + "USDT", STARTS_E8[index % STARTS_E8.length]);
    }

    /** One more step: at most 5 hundredths of a percent, a range about as wide, 1 to 20 trades. */
    void step(SplitMix64 random) {
        long reachE8 = startE8 / 2_000;
        lastE8 += random.between(-reachE8, reachE8) + (startE8 - lastE8) / 512;
        lowE8 = lastE8 - random.between(0, reachE8 / 2);
        highE8 = lastE8 + random.between(0, reachE8 / 2);
        trades = 1 + random.below(20);
        volumeE8 = random.between(1_000_000L, 500_000_000L);
        tradeId += trades;
    }

    /** Base volume of the day before, so that it is worth a billion USDT. */
    long volume24hE8() {
        return VOLUME_24H_USDT_E8 / (startE8 / 10_000L) * 10_000L;
    }

    String symbol() {
        return symbol;
    }

    long lastE8() {
        return lastE8;
    }

    long lowE8() {
        return lowE8;
    }

    long highE8() {
        return highE8;
    }

    long volumeE8() {
        return volumeE8;
    }

    int trades() {
        return trades;
    }

    long tradeId() {
        return tradeId;
    }
}
