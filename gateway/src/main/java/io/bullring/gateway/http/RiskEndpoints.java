package io.bullring.gateway.http;

import io.bullring.core.account.RiskProfile;
import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.RiskRenderer;
import io.bullring.gateway.http.request.RiskLimitsBody;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.AccountUpdatedDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import io.vertx.core.Future;

/**
 * The three risk limits that have calls of their own. Other settings stay as they are: as they are when the request comes in,
 * for the engine replaces settings as a whole. Of two changes at the same time the later one wins. For one event loop.
 */
final class RiskEndpoints {
    private static final String AGENT_ID = "agent_id";

    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final EventRenderer events;
    private final RiskLimitsBody body = new RiskLimitsBody();

    RiskEndpoints(Venue venue, Identification identification, EngineDesk engine) {
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.events = new EventRenderer(venue.ids(), venue.market());
    }

    /** What an agent may do, wherever its limits come from. */
    Future<HttpAnswer> ofAgent(Request request) {
        return named(request).map(agent -> {
            Account account = venue.directory().account(agent.accountId());
            return RiskRenderer.limits(agent.limits(account, venue.market().rules().riskDefaults()));
        });
    }

    Future<HttpAnswer> changeAgent(Request request) {
        return named(request).compose(agent -> change(agent, request));
    }

    /** By the agent itself: refused, for an agent that may loosen its own limits has none. */
    Future<HttpAnswer> changeOwn(Request request) {
        return identification.scope(request).compose(scope -> {
            if (scope.byAgentItself()) {
                return refused(Refusal.of(
                        ErrorCode.PERMISSION_DENIED, "An agent cannot change its own limits; its account can."));
            }
            return scope.agent() == null ? change(scope.account(), request) : change(scope.agent(), request);
        });
    }

    private Future<Agent> named(Request request) {
        return identification.account(request)
                .compose(account -> identification.agentOf(account, Place.PATH, AGENT_ID, request.pathText(AGENT_ID)));
    }

    private Future<HttpAnswer> change(Agent agent, Request request) {
        Violations violations = new Violations();
        String riskConfig = read(request, agent.riskConfig(), violations);
        if (riskConfig == null) {
            return refused(Refusal.invalid(violations));
        }
        RiskProfile changed = body.over(agent.riskProfile());
        int length = engine.writer().agentRisk(agent.accountId(), changed, riskConfig);
        return engine.offer(
                agent.agentId(), length, answer -> changed(answer, AgentUpdatedDecoder.TEMPLATE_ID, changed));
    }

    private Future<HttpAnswer> change(Account account, Request request) {
        Violations violations = new Violations();
        String riskConfig = read(request, account.riskConfig(), violations);
        if (riskConfig == null) {
            return refused(Refusal.invalid(violations));
        }
        RiskProfile changed = body.over(account.riskProfile());
        int length = engine.writer().accountRisk(account.accountId(), changed, riskConfig);
        return engine.offer(0, length, answer -> changed(answer, AccountUpdatedDecoder.TEMPLATE_ID, changed));
    }

    /** The settings as they will be, null when something is wrong with the body. */
    private String read(Request request, String riskConfig, Violations violations) {
        return body.read(request.body(), venue.market().rules().maxOpenOrdersPerAgent(), violations)
                ? body.over(riskConfig, violations)
                : null;
    }

    private HttpAnswer changed(Answer answer, int expectedTemplateId, RiskProfile changed) {
        return answer.templateId() == expectedTemplateId ? RiskRenderer.limits(changed) : events.refused(answer);
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
