package io.bullring.gateway.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way back through an agent's sessions: what they traded and were given is taken back, the newest first. Bounded by the rows that
 * it may look at; it does not know the way before them. For one thread.
 */
final class WalkBack {
    private final List<SessionRecord> sessions;
    private final Map<Long, PastWorth> worths = new HashMap<>();
    private final List<FillRecord> fills;
    private final List<GrantRecord> grants;
    private final int maxRows;
    private int session;
    private int nextFill;
    private int nextGrant;

    /**
     * @param sessions one that followed upon the other, the newest first
     * @param fromNs it goes back to this time at most
     */
    WalkBack(HistoryStore history, int agentId, List<SessionRecord> sessions, long fromNs, int maxRows) {
        this.sessions = sessions;
        this.maxRows = maxRows;
        sessions.forEach(one -> worths.put(one.portfolioId(), new PastWorth(one)));
        fills = history.newestFills(agentId, fromNs, maxRows);
        grants = history.newestGrants(agentId, fromNs, maxRows);
    }

    /** Whether the rows ended before the time that it was to go back to. */
    boolean isCut() {
        return fills.size() == maxRows || grants.size() == maxRows;
    }

    /** When the way begins that it does not know; {@code fromNs} when it knows all of it. */
    long knownFromNs(long fromNs) {
        long fillNs = fills.size() == maxRows ? fills.getLast().executedNs() : fromNs;
        long grantNs = grants.size() == maxRows ? grants.getLast().grantedNs() : fromNs;
        return Math.max(fillNs, grantNs);
    }

    /** The session of a time, as it was then; not after the one asked for before, nor before the oldest session began. */
    PastWorth to(long timeNs) {
        for (; nextFill < fills.size() && fills.get(nextFill).executedNs() > timeNs; nextFill++) {
            FillRecord fill = fills.get(nextFill);
            PastWorth worth = worths.get(fill.portfolioId());
            if (worth != null) {
                worth.undo(fill);
            }
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
}
