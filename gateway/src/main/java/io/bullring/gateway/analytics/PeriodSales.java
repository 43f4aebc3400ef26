package io.bullring.gateway.analytics;

import io.bullring.arena.metric.SaleResults;
import io.bullring.arena.metric.SaleStreak;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.SessionRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The sales of some agents in a period, none of which is kept: each agent's fills are walked over, and those of the latest row of wins or
 * losses once more. As many rows are looked at for all of them together as for one agent. For one question.
 */
final class PeriodSales {
    private record Part(int agentId, SessionRecord session, long fromNs) {}

    private final HistoryStore history;
    private final List<Part> parts = new ArrayList<>();
    private final SaleResults results = new SaleResults();
    private final SaleStreak streak = new SaleStreak();
    private long firstNs = Long.MAX_VALUE;
    private int rowsLeft;

    PeriodSales(HistoryStore history) {
        this.history = history;
        this.rowsLeft = history.maxScannedRows();
    }

    /** Those of a session from a time on; false when it has more fills than may still be looked at. */
    boolean add(int agentId, SessionRecord session, long fromNs) {
        parts.add(new Part(agentId, session, fromNs));
        return history.walkFills(agentId, fromNs, rowsLeft, fill -> {
            rowsLeft--;
            if (isSaleOf(session, fill)) {
                results.add(fill.realizedPnlE8());
                streak.add(fill.fillId(), fill.realizedPnlE8());
                firstNs = Math.min(firstNs, fill.executedNs());
            }
            return true;
        });
    }

    SaleResults results() {
        return results;
    }

    /** When the first one was. */
    long firstNs() {
        return firstNs;
    }

    /** How many of the latest ones in a row made a profit, or, negative, a loss. Asked for once, when all have been added. */
    int streak() {
        long lastBefore = streak.lastBefore();
        for (Part part : parts) {
            history.walkFills(part.agentId(), part.fromNs(), history.maxScannedRows(), fill -> {
                if (fill.fillId() > lastBefore && isSaleOf(part.session(), fill)) {
                    streak.count();
                }
                return fill.fillId() > lastBefore;
            });
        }
        return streak.signed();
    }

    private static boolean isSaleOf(SessionRecord session, FillRecord fill) {
        return session.has(fill) && fill.realizedPnlE8() != OrderRecord.NONE;
    }
}
