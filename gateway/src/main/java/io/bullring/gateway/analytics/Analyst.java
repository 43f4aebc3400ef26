package io.bullring.gateway.analytics;

import io.bullring.arena.metric.SaleResults;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.FillRecord;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.history.WorthCurve;
import io.bullring.gateway.history.WorthPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads figures off the history. What an agent did before its latest reset is no part of its performance, but of its past worth.
 * Blocks while it reads, so never on an event loop; any other thread.
 */
public final class Analyst {
    /** Fills, grants, or sessions, that one question looks at for an agent. */
    public static final int MAX_ROWS = 20_000;

    /** Hours that a performance looks back at most: 208 days. */
    static final int MAX_HOURS = 5_000;

    private static final BigDecimal NANOS_PER_DAY = BigDecimal.valueOf(TimeUnit.DAYS.toNanos(1));
    private static final BigDecimal SHORTEST_DAYS =
            BigDecimal.ONE.divide(BigDecimal.valueOf(24), 16, RoundingMode.HALF_UP);
    private static final int DAYS_SCALE = 16;

    private final HistoryStore history;
    private final WorthCurve curves;

    public Analyst(HistoryStore history) {
        this.history = history;
        this.curves = new WorthCurve(history, MAX_ROWS);
    }

    /** Of these agents together, each since its latest reset; null when they have more trades than are looked at. */
    public Performance performanceOrNull(List<Agent> agents, Period period, long nowNs) {
        List<FillRecord> sales = new ArrayList<>();
        SummedCurve summed = new SummedCurve();
        int rowsLeft = MAX_ROWS;
        for (Agent agent : agents) {
            SessionRecord session = history.session(agent.agentId(), agent.portfolioId());
            if (session == null) {
                continue;
            }
            long fromNs = Math.max(period.fromNs(nowNs), session.openedNs());
            List<FillRecord> fills = history.newestFills(agent.agentId(), fromNs, rowsLeft);
            rowsLeft -= fills.size();
            if (rowsLeft <= 0) {
                return null;
            }
            fills.stream().filter(fill -> isSaleOf(session, fill)).forEach(sales::add);
            summed.add(curves.ofSession(
                    agent.agentId(), session, CandleInterval.ONE_HOUR, fromNs, nowNs, MAX_HOURS));
        }
        sales.sort(Comparator.comparingLong(FillRecord::executedNs).thenComparingLong(FillRecord::fillId));
        SaleResults results = new SaleResults();
        sales.forEach(sale -> results.add(sale.realizedPnlE8()));
        return new Performance(summed.equity(), results, results.perDay(days(sales, period, nowNs)));
    }

    /** What these agents were worth together, oldest first, however often they were reset; the newest points up to the limit. */
    public List<WorthPoint> worth(List<Agent> agents, CandleInterval spacing, long nowNs, int limit) {
        SummedCurve summed = new SummedCurve();
        for (Agent agent : agents) {
            SessionRecord session = history.session(agent.agentId(), agent.portfolioId());
            if (session != null) {
                summed.add(curves.ofAgent(agent.agentId(), session, spacing, nowNs, limit));
            }
        }
        return summed.points();
    }

    private static boolean isSaleOf(SessionRecord session, FillRecord fill) {
        return fill.portfolioId() == session.portfolioId() && fill.realizedPnlE8() != OrderRecord.NONE;
    }

    private static BigDecimal days(List<FillRecord> sales, Period period, long nowNs) {
        if (period.isBounded()) {
            return period.days();
        }
        if (sales.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(nowNs - sales.getFirst().executedNs())
                .divide(NANOS_PER_DAY, DAYS_SCALE, RoundingMode.HALF_UP)
                .max(SHORTEST_DAYS);
    }
}
