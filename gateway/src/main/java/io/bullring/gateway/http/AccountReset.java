package io.bullring.gateway.http;

import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.SessionRenderer.Exchanged;
import io.bullring.gateway.reply.Answer;
import io.bullring.protocol.AgentResetDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;

/**
 * Resets one agent, then others of its account, one command after the other: every agent's reset is whole, all of them together
 * are not one step. Agents that are archived or deleted meanwhile are passed over; a refusal of the first is that of the whole, and
 * behind it nothing has happened. For one reset, on its event loop.
 */
final class AccountReset {
    private static final int RETRY_SECONDS = 1;

    private final EngineDesk engine;
    private final EventRenderer events;
    private final Agent first;
    private final long startingBalanceE8;
    private final String balanceField;
    private final Promise<HttpAnswer> done = Promise.promise();
    private final AgentResetDecoder agentReset = new AgentResetDecoder();
    private Iterator<Agent> others;
    private Exchanged told;
    private int count;

    /**
     * @param first whose sessions are told
     * @param balanceField what the request calls its balance
     */
    AccountReset(
            EngineDesk engine, EventRenderer events, Agent first, long startingBalanceE8, String balanceField) {
        this.engine = engine;
        this.events = events;
        this.first = first;
        this.startingBalanceE8 = startingBalanceE8;
        this.balanceField = balanceField;
    }

    /**
     * Succeeds with null when all is done, otherwise with why not.
     *
     * @param all agents, of whom the first may be one; null in the place of one that is gone
     */
    Future<HttpAnswer> run(List<Agent> all) {
        others = all.iterator();
        reset(first);
        return done.future();
    }

    /** How the sessions of the first agent were exchanged. */
    Exchanged told() {
        return told;
    }

    /** How many agents were reset. */
    int count() {
        return count;
    }

    private void reset(Agent agent) {
        int length = engine.writer().resetAgent(agent.accountId(), startingBalanceE8);
        engine.offer(agent.agentId(), length, this::refusalOrNull).onFailure(done::fail).onSuccess(refusal -> {
            if (refusal == null) {
                resetNext();
            } else {
                done.complete(count == 0 ? refusal : partly());
            }
        });
    }

    private void resetNext() {
        while (others.hasNext()) {
            Agent next = others.next();
            if (next != null && next.agentId() != first.agentId() && !next.archived()) {
                reset(next);
                return;
            }
        }
        done.complete(null);
    }

    /** Null when the agent has begun anew, or when there was nothing to reset any more. */
    private HttpAnswer refusalOrNull(Answer answer) {
        if (answer.templateId() != AgentResetDecoder.TEMPLATE_ID) {
            return count > 0 && events.isAgentGone(answer) ? null : events.refusedReset(answer, balanceField);
        }
        agentReset.wrapAndApplyHeader(answer.event(), 0, answer.header());
        if (count == 0) {
            told = new Exchanged(
                    agentReset.closedPortfolioId(),
                    agentReset.endingEquityE8(),
                    agentReset.portfolioId(),
                    agentReset.startingBalanceE8(),
                    answer.timeNs());
        }
        count++;
        return null;
    }

    private HttpAnswer partly() {
        return HttpAnswer.of(Refusal.unavailable(
                "partly_reset", count + " agents were reset, the others were not: send it again.", RETRY_SECONDS)
                .with("agents_reset", count));
    }
}
