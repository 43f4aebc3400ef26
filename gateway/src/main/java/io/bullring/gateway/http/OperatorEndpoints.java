package io.bullring.gateway.http;

import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.event.Carriers;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.OperatorRenderer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.request.AgentFeesBody;
import io.bullring.gateway.http.request.GrantBody;
import io.bullring.gateway.http.request.IdText;
import io.bullring.gateway.http.request.OperatorBody;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.id.PublicIds.Kind;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.AccountStatusChangedDecoder;
import io.bullring.protocol.AgentFeesChangedDecoder;
import io.bullring.protocol.BaseGrantedDecoder;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.KillSwitchChangedDecoder;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/**
 * The calls of the operator about those who trade: kill switches, the status of accounts, what agents are given to trade and what they
 * pay in books. All behind
 * the {@link OperatorGate}. For one event loop.
 */
final class OperatorEndpoints {
    private static final String ACCOUNT_ID = "account_id";
    private static final String AGENT_ID = "agent_id";
    private static final int NOBODY = 0;

    private final Venue venue;
    private final OperatorGate gate;
    private final EngineDesk engine;
    private final EventRenderer events;
    private final OperatorRenderer changes;
    private final OperatorBody body = new OperatorBody();
    private final GrantBody grant = new GrantBody();
    private final AgentFeesBody fees = new AgentFeesBody();
    private final AccountStatusChangedDecoder statusChanged = new AccountStatusChangedDecoder();
    private final KillSwitchChangedDecoder switchChanged = new KillSwitchChangedDecoder();
    private final BaseGrantedDecoder granted = new BaseGrantedDecoder();
    private final AgentFeesChangedDecoder feesChanged = new AgentFeesChangedDecoder();

    OperatorEndpoints(Venue venue, OperatorGate gate, EngineDesk engine) {
        this.venue = venue;
        this.gate = gate;
        this.engine = engine;
        this.events = new EventRenderer(venue.ids(), venue.market());
        this.changes = new OperatorRenderer(venue.ids(), venue.market());
    }

    /** Stops or lets trade everybody. */
    Future<HttpAnswer> switchVenue(Request request) {
        return gate.admitted(request, () -> turn(request, NOBODY, NOBODY, KillScope.VENUE));
    }

    /** Stops or lets trade all agents of an account. */
    Future<HttpAnswer> switchAccount(Request request) {
        return gate.admitted(request, () -> {
            Violations violations = new Violations();
            int accountId = id(request, Kind.ACCOUNT, ACCOUNT_ID, violations);
            return violations.isEmpty()
                    ? turn(request, NOBODY, accountId, KillScope.ACCOUNT)
                    : refused(Refusal.invalid(violations));
        });
    }

    /** Stops or lets trade one agent. */
    Future<HttpAnswer> switchAgent(Request request) {
        return gate.admitted(
                request,
                () -> withAgent(
                        request,
                        agent -> turn(request, agent.agentId(), agent.accountId(), KillScope.AGENT)));
    }

    /** Gives an agent base asset of an instrument that is traded in a book. */
    Future<HttpAnswer> grant(Request request) {
        return gate.admitted(request, () -> withAgent(request, agent -> grant(request, agent)));
    }

    /** What an agent pays in books. */
    Future<HttpAnswer> fees(Request request) {
        return gate.admitted(
                request,
                () -> withAgent(
                        request,
                        agent -> Future.succeededFuture(changes.fees(agent.agentId(), agent.fees()))));
    }

    /** Says what an agent pays in books, whatever these ask; or lets them ask. */
    Future<HttpAnswer> changeFees(Request request) {
        return gate.admitted(request, () -> withAgent(request, agent -> changeFees(request, agent)));
    }

