package io.bullring.gateway.http.answer;

import io.bullring.arena.metric.DeflatedSharpe;
import io.bullring.arena.metric.EquityCurve;
import io.bullring.arena.metric.SaleResults;
import io.bullring.gateway.analytics.Performance;
import io.bullring.gateway.analytics.Period;
import io.bullring.gateway.analytics.Ranking;
import io.bullring.gateway.analytics.Ranking.Row;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.gateway.id.PublicIds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Figures about agents and accounts; a figure of nothing is zero, never null. Any thread. */
public final class AnalyticsRenderer {
    private static final int SCALE = 8;

    private final PublicIds ids;

    public AnalyticsRenderer(PublicIds ids) {
        this.ids = ids;
    }

    public HttpAnswer performance(Performance performance, Period period) {
        EquityCurve curve = performance.curve();
        SaleResults sales = performance.sales();
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("period", period.text());
            json.writeStringField("sharpe_ratio", text(curve.sharpeRatio()));
            json.writeStringField("sortino_ratio", text(curve.sortinoRatio()));
            json.writeStringField("max_drawdown_pct", text(curve.maxDrawdownPct()));
            json.writeNumberField("max_drawdown_duration_days", curve.longestDrawdownDays());
            json.writeStringField("win_rate", text(sales.winRatePct()));
            json.writeStringField("profit_factor", text(sales.profitFactor()));
            json.writeStringField("avg_win", text(sales.averageWin()));
            json.writeStringField("avg_loss", text(sales.averageLoss()));
            json.writeNumberField("total_trades", sales.count());
            json.writeStringField("avg_trades_per_day", text(performance.tradesPerDay()));
            json.writeStringField("best_trade", text(sales.best()));
            json.writeStringField("worst_trade", text(sales.worst()));
            json.writeNumberField("current_streak", performance.streak());
            json.writeEndObject();
        });
    }

    /** @param agent null: all agents of the account together */
    public HttpAnswer worth(int accountId, Agent agent, String interval, List<WorthPoint> points) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("account_id", ids.account(accountId).toString());
            if (agent != null) {
                json.writeStringField("agent_id", ids.agent(agent.agentId()).toString());
            }
            json.writeStringField("interval", interval);
            json.writeArrayFieldStart("snapshots");
            for (WorthPoint point : points) {
                json.writeStartObject();
                json.writeStringField("time", TimeText.of(point.timeNs()));
                json.writeStringField("total_equity", E8Text.of(point.equityE8()));
                json.writeStringField("unrealized_pnl", text(point.unrealizedPnl()));
                json.writeStringField("realized_pnl", E8Text.of(point.realizedPnlE8()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The first places of a ranking. */
    public HttpAnswer ranking(Ranking ranking, int limit) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("period", ranking.period().text());
            json.writeBooleanField("complete", ranking.isComplete());
            json.writeArrayFieldStart("rankings");
            int rank = 0;
            for (Row row : ranking.rows().subList(0, Math.min(limit, ranking.rows().size()))) {
                json.writeStartObject();
                json.writeNumberField("rank", ++rank);
                json.writeStringField("account_id", ids.account(row.account().accountId()).toString());
                if (row.agent() != null) {
                    json.writeStringField("agent_id", ids.agent(row.agent().agentId()).toString());
                }
                json.writeStringField("display_name", row.displayName());
                json.writeStringField("roi_pct", text(row.roiPct()));
                json.writeStringField("sharpe_ratio", text(row.sharpeRatio()));
                json.writeStringField("win_rate", text(row.winRatePct()));
                json.writeNumberField("total_trades", row.sales());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Numbers; one that is not finite, as of returns beyond all bounds, is 0. */
    public static HttpAnswer deflatedSharpe(DeflatedSharpe sharpe) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("observed_sharpe", finite(sharpe.observedSharpe()));
            json.writeNumberField("expected_max_sharpe", finite(sharpe.expectedMaxSharpe()));
            json.writeNumberField("deflated_sharpe", finite(sharpe.deflatedSharpe()));
            json.writeNumberField("p_value", finite(sharpe.probability()));
            json.writeBooleanField("is_significant", sharpe.isSignificant());
            json.writeNumberField("num_trials", sharpe.trials());
            json.writeNumberField("num_returns", sharpe.returns());
            json.writeNumberField("skewness", finite(sharpe.skewness()));
            json.writeNumberField("kurtosis", finite(sharpe.excessKurtosis()));
            json.writeEndObject();
        });
    }

    private static double finite(double figure) {
        return Double.isFinite(figure) ? figure : 0;
    }

    private static String text(BigDecimal figure) {
        return figure.setScale(SCALE, RoundingMode.HALF_EVEN).toPlainString();
    }
}
