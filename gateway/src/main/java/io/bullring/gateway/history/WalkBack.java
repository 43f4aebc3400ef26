package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way back through an agent's sessions: what they traded and were given is taken back, the newest first. Of the fills it keeps what
 * those of a minute came to together, so that its memory does not grow with how often one trades. Bounded by the rows that it may look
 * at; it does not know the way before them. For one thread.
 */
final class WalkBack {
    private final List<SessionRecord> sessions;
    private final Map<Long, PastWorth> worths = new HashMap<>();
    private final List<Minute> minutes = new ArrayList<>();
    private final List<GrantRecord> grants;
    private final int maxRows;
    private final boolean isFillsCut;
    private long oldestFillNs;
    private int session;
    private int nextMinute;
    private int nextGrant;

    /** What the fills of one session changed in a minute, its last nanosecond being the next full minute. */
    static final class Minute {
        private final PastWorth worth;
        private final long openNs;
        private final Map<Integer, Holding> changes = new HashMap<>();
        private long oldestNs;
        private long paidE8;
        private long realizedPnlE8;

        Minute(PastWorth worth, long openNs) {
            this.worth = worth;
            this.openNs = openNs;
        }

        Collection<Holding> changes() {
            return changes.values();
        }

        long paidE8() {
            return paidE8;
        }

        long realizedPnlE8() {
            return realizedPnlE8;
        }

        private void add(FillRecord fill) {
            oldestNs = fill.executedNs();
            paidE8 += fill.paidE8();
            changes.merge(fill.instrumentId(), fill.change(), Holding::plus);
            realizedPnlE8 += fill.resultE8();
        }
    }

    /**
     * @param sessions one that followed upon the other, the newest first
     * @param fromNs it goes back to this time at most
     */
    WalkBack(HistoryStore history, int agentId, List<SessionRecord> sessions, long fromNs, int maxRows) {
        this.sessions = sessions;
        this.maxRows = maxRows;
        sessions.forEach(one -> worths.put(one.portfolioId(), new PastWorth(one)));
        isFillsCut = !history.walkFills(agentId, fromNs, maxRows, this::add);
        grants = history.newestGrants(agentId, fromNs, maxRows);
    }

    /** Whether the rows ended before the time that it was to go back to. */
    boolean isCut() {
        return isFillsCut || grants.size() == maxRows;
    }

    /** When the way begins that it does not know; {@code fromNs} when it knows all of it. */
    long knownFromNs(long fromNs) {
        long fillNs = isFillsCut ? oldestFillNs : fromNs;
        long grantNs = grants.size() == maxRows ? grants.getLast().grantedNs() : fromNs;
        return Math.max(fillNs, grantNs);
    }

    /** The session of a full minute, as it was then; not after the one asked for before, nor before the oldest session began. */
    PastWorth to(long timeNs) {
        for (; nextMinute < minutes.size() && minutes.get(nextMinute).oldestNs > timeNs; nextMinute++) {
            Minute minute = minutes.get(nextMinute);
            minute.worth.undo(minute);
        }
        for (; nextGrant < grants.size() && grants.get(nextGrant).grantedNs() > timeNs; nextGrant++) {
            GrantRecord grant = grants.get(nextGrant);
            PastWorth worth = worths.get(grant.portfolioId());
            if (worth != null) {
                worth.undo(grant);
            }
        }
        while (sessions.get(session).openedNs() > timeNs) {
            session++;
        }
        return worths.get(sessions.get(session).portfolioId());
    }

    private boolean add(FillRecord fill) {
        oldestFillNs = fill.executedNs();
        PastWorth worth = worths.get(fill.portfolioId());
        if (worth != null && worth.has(fill)) {
            long openNs = CandleInterval.ONE_MINUTE.openNs(fill.executedNs() - 1);
            Minute last = minutes.isEmpty() ? null : minutes.getLast();
            if (last == null || last.openNs != openNs || !last.worth.equals(worth)) {
                last = new Minute(worth, openNs);
                minutes.add(last);
            }
            last.add(fill);
        }
        return true;
    }
}
