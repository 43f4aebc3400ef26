package io.bullring.gateway.http;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.AgentRenderer;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.credential.KeyMint;
import io.bullring.gateway.http.request.AgentBody;
import io.bullring.gateway.http.request.IdempotencyKey;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentUpdatedDecoder;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The agents of an account and what is said of them; a token is required. For one event loop. */
final class AgentEndpoints {
    private static final String AGENT_ID = "agent_id";
    private static final int MOST_AGENTS = 500;
    private static final int USUAL_AGENTS = 100;

    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final PatientReader reader;
    private final AgentRenderer agents;
    private final EventRenderer events;
    private final KeyMint mint = new KeyMint();
    private final AgentBody body = new AgentBody();
    private final AgentCreatedDecoder agentCreated = new AgentCreatedDecoder();

    AgentEndpoints(Venue venue, Identification identification, EngineDesk engine, PatientReader reader) {
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.reader = reader;
        this.agents = new AgentRenderer(venue.ids());
        this.events = new EventRenderer(venue.ids(), venue.market());
    }

    Future<HttpAnswer> create(Request request) {
        return identification.account(request).compose(account -> create(account, request));
    }

    Future<HttpAnswer> list(Request request) {
        return identification.account(request).compose(account -> list(account, request));
    }

    Future<HttpAnswer> agent(Request request) {
        return identification.account(request)
                .compose(account -> named(account, request))
                .map(agents::agent);
    }

    Future<HttpAnswer> update(Request request) {
        return identification.account(request)
                .compose(account -> named(account, request))
                .compose(agent -> update(agent, request));
    }

    private Future<HttpAnswer> create(Account account, Request request) {
        Violations violations = new Violations();
        String idempotencyKey = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), violations);
        if (!body.readNew(request.body(), maxOpenOrders(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        String apiKey = mint.agentKey();
        String startingBalance = body.startingBalance().text();
        CommandWriter writer = engine.writer();
        int length = writer.once(idempotencyKey, writer.createAgent(account.accountId(), apiKey, body));
        return engine.offer(0, length, answer -> created(answer, apiKey, startingBalance));
    }

    private HttpAnswer created(Answer answer, String apiKey, String startingBalance) {
        if (answer.templateId() != AgentCreatedDecoder.TEMPLATE_ID) {
            return events.refused(answer, venue.directory());
        }
        int agentId = agentCreated.wrapAndApplyHeader(answer.event(), 0, answer.header()).agentId();
        return told(agentId, agent -> agents.created(agent, apiKey, startingBalance));
    }

    private Future<HttpAnswer> list(Account account, Request request) {
        Violations violations = new Violations();
        QueryText query = new QueryText(request.query(), violations);
        boolean includesArchived = query.flag("include_archived");
        int limit = query.integer("limit", 1, USUAL_AGENTS, MOST_AGENTS);
        int offset = query.integer("offset", 0, 0, Integer.MAX_VALUE);
        if (!violations.isEmpty()) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        List<Agent> all = includesArchived
                ? venue.directory().agentsOf(account.accountId())
                : venue.directory().activeAgentsOf(account.accountId());
        int total = all.size();
        int from = Math.min(offset, total);
        int to = Math.min(from + limit, total);
        List<Agent> shown = all.subList(from, to).stream().filter(Objects::nonNull).toList();
        long textBytes = shown.stream().mapToLong(Agent::textBytes).sum();
        return reader.render(account.accountId(), textBytes, () -> agents.agents(shown, total));
    }

    private Future<HttpAnswer> update(Agent agent, Request request) {
        Violations violations = new Violations();
        if (!body.readChange(request.body(), maxOpenOrders(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        int length = engine.writer().updateAgent(agent.accountId(), body);
        return engine.offer(agent.agentId(), length, answer -> updated(answer, agent.agentId()));
    }

    private HttpAnswer updated(Answer answer, int agentId) {
        return answer.templateId() == AgentUpdatedDecoder.TEMPLATE_ID
                ? told(agentId, agents::agent)
                : events.refused(answer);
    }

    /** What was done may have been followed by a deletion before it is told. */
    private HttpAnswer told(int agentId, Function<Agent, HttpAnswer> rendering) {
        Agent agent = venue.directory().agent(agentId);
        return agent == null
                ? HttpAnswer.of(Refusals.unknownAgent(venue.ids().agent(agentId)))
                : rendering.apply(agent);
    }

    private Future<Agent> named(Account account, Request request) {
        return identification.agentOf(account, Place.PATH, AGENT_ID, request.pathText(AGENT_ID));
    }

    private int maxOpenOrders() {
        return venue.market().rules().maxOpenOrdersPerAgent();
    }
}
