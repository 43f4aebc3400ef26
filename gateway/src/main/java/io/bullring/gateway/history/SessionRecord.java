package io.bullring.gateway.history;

import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A trading session: an agent's time with one portfolio, as it was after its last fill or grant. What it owns and what its fills came to
 * are of one moment. Immutable; amounts are E8.
 *
 * @param previousId portfolio that the agent had until then; {@link #NONE}: this is its first
 * @param openedNs when it began, nanoseconds since 1970, UTC
 * @param startingBalanceE8 USDT
 * @param cashE8 USDT, whether promised to an order or not
 * @param holdings what is held at present, in no order
 * @param lastFillId 0: there was none
 * @param lastGrant sequence of the command that gave it base asset last; 0: none did
 * @param tally of all its fills
 */
public record SessionRecord(
        long portfolioId,
        long previousId,
        long openedNs,
        long startingBalanceE8,
        long cashE8,
        List<Holding> holdings,
        long lastFillId,
        long lastGrant,
        Tally tally) {

    /** In place of a portfolio's id, where there is none. */
    public static final long NONE = 0;

    public SessionRecord {
        holdings = List.copyOf(holdings);
    }

    /** What it is worth as it is here, at these prices; 0: there is none, and the position counts what it cost. */
    public WorthPoint worth(long timeNs, IntToLongFunction pricesE8) {
        return new PastWorth(this).at(timeNs, pricesE8);
    }

    /** Whether a fill of its agent is among those that it knows of: that may be of another portfolio, or newer. */
    public boolean has(FillRecord fill) {
        return fill.portfolioId() == portfolioId && fill.fillId() <= lastFillId;
    }

    /**
     * A base asset, or a change of one.
     *
     * @param costE8 what it cost as the engine counts it: fees included, and what was given at its price; USDT
     */
    public record Holding(int instrumentId, long quantityE8, long costE8) {
        Holding plus(Holding change) {
            return new Holding(
                    instrumentId,
                    Math.addExact(quantityE8, change.quantityE8),
                    Math.addExact(costE8, change.costE8));
        }

        Holding minus(Holding change) {
            return new Holding(
                    instrumentId,
                    Math.subtractExact(quantityE8, change.quantityE8),
                    Math.subtractExact(costE8, change.costE8));
        }
    }
}
