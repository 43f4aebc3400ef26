package io.bullring.gateway.history;

import io.bullring.core.port.EventListener;
import java.util.List;
import java.util.function.Predicate;

/**
 * Orders, fills, grants, sessions, candles and the trades of books, present and past: whatever the engine's current state is not. It takes
 * the events on the follower's thread, behind the hot path, and is read from any thread; a reader who must see its own writes waits at
 * the {@link ReadBarrier} first. What belongs to a deleted agent is in no answer; what an agent did before a reset stays.
 */
public interface HistoryStore extends EventListener {
    /**
     * The last command whose events are kept, 0 before the first. Events up to it may be given again and are passed
     * over; those behind it must come without a gap.
     */
    long checkpoint();

    /** Rows of an agent that one question may look at, at most. */
    int maxScannedRows();

    /** The order, or null when the agent has none of this id. */
    OrderRecord order(int agentId, long orderId);

    /** Orders of an agent, by descending order id; null when more rows would have to be looked at than may be. */
    Page<OrderRecord> orders(int agentId, OrderFilter filter, int limit, int offset, int maxRows);

    /**
     * Open orders of an agent, by descending order id.
     *
     * @param instrumentId and {@code beforeId}: as in {@link OrderFilter}
     */
    Page<OrderRecord> openOrders(int agentId, int instrumentId, long beforeId, int limit, int offset);

    /**
     * Fills of an agent, by descending fill id; null when more rows would have to be looked at than may be. What those of one order came
     * to is in its {@link OrderRecord}.
     */
    Page<FillRecord> fills(int agentId, FillFilter filter, int limit, int offset, int maxRows);

    /**
     * Hands over the fills of an agent from a time on, inclusive, by descending fill id, as long as they are wanted; false when it ended
     * at the last row that may be looked at.
     */
    boolean walkFills(int agentId, long fromNs, int maxRows, Predicate<FillRecord> fills);

    /** The newest fills of an agent from a time on, inclusive, by descending fill id. */
    List<FillRecord> newestFills(int agentId, long fromNs, int limit);

    /** The newest base asset that an agent was given from a time on, inclusive, by descending sequence. */
    List<GrantRecord> newestGrants(int agentId, long fromNs, int limit);

    /** The newest fill of the agent with the next id, among those that ever traded; null: there is none. */
    FillRecord newestFillOfNextTrader(int afterAgentId);

    /** The session of an agent with this portfolio, or null when it is over. */
    SessionRecord session(int agentId, long portfolioId);

    /** The session that the agent had until this one began, whether it is over or not; null: this is its first. */
    SessionRecord sessionBefore(int agentId, SessionRecord session);

    /**
     * What the fills of a session came to from this time on, inclusive, none behind the session's last one; null when more
     * rows would have to be looked at than may be.
     */
    Tally tally(int agentId, SessionRecord session, long fromNs, int maxRows);

    /** The newest candles that begin between two times, both inclusive, by ascending time; the running one is the last. */
    List<Candle> candles(int instrumentId, CandleInterval interval, long fromNs, long toNs, int limit);

    /** The newest trades in an instrument's book, each as the fill of the order that took, by descending fill id. */
    List<FillRecord> newestTrades(int instrumentId, int limit);

    /** From when to when there are candles of an instrument, or null when there is none. */
    CandleSpan candleSpan(int instrumentId);
}
