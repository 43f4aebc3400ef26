package io.bullring.gateway.analytics;

import io.bullring.arena.metric.SaleResults;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.history.WorthCurve;
import io.bullring.gateway.history.WorthPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads figures off the history. What an agent did before its latest reset is no part of its performance, but of its past worth.
 * Blocks while it reads, so never on an event loop; any other thread.
 */
public final class Analyst {
    /** Fills, grants, or sessions, that a curve of the past looks at for an agent: it begins where they end. */
    public static final int MAX_ROWS = 20_000;

    /** Hours that a performance looks back at most: 208 days. */
    static final int MAX_HOURS = 5_000;

    private static final BigDecimal NANOS_PER_DAY = BigDecimal.valueOf(TimeUnit.DAYS.toNanos(1));
    private static final BigDecimal SHORTEST_DAYS =
            BigDecimal.ONE.divide(BigDecimal.valueOf(24), 16, RoundingMode.HALF_UP);
    private static final int DAYS_SCALE = 16;

    private final HistoryStore history;
    private final WorthCurve curves;
    private final WorthCurve wholeCurves;

    public Analyst(HistoryStore history) {
        this.history = history;
        this.curves = new WorthCurve(history, MAX_ROWS);
        this.wholeCurves = new WorthCurve(history, history.maxScannedRows());
    }

    /** Of these agents together, each since its latest reset; null when they have more fills together than are looked at. */
    public Performance performanceOrNull(List<Agent> agents, Period period, long nowNs) {
        PeriodSales sales = new PeriodSales(history);
        SummedCurve summed = new SummedCurve();
        for (Agent agent : agents) {
            SessionRecord session = history.session(agent.agentId(), agent.portfolioId());
            if (session == null) {
                continue;
            }
            long fromNs = Math.max(period.fromNs(nowNs), session.openedNs());
            if (!sales.add(agent.agentId(), session, fromNs)) {
                return null;
            }
            summed.add(wholeCurves.ofSession(
                    agent.agentId(), session, CandleInterval.ONE_HOUR, fromNs, nowNs, MAX_HOURS));
        }
        SaleResults results = sales.results();
        BigDecimal days = days(sales, period, nowNs);
        return new Performance(summed.equity(), results, sales.streak(), results.perDay(days));
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

    private static BigDecimal days(PeriodSales sales, Period period, long nowNs) {
        if (period.isBounded()) {
            return period.days();
        }
        if (sales.results().count() == 0) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(nowNs - sales.firstNs())
                .divide(NANOS_PER_DAY, DAYS_SCALE, RoundingMode.HALF_UP)
                .max(SHORTEST_DAYS);
    }
}
