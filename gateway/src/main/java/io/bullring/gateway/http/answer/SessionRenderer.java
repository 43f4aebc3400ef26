package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.history.SessionRecord;
import io.bullring.gateway.history.Tally;
import io.bullring.gateway.history.WideAmount;
import io.bullring.gateway.history.WorthPoint;
import io.bullring.gateway.id.PublicIds;
import io.bullring.gateway.market.MarketBoard;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Sessions: the present one, its result, and how one gave way to the next. Any thread. */
public final class SessionRenderer {
    private static final int SCALE = 8;
    private static final String NOTHING = "0";
    private static final String PREVIEW_END = "...";

    private final PublicIds ids;
    private final MarketBoard market;

    public SessionRenderer(PublicIds ids, MarketBoard market) {
        this.ids = ids;
        this.market = market;
    }

    /**
     * An agent's session that ended and the one that began. Amounts are E8, USDT.
     *
     * @param timeNs when, nanoseconds since 1970, UTC
     */
    public record Exchanged(
            long closedPortfolioId, long endingEquityE8, long freshPortfolioId, long startingBalanceE8, long timeNs) {}

    /** An account and the agent that it acts on, with its session and limits. */
    public HttpAnswer info(Account account, Agent agent, SessionRecord session) {
        RiskProfile limits = agent.limits(account, market.rules().riskDefaults());
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("account_id", ids.account(account.accountId()).toString());
            json.writeStringField("api_key", account.keyPreview() + PREVIEW_END);
            json.writeStringField("display_name", account.displayName());
            json.writeStringField("status", account.suspended() ? "suspended" : "active");
            json.writeStringField("starting_balance", E8Text.of(session.startingBalanceE8()));
            json.writeObjectFieldStart("current_session");
            json.writeStringField("session_id", ids.session(session.portfolioId()).toString());
            json.writeStringField("started_at", TimeText.of(session.openedNs()));
            json.writeEndObject();
            json.writeFieldName("risk_profile");
            RiskRenderer.renderLimits(json, limits);
            json.writeStringField("created_at", TimeText.of(account.createdNs()));
            json.writeStringField("agent_id", ids.agent(agent.agentId()).toString());
            json.writeStringField("agent_name", agent.name());
            json.writeFieldName("risk_config");
            RiskRenderer.renderAll(json, limits);
            json.writeEndObject();
        });
    }

    /**
     * What came of a session. Fees are in realised and unrealised results already; {@code net_pnl} takes them off once more,
     * as it is documented, and {@code net_pnl_after_fees} does not.
     *
     * @param tally of the fills within the period
     */
    public HttpAnswer pnl(SessionRecord session, Tally tally, String period) {
        BigDecimal realized = decimal(tally.realizedPnlE8());
        BigDecimal unrealized = worth(session, session.openedNs()).unrealizedPnl();
        BigDecimal total = realized.add(unrealized);
        BigDecimal fees = decimal(tally.feesE8());
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("period", period);
            json.writeStringField("realized_pnl", tally.sales() == 0 ? NOTHING : realized.toPlainString());
            json.writeStringField("unrealized_pnl",
                    session.holdings().isEmpty() ? NOTHING : unrealized.toPlainString());
            json.writeStringField("total_pnl", total.toPlainString());
            json.writeStringField("fees_paid", tally.fills() == 0 ? NOTHING : fees.toPlainString());
            json.writeStringField("net_pnl", total.subtract(fees).toPlainString());
            json.writeStringField("net_pnl_after_fees", total.toPlainString());
            json.writeNumberField("winning_trades", tally.winning());
            json.writeNumberField("losing_trades", tally.losing());
            json.writeStringField("win_rate", winRate(tally));
            json.writeEndObject();
        });
    }

    /**
     * A reset.
     *
     * @param before the session that was expected to end; when another one did, because of a reset in between, nothing is told of it
     * @param agentsReset how many agents were reset
     */
    public HttpAnswer reset(SessionRecord before, Exchanged exchanged, int agentsReset) {
        String sessionId = ids.session(exchanged.freshPortfolioId()).toString();
        String startingBalance = E8Text.of(exchanged.startingBalanceE8());
        String startedAt = TimeText.of(exchanged.timeNs());
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("message", "Account reset successful");
            json.writeFieldName("previous_session");
            renderEnded(json, before, exchanged);
            json.writeObjectFieldStart("new_session");
            json.writeStringField("session_id", sessionId);
            json.writeStringField("starting_balance", startingBalance);
            json.writeStringField("started_at", startedAt);
            json.writeEndObject();
            json.writeStringField("session_id", sessionId);
            json.writeStringField("starting_balance", startingBalance);
            json.writeStringField("started_at", startedAt);
            json.writeNumberField("agents_reset", agentsReset);
            json.writeEndObject();
        });
    }

    private void renderEnded(JsonGenerator json, SessionRecord before, Exchanged exchanged) throws IOException {
        if (before.portfolioId() != exchanged.closedPortfolioId()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("session_id", ids.session(before.portfolioId()).toString());
        WorthPoint last = ended(before, exchanged);
        json.writeStringField("ending_equity", E8Text.of(last.equityE8()));
        json.writeStringField("total_pnl", last.totalPnl().toPlainString());
        json.writeNumberField("duration_days", TimeUnit.NANOSECONDS.toDays(exchanged.timeNs() - before.openedNs()));
        json.writeEndObject();
    }

    /** The engine's figure; where that stopped at the largest number, what the last prices make of the session, which is at least as much. */
    private WorthPoint ended(SessionRecord before, Exchanged exchanged) {
        WorthPoint last = worth(before, exchanged.timeNs());
        WideAmount toldE8 = WideAmount.of(exchanged.endingEquityE8());
        WideAmount equityE8 = exchanged.endingEquityE8() == Long.MAX_VALUE ? toldE8.max(last.equityE8()) : toldE8;
        return new WorthPoint(last.timeNs(), equityE8, last.capitalE8(), last.realizedPnlE8());
    }

    private WorthPoint worth(SessionRecord session, long timeNs) {
        return session.worth(timeNs, market::lastE8);
    }

    /** Percent of the sales; those that broke even count as not won. */
    private static String winRate(Tally tally) {
        return tally.sales() == 0
                ? NOTHING
                : BigDecimal.valueOf(tally.winning())
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(tally.sales()), SCALE, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static BigDecimal decimal(long valueE8) {
        return BigDecimal.valueOf(valueE8, SCALE);
    }
}
