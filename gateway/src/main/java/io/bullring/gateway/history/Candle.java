package io.bullring.gateway.history;

import io.bullring.protocol.PriceUpdatedDecoder;

/**
 * The prices of one span of time. Immutable; prices and volume are E8, times nanoseconds since 1970, UTC. Which price is
 * the first and which the last follows from time and id of the trades, not from their arrival. Of prices that the feed
 * conflated only the last, the lowest and the highest are known, so {@code openE8} is the last of the first ones, and all of them
 * count as traded at the last one.
 *
 * @param volumeE8 base asset; of a coin that costs little it may be beyond 64 bits
 * @param turnoverE16 sum of price x quantity
 * @param isPartial whether trades may belong to it that the venue has not seen
 */
public record Candle(
        long openNs,
        long openE8,
        long highE8,
        long lowE8,
        long closeE8,
        WideAmount volumeE8,
        long tradeCount,
        long firstTradeNs,
        long firstTradeId,
        long lastTradeNs,
        long lastTradeId,
        WideAmount turnoverE16,
        boolean isPartial) {

    /** What one price command tells of the span that contains it. */
    public static Candle of(PriceUpdatedDecoder price, CandleInterval interval) {
        return new Candle(
                interval.openNs(price.tradeTimeNs()),
                price.lastE8(),
                price.highE8(),
                price.lowE8(),
                price.lastE8(),
                WideAmount.of(price.volumeE8()),
                price.tradeCount(),
                price.tradeTimeNs(),
                price.tradeId(),
                price.tradeTimeNs(),
                price.tradeId(),
                WideAmount.product(price.lastE8(), price.volumeE8()),
                false);
    }

    /** What one trade in a book tells of the span that contains it: as the fill of the order that took. */
    public static Candle of(FillRecord taken, CandleInterval interval) {
        return new Candle(
                interval.openNs(taken.executedNs()),
                taken.priceE8(),
                taken.priceE8(),
                taken.priceE8(),
                taken.priceE8(),
                WideAmount.of(taken.quantityE8()),
                1,
                taken.executedNs(),
                taken.fillId(),
                taken.executedNs(),
                taken.fillId(),
                WideAmount.product(taken.priceE8(), taken.quantityE8()),
                false);
    }

    /** Both in one; the order does not matter. */
    public Candle with(Candle other) {
        boolean beginsWithOther = other.beginsBefore(this);
        boolean endsWithOther = endsBefore(other);
        return new Candle(
                openNs,
                beginsWithOther ? other.openE8 : openE8,
                Math.max(highE8, other.highE8),
                Math.min(lowE8, other.lowE8),
                endsWithOther ? other.closeE8 : closeE8,
                volumeE8.plus(other.volumeE8),
                tradeCount + other.tradeCount,
                beginsWithOther ? other.firstTradeNs : firstTradeNs,
                beginsWithOther ? other.firstTradeId : firstTradeId,
                endsWithOther ? other.lastTradeNs : lastTradeNs,
                endsWithOther ? other.lastTradeId : lastTradeId,
                turnoverE16.plus(other.turnoverE16),
                isPartial || other.isPartial);
    }

    /**
     * The same up to the close of another, of which a part is known, but the newest: prices enclose both, and what was traded is no less than
     * either says.
     */
    public Candle reaching(Candle newest) {
        return new Candle(
                openNs,
                openE8,
                Math.max(highE8, newest.highE8),
                Math.min(lowE8, newest.lowE8),
                newest.closeE8,
                volumeE8.max(newest.volumeE8),
                Math.max(tradeCount, newest.tradeCount),
                firstTradeNs,
                firstTradeId,
                newest.lastTradeNs,
                newest.lastTradeId,
                turnoverE16.max(newest.turnoverE16),
                isPartial);
    }

    /** The same, as if all of it had been traded at this time. */
    public Candle at(long timeNs, CandleInterval interval) {
        return new Candle(
                interval.openNs(timeNs),
                openE8,
                highE8,
                lowE8,
                closeE8,
                volumeE8,
                tradeCount,
                timeNs,
                firstTradeId,
                timeNs,
                lastTradeId,
                turnoverE16,
                isPartial);
    }

    /** The same, but for that trades of it were missed. */
    public Candle withTradesMissed() {
        return new Candle(
                openNs,
                openE8,
                highE8,
                lowE8,
                closeE8,
                volumeE8,
                tradeCount,
                firstTradeNs,
                firstTradeId,
                lastTradeNs,
                lastTradeId,
                turnoverE16,
                true);
    }

    /** Whether its first trade is older. */
    public boolean beginsBefore(Candle other) {
        return isBefore(firstTradeNs, firstTradeId, other.firstTradeNs, other.firstTradeId);
    }

    /** Whether its last trade is older. */
    public boolean endsBefore(Candle other) {
        return isBefore(lastTradeNs, lastTradeId, other.lastTradeNs, other.lastTradeId);
    }

    private static boolean isBefore(long timeNs, long tradeId, long otherNs, long otherId) {
        return timeNs < otherNs || (timeNs == otherNs && tradeId < otherId);
    }
}
