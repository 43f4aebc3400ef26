package io.bullring.gateway.feed;

import io.bullring.core.fault.Check;
import io.bullring.protocol.Side;

/** Trades on their way into one price command: one of them, or several brought together. One thread; E8. */
public final class PriceTally {
    private int count;
    private long lastE8;
    private long lowE8;
    private long highE8;
    private long volumeE8;
    private long lastTradeId;
    private long firstTimeNs;
    private Side takerSide;

    /** Whether a trade of this quantity may be brought together with what is here: a command's volume has 64 bits. */
    public boolean takes(long quantityE8) {
        return count == 0 || volumeE8 <= Long.MAX_VALUE - quantityE8;
    }

    /**
     * Adds a trade that it {@link #takes}.
     *
     * @param takerSide who took in it; null: nobody says
     */
    public void add(long tradeId, long priceE8, long quantityE8, long timeNs, Side takerSide) {
        if (count == 0) {
            lowE8 = priceE8;
            highE8 = priceE8;
            volumeE8 = 0;
            firstTimeNs = timeNs;
        }
        this.takerSide = count == 0 ? takerSide : null;
        count++;
        lastE8 = priceE8;
        lowE8 = Math.min(lowE8, priceE8);
        highE8 = Math.max(highE8, priceE8);
        volumeE8 += quantityE8;
        lastTradeId = tradeId;
    }

    public void clear() {
        Check.that(count > 0, "nothing to clear");
        count = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int count() {
        return count;
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

    /** Sum of the quantities. */
    long volumeE8() {
        return volumeE8;
    }

    long lastTradeId() {
        return lastTradeId;
    }

    /** Who took in the only trade; null when nobody said, or there are several. */
    Side takerSide() {
        return takerSide;
    }

    /** When the first of the trades was added. */
    public long firstTimeNs() {
        return firstTimeNs;
    }
}
