package io.bullring.gateway.history;

import io.bullring.protocol.Side;

/**
 * Which fills to list.
 *
 * @param instrumentId 0: any
 * @param side null: any
 * @param fromNs earliest time, inclusive
 * @param toNs latest time, inclusive
 */
public record FillFilter(int instrumentId, Side side, long fromNs, long toNs) {
    public static final FillFilter ALL = new FillFilter(0, null, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether it asks for a part of the time only. */
    boolean hasTime() {
        return fromNs != Long.MIN_VALUE || toNs != Long.MAX_VALUE;
    }

    public boolean accepts(FillRecord fill) {
        return (instrumentId == 0 || fill.instrumentId() == instrumentId)
                && (side == null || fill.side() == side)
                && fill.executedNs() >= fromNs
                && fill.executedNs() <= toNs;
    }
}
