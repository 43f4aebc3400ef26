package io.bullring.gateway.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * What an agent was worth at full minutes, hours or days, newest points first to be found, oldest first when told. Nothing is
 * written for it while an agent is idle:
 *
 * <pre>
 *  a session    as it is now or was when it ended, its fills and grants taken back ──► cash, positions ─┐
 *                closing prices of the candles ────────────────────────────────────────────────────┴─► worth at each point
 * </pre>
 *
 * So each session is valued at the market of each point, and one that is over is told as it was while it went on. What had no price by
 * then, as goods that were given in a book before its first trade, counts what it cost: a price that came later says nothing of it, and
 * a point once told stays. Work is bounded by
 * the points asked for, times the instruments traded, and by the rows looked at: a curve begins where they end. Any thread.
 */
public final class WorthCurve {
    private final HistoryStore history;
    private final int maxRows;

    /** @param maxRows fills, grants, and sessions, that one curve looks at */
    public WorthCurve(HistoryStore history, int maxRows) {
        this.history = history;
        this.maxRows = maxRows;
    }

    /** Points of one session from a time on, oldest first; the newest ones, at most as many as the limit. */
    public List<WorthPoint> ofSession(
            int agentId, SessionRecord session, CandleInterval spacing, long fromNs, long nowNs, int limit) {
        return points(agentId, List.of(session), spacing, fromNs, nowNs, limit);
    }

    /** Points of all sessions, those before the present one included. */
    public List<WorthPoint> ofAgent(int agentId, SessionRecord session, CandleInterval spacing, long nowNs, int limit) {
        long fromNs = spacing.openNs(nowNs) - (limit - 1) * spacing.lengthNs();
        return points(agentId, sessions(agentId, session, fromNs), spacing, fromNs, nowNs, limit);
    }

    /** The present session at one moment since it began; null when more rows came since than are looked at. */
    public WorthPoint atOrNull(int agentId, SessionRecord session, long timeNs) {
        WalkBack walk = new WalkBack(history, agentId, List.of(session), timeNs + 1, maxRows);
        if (walk.isCut()) {
            return null;
        }
        return walk.to(timeNs)
                .at(
                        timeNs,
                        instrumentId -> closes(instrumentId, CandleInterval.ONE_MINUTE, timeNs, 1).beforeE8(timeNs));
    }

    /** The present session as it is after its last fill, at these prices; 0: not known, and the last candle's counts, without one what was paid. */
    public WorthPoint now(SessionRecord session, long nowNs, IntToLongFunction pricesE8) {
        return session.worth(nowNs, instrumentId -> {
            long priceE8 = pricesE8.applyAsLong(instrumentId);
            return priceE8 == 0
                    ? closes(instrumentId, CandleInterval.ONE_MINUTE, Long.MAX_VALUE, 1).beforeE8(Long.MAX_VALUE)
                    : priceE8;
        });
    }

    /** Those since this time, the newest first, and the one before them. */
    private List<SessionRecord> sessions(int agentId, SessionRecord present, long fromNs) {
        List<SessionRecord> sessions = new ArrayList<>();
        for (SessionRecord next = present; next != null && sessions.size() < maxRows; next =
                next.openedNs() > fromNs ? history.sessionBefore(agentId, next) : null) {
            sessions.add(next);
        }
        return sessions;
    }

    /** @param sessions one that followed upon the other, the newest first */
    private List<WorthPoint> points(
            int agentId, List<SessionRecord> sessions, CandleInterval spacing, long fromNs, long nowNs, int limit) {
        long firstNs = Math.max(fromNs, sessions.getLast().openedNs());
        long span = Math.floorDiv(spacing.openNs(nowNs) - firstNs, spacing.lengthNs()) + 1;
        int points = Math.clamp(span, 0, limit);
        WalkBack walk = new WalkBack(history, agentId, sessions, firstNs, maxRows);
        long knownFromNs = walk.knownFromNs(firstNs);
        Map<Integer, CloseWalk> closes = new HashMap<>();
        List<WorthPoint> newestFirst = new ArrayList<>();
        for (long timeNs = spacing.openNs(nowNs); timeNs >= knownFromNs && newestFirst.size() < limit; timeNs -=
                spacing.lengthNs()) {
            long atNs = timeNs;
            newestFirst.add(walk.to(atNs)
                    .at(atNs, instrumentId -> closes
                            .computeIfAbsent(instrumentId, id -> closes(id, spacing, atNs, points))
                            .beforeE8(atNs)));
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** One candle for each point, and one that is older than all of them. */
    private CloseWalk closes(int instrumentId, CandleInterval spacing, long beforeNs, int points) {
        return new CloseWalk(history.candles(instrumentId, spacing, Long.MIN_VALUE, beforeNs - 1, points + 1));
    }
}
