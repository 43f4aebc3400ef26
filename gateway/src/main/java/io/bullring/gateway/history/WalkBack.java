package io.bullring.gateway.history;

import java.util.List;

/**
 * The way back through a session: what it traded and was given is taken back, the newest first. Bounded by the rows that it may
 * look at; it does not know the way before them. For one thread.
 */
final class WalkBack {
    private final SessionRecord session;
    private final List<FillRecord> fills;
    private final List<GrantRecord> grants;
    private final PastWorth worth;
    private final int maxRows;
    private int nextFill;
    private int nextGrant;

    /** @param fromNs it goes back to this time at most */
    WalkBack(HistoryStore history, int agentId, SessionRecord session, long fromNs, int maxRows) {
        this.session = session;
        this.maxRows = maxRows;
        fills = history.newestFills(agentId, fromNs, maxRows);
        grants = history.newestGrants(agentId, fromNs, maxRows);
        worth = new PastWorth(session);
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

    /** The session as it was at a time, not after the one asked for before. */
    PastWorth to(long timeNs) {
        for (; nextFill < fills.size() && fills.get(nextFill).executedNs() > timeNs; nextFill++) {
            if (isOfSession(fills.get(nextFill))) {
                worth.undo(fills.get(nextFill));
            }
        }
        for (; nextGrant < grants.size() && grants.get(nextGrant).grantedNs() > timeNs; nextGrant++) {
            if (isOfSession(grants.get(nextGrant))) {
                worth.undo(grants.get(nextGrant));
            }
        }
        return worth;
    }

    /** It may be of another portfolio of the agent, or newer than what is known of the session. */
    private boolean isOfSession(FillRecord fill) {
        return fill.portfolioId() == session.portfolioId() && fill.fillId() <= session.lastFillId();
    }

    private boolean isOfSession(GrantRecord grant) {
        return grant.portfolioId() == session.portfolioId() && grant.sequence() <= session.lastGrant();
    }
}
