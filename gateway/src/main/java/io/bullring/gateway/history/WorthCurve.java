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
 *  present session    its state now, its fills and grants taken back ──► cash, positions ─┐
 *                     closing prices of the candles ────────────────────────────────────┴─► worth at each point
 *  sessions before    samples of the minutes in which they traded, carried forward to each point
 * </pre>
 *
 * So the present session is valued at the market of each point, the ones that are over as of their last trade before it. Work is
 * bounded by the points asked for, times the instruments traded, and by the rows looked at: a curve begins where they end. Any thread.
 */
public final class WorthCurve {
    private final HistoryStore history;
    private final int maxRows;

    /** @param maxRows fills, grants, and samples, that one curve looks at */
    public WorthCurve(HistoryStore history, int maxRows) {
        this.history = history;
        this.maxRows = maxRows;
    }

    /** Points of one session from a time on, oldest first; the newest ones, at most as many as the limit. */
    public List<WorthPoint> ofSession(
            int agentId, SessionRecord session, CandleInterval spacing, long fromNs, long nowNs, int limit) {
        long firstNs = Math.max(fromNs, session.openedNs());
        long span = Math.floorDiv(spacing.openNs(nowNs) - firstNs, spacing.lengthNs()) + 1;
        int points = Math.clamp(span, 0, limit);
        WalkBack walk = new WalkBack(history, agentId, session, firstNs, maxRows);
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

    /** The present session at one moment since it began; null when more rows came since than are looked at. */
    public WorthPoint atOrNull(int agentId, SessionRecord session, long timeNs) {
        WalkBack walk = new WalkBack(history, agentId, session, timeNs + 1, maxRows);
        if (walk.isCut()) {
            return null;
        }
        return walk.to(timeNs)
                .at(
                        timeNs,
                        instrumentId -> closes(instrumentId, CandleInterval.ONE_MINUTE, timeNs, 1).beforeE8(timeNs));
    }

    /** The present session as it is after its last fill, at these prices; 0: not known, and the last candle's counts. */
    public WorthPoint now(SessionRecord session, long nowNs, IntToLongFunction pricesE8) {
        return new PastWorth(session).at(nowNs, instrumentId -> {
            long priceE8 = pricesE8.applyAsLong(instrumentId);
            return priceE8 == 0
                    ? closes(instrumentId, CandleInterval.ONE_MINUTE, Long.MAX_VALUE, 1).beforeE8(Long.MAX_VALUE)
                    : priceE8;
        });
    }

    /** Points of all sessions, those before the present one included. */
    public List<WorthPoint> ofAgent(int agentId, SessionRecord session, CandleInterval spacing, long nowNs, int limit) {
        List<WorthPoint> present = ofSession(agentId, session, spacing, Long.MIN_VALUE, nowNs, limit);
        long firstNs = present.isEmpty() ? spacing.openNs(nowNs) + spacing.lengthNs() : present.getFirst().timeNs();
        boolean isWhole = firstNs - spacing.lengthNs() < session.openedNs();
        if (present.size() == limit || !isWhole) {
            return present;
        }
        List<WorthPoint> points = new EarlierSessions(history, agentId, session, maxRows)
                .points(spacing, firstNs - spacing.lengthNs(), limit - present.size());
        points.addAll(present);
        return points;
    }

    /** One candle for each point, and one that is older than all of them. */
    private CloseWalk closes(int instrumentId, CandleInterval spacing, long beforeNs, int points) {
        return new CloseWalk(history.candles(instrumentId, spacing, Long.MIN_VALUE, beforeNs - 1, points + 1));
    }
}