    /** Suspends an account, or makes it active again. */
    Future<HttpAnswer> changeStatus(Request request) {
        return gate.admitted(request, () -> {
            Violations violations = new Violations();
            int accountId = id(request, Kind.ACCOUNT, ACCOUNT_ID, violations);
            if (!violations.isEmpty() || !body.readStatus(request.body(), violations)) {
                return refused(Refusal.invalid(violations));
            }
            int length = engine.writer().accountStatus(accountId, body.status());
            return engine.offer(NOBODY, length, this::statusChanged);
        });
    }

    private Future<HttpAnswer> grant(Request request, Agent agent) {
        Violations violations = new Violations();
        if (!grant.read(request.body(), violations)) {
            return refused(Refusal.invalid(violations));
        }
        Listing listing = venue.market().listing(grant.symbol());
        if (listing == null) {
            return refused(Refusals.unknownSymbol(grant.symbol()));
        }
        int length = engine.writer().grantBase(agent.accountId(), listing.instrumentId(), grant.quantityE8());
        return engine.offer(agent.agentId(), length, this::granted);
    }

    private Future<HttpAnswer> changeFees(Request request, Agent agent) {
        Violations violations = new Violations();
        if (!fees.read(request.body(), violations)) {
            return refused(Refusal.invalid(violations));
        }
        int length = engine.writer().agentFees(agent.accountId(), fees.fees());
        return engine.offer(agent.agentId(), length, this::feesChanged);
    }

    private Future<HttpAnswer> withAgent(Request request, Function<Agent, Future<HttpAnswer>> then) {
        Violations violations = new Violations();
        int agentId = id(request, Kind.AGENT, AGENT_ID, violations);
        if (!violations.isEmpty()) {
            return refused(Refusal.invalid(violations));
        }
        Agent agent = venue.directory().agent(agentId);
        return agent == null
                ? refused(Refusals.unknownAgent(UUID.fromString(request.pathText(AGENT_ID).strip())))
                : then.apply(agent);
    }

    private Future<HttpAnswer> turn(Request request, int agentId, int accountId, KillScope scope) {
        Violations violations = new Violations();
        if (!body.readSwitch(request.body(), violations)) {
            return refused(Refusal.invalid(violations));
        }
        int length = engine.writer().killSwitch(accountId, scope, body.engaged());
        return engine.offer(agentId, length, this::switchChanged);
    }

    private HttpAnswer statusChanged(Answer answer) {
        return answer.templateId() == AccountStatusChangedDecoder.TEMPLATE_ID
                ? changes.status(statusChanged.wrapAndApplyHeader(answer.event(), 0, answer.header()))
                : events.refused(answer);
    }

    private HttpAnswer switchChanged(Answer answer) {
        return answer.templateId() == KillSwitchChangedDecoder.TEMPLATE_ID
                ? changes.killSwitch(switchChanged.wrapAndApplyHeader(answer.event(), 0, answer.header()))
                : events.refused(answer);
    }

    private HttpAnswer granted(Answer answer) {
        return answer.templateId() == BaseGrantedDecoder.TEMPLATE_ID
                ? changes.granted(granted.wrapAndApplyHeader(answer.event(), 0, answer.header()))
                : events.refused(answer);
    }

    private HttpAnswer feesChanged(Answer answer) {
        if (answer.templateId() != AgentFeesChangedDecoder.TEMPLATE_ID) {
            return events.refused(answer);
        }
        feesChanged.wrapAndApplyHeader(answer.event(), 0, answer.header());
        return changes.fees(feesChanged.agentId(), Carriers.fees(feesChanged));
    }

    /** The engine's id behind a public one; one that this venue never gave is 0, which nobody has. */
    private int id(Request request, Kind kind, String name, Violations violations) {
        UUID id = IdText.parse(Place.PATH, name, request.pathText(name), violations);
        long counter = id == null ? 0 : venue.ids().counter(kind, id);
        return counter > 0 && counter <= Integer.MAX_VALUE ? (int) counter : 0;
    }

    private static Future<HttpAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(HttpAnswer.of(refusal));
    }
}
