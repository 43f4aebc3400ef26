package io.bullring.core.event;

import java.util.Arrays;

/**
 * What open orders that are cancelled together give back: the USDT of the buys, and the base assets of the sells, one entry for
 * each. Made once and filled again for each cancellation. Amounts are E8. Not thread-safe.
 */
public final class ReleasedHolds {
    private int orders;
    private long cashE8;
    private int assets;
    private int[] instrumentIds = new int[8];
    private long[] assetsE8 = new long[8];

    /** Nothing is given back. */
    public void clear() {
        orders = 0;
        cashE8 = 0;
        assets = 0;
    }

    /** One more order. */
    public void addOrder() {
        orders++;
    }

    /** What a buy gives back. All that a portfolio holds in USDT fits, hence this sum of parts of it. */
    public void addCash(long releasedE8) {
        cashE8 += releasedE8;
    }

    /** What all the sells of an instrument give back together. */
    public void addAsset(int instrumentId, long releasedE8) {
        if (assets == instrumentIds.length) {
            instrumentIds = Arrays.copyOf(instrumentIds, 2 * assets);
            assetsE8 = Arrays.copyOf(assetsE8, 2 * assets);
        }
        instrumentIds[assets] = instrumentId;
        assetsE8[assets] = releasedE8;
        assets++;
    }

    /** How many orders are cancelled. */
    public int orders() {
        return orders;
    }

    /** USDT. */
    public long cashE8() {
        return cashE8;
    }

    /** How many base assets are given back. */
    public int assets() {
        return assets;
    }

    /** Instrument of the n-th base asset, from 0. */
    public int instrumentId(int asset) {
        return instrumentIds[asset];
    }

    /** How much of the n-th base asset is given back. */
    public long assetE8(int asset) {
        return assetsE8[asset];
    }
}
