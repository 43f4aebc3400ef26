package io.bullring.gateway.history;

import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way back through a session: what it traded and was given is taken back, the newest first. Of its fills it keeps what those of a
 * minute came to together, so that its memory does not grow with how often one trades. Bounded by the rows that it may look at; it does
 * not know the way before them. For one thread.
 */
final class WalkBack {
    private final SessionRecord session;
    private final List<Minute> minutes = new ArrayList<>();
    private final List<GrantRecord> grants;
    private final PastWorth worth;
    private final int maxRows;
    private final boolean isFillsCut;
    private long oldestFillNs;
    private int nextMinute;
    private int nextGrant;

    /** What the fills of a minute changed, its last nanosecond being the next full minute. */
    static final class Minute {
        private final long openNs;
        private final Map<Integer, Long> quantitiesE8 = new HashMap<>();
        private long oldestNs;
        private long cashE8;
        private long realizedPnlE8;

        Minute(long openNs) {
            this.openNs = openNs;
        }

        Map<Integer, Long> quantitiesE8() {
            return quantitiesE8;
        }

        long cashE8() {
            return cashE8;
        }

        long realizedPnlE8() {
            return realizedPnlE8;
        }

        private void add(FillRecord fill) {
            boolean isBuy = fill.side() == Side.BUY;
            oldestNs = fill.executedNs();
            cashE8 += (isBuy ? -fill.notionalE8() : fill.notionalE8()) - fill.feeE8();
            quantitiesE8.merge(fill.instrumentId(), isBuy ? fill.quantityE8() : -fill.quantityE8(), Long::sum);
            realizedPnlE8 += fill.realizedPnlE8() == OrderRecord.NONE ? 0 : fill.realizedPnlE8();
        }
    }

    /** @param fromNs it goes back to this time at most */
    WalkBack(HistoryStore history, int agentId, SessionRecord session, long fromNs, int maxRows) {
        this.session = session;
        this.maxRows = maxRows;
        isFillsCut = !history.walkFills(agentId, fromNs, maxRows, this::add);
        grants = history.newestGrants(agentId, fromNs, maxRows);
        worth = new PastWorth(session);
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

    /** The session as it was at a full minute, or before all that is known; not after the time asked for before. */
    PastWorth to(long timeNs) {
        for (; nextMinute < minutes.size() && minutes.get(nextMinute).oldestNs > timeNs; nextMinute++) {
            worth.undo(minutes.get(nextMinute));
        }
        for (; nextGrant < grants.size() && grants.get(nextGrant).grantedNs() > timeNs; nextGrant++) {
            if (isOfSession(grants.get(nextGrant))) {
                worth.undo(grants.get(nextGrant));
            }
        }
        return worth;
    }

    private boolean add(FillRecord fill) {
        oldestFillNs = fill.executedNs();
        if (session.has(fill)) {
            long openNs = CandleInterval.ONE_MINUTE.openNs(fill.executedNs() - 1);
            if (minutes.isEmpty() || minutes.getLast().openNs != openNs) {
                minutes.add(new Minute(openNs));
            }
            minutes.getLast().add(fill);
        }
        return true;
    }

    /** It may be of another portfolio of the agent, or newer than what is known of the session. */
    private boolean isOfSession(GrantRecord grant) {
        return grant.portfolioId() == session.portfolioId() && grant.sequence() <= session.lastGrant();
    }
}
