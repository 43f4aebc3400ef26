package io.bullring.gateway.history;

/**
 * The prices of one span of time. Immutable; prices and volume are E8, times nanoseconds since 1970, UTC. Which price is
 * the first and which the last follows from time and id of the trades, not from their arrival. Of prices that the feed
 * conflated only the last, the lowest and the highest are known, so {@code openE8} is the last of the first ones.
 *
 * @param volumeE8 base asset; stays at the largest number when the sum would be beyond it
 */
public record Candle(
        long openNs,
        long openE8,
        long highE8,
        long lowE8,
        long closeE8,
        long volumeE8,
        long tradeCount,
        long firstTradeNs,
        long firstTradeId,
        long lastTradeNs,
        long lastTradeId) {

    /** Both in one; the order does not matter. */
    Candle with(Candle other) {
        boolean beginsWithOther = isBefore(other.firstTradeNs, other.firstTradeId, firstTradeNs, firstTradeId);
        boolean endsWithOther = isBefore(lastTradeNs, lastTradeId, other.lastTradeNs, other.lastTradeId);
        long volume = volumeE8 + other.volumeE8;
        return new Candle(
                openNs,
                beginsWithOther ? other.openE8 : openE8,
                Math.max(highE8, other.highE8),
                Math.min(lowE8, other.lowE8),
                endsWithOther ? other.closeE8 : closeE8,
                volume < 0 ? Long.MAX_VALUE : volume,
                tradeCount + other.tradeCount,
                beginsWithOther ? other.firstTradeNs : firstTradeNs,
                beginsWithOther ? other.firstTradeId : firstTradeId,
                endsWithOther ? other.lastTradeNs : lastTradeNs,
                endsWithOther ? other.lastTradeId : lastTradeId);
    }

    private static boolean isBefore(long timeNs, long tradeId, long otherNs, long otherId) {
        return timeNs < otherNs || (timeNs == otherNs && tradeId < otherId);
    }
}
