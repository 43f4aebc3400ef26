package io.bullring.gateway.http;

import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.http.answer.AgentRenderer;
import io.bullring.gateway.http.answer.E8Text;
import io.bullring.gateway.http.answer.EventRenderer;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refusals;
import io.bullring.gateway.http.credential.KeyMint;
import io.bullring.gateway.http.request.AgentBody;
import io.bullring.gateway.http.request.CloneBody;
import io.bullring.gateway.http.request.IdempotencyKey;
import io.bullring.gateway.http.request.QueryText;
import io.bullring.gateway.http.request.ResetBody;
import io.bullring.gateway.http.request.Violation.Place;
import io.bullring.gateway.http.request.Violations;
import io.bullring.gateway.reply.Answer;
import io.bullring.gateway.venue.Venue;
import io.bullring.protocol.AgentArchivedDecoder;
import io.bullring.protocol.AgentCreatedDecoder;
import io.bullring.protocol.AgentDeletedDecoder;
import io.bullring.protocol.AgentResetDecoder;
import io.bullring.protocol.KeyRotatedDecoder;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * An agent's life after its creation: cloned, reset, given another key, archived, deleted. A token is required. The
 * directory follows the events before an answer leaves, so whoever holds the answer finds the old key dead. For one event loop.
 */
final class AgentLifeEndpoints {
    private static final String AGENT_ID = "agent_id";
    private static final String CLONE_NAME_START = "Copy of ";

    private final Venue venue;
    private final Identification identification;
    private final EngineDesk engine;
    private final AgentRenderer agents;
    private final EventRenderer events;
    private final KeyMint mint = new KeyMint();
    private final CloneBody cloneBody = new CloneBody();
    private final ResetBody resetBody = new ResetBody();
    private final AgentCreatedDecoder agentCreated = new AgentCreatedDecoder();

    AgentLifeEndpoints(Venue venue, Identification identification, EngineDesk engine) {
        this.venue = venue;
        this.identification = identification;
        this.engine = engine;
        this.agents = new AgentRenderer(venue.ids());
        this.events = new EventRenderer(venue.ids(), venue.market());
    }

    Future<HttpAnswer> cloneAgent(Request request) {
        return named(request).compose(source -> cloneAgent(source, request));
    }

    Future<HttpAnswer> reset(Request request) {
        return named(request).compose(agent -> reset(agent, request));
    }

    Future<HttpAnswer> regenerateKey(Request request) {
        return named(request).compose(agent -> {
            Violations violations = new Violations();
            String idempotencyKey = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), violations);
            if (!violations.isEmpty()) {
                return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
            }
            String apiKey = mint.agentKey();
            CommandWriter writer = engine.writer();
            int length = writer.once(idempotencyKey, writer.rotateKey(agent.accountId(), apiKey));
            return engine.offer(agent.agentId(), length, answer -> keyRotated(answer, agent.agentId(), apiKey));
        });
    }

    Future<HttpAnswer> archive(Request request) {
        return named(request).compose(agent -> {
            int length = engine.writer().archiveAgent(agent.accountId());
            return engine.offer(agent.agentId(), length, answer -> archived(answer, agent.agentId()));
        });
    }

    Future<HttpAnswer> delete(Request request) {
        return named(request).compose(agent -> {
            int length = engine.writer().deleteAgent(agent.accountId());
            return engine.offer(agent.agentId(), length, this::deleted);
        });
    }

    private Future<Agent> named(Request request) {
        return identification.account(request)
                .compose(account -> identification.agentOf(account, Place.PATH, AGENT_ID, request.pathText(AGENT_ID)));
    }

    private Future<HttpAnswer> cloneAgent(Agent source, Request request) {
        Violations violations = new Violations();
        String idempotencyKey = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), violations);
        if (!cloneBody.read(new QueryText(request.query(), violations), request.body(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        String name = cloneBody.name() == null ? nameOfClone(source.name()) : cloneBody.name();
        String apiKey = mint.agentKey();
        CommandWriter writer = engine.writer();
        int length = writer.once(idempotencyKey, writer.cloneAgent(source.accountId(), apiKey, name));
        return engine.offer(source.agentId(), length, answer -> cloned(answer, apiKey));
    }

    /** Cut off where a name ends that is as long as it may be. */
    private static String nameOfClone(String source) {
        String name = CLONE_NAME_START + source;
        return name.codePointCount(0, name.length()) <= AgentBody.MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, AgentBody.MAX_NAME));
    }

    private HttpAnswer cloned(Answer answer, String apiKey) {
        if (answer.templateId() != AgentCreatedDecoder.TEMPLATE_ID) {
            return events.refused(answer, venue.directory());
        }
        int agentId = agentCreated.wrapAndApplyHeader(answer.event(), 0, answer.header()).agentId();
        return told(agentId, agent -> agents.created(agent, apiKey, E8Text.of(agent.startingBalanceE8())));
    }

    private Future<HttpAnswer> reset(Agent agent, Request request) {
        Violations violations = new Violations();
        if (!resetBody.readForAgent(request.body(), violations)) {
            return Future.succeededFuture(HttpAnswer.of(Refusal.invalid(violations)));
        }
        int length = engine.writer().resetAgent(agent.accountId(), resetBody.startingBalanceE8());
        return engine.offer(agent.agentId(), length, answer -> reset(answer, agent.agentId()));
    }

    private HttpAnswer reset(Answer answer, int agentId) {
        return answer.templateId() == AgentResetDecoder.TEMPLATE_ID
                ? told(agentId, agents::reset)
                : events.refused(answer);
    }

    private HttpAnswer keyRotated(Answer answer, int agentId, String apiKey) {
        return answer.templateId() == KeyRotatedDecoder.TEMPLATE_ID
                ? agents.keyRotated(agentId, apiKey)
                : events.refused(answer, venue.directory());
    }

    private HttpAnswer archived(Answer answer, int agentId) {
        return answer.templateId() == AgentArchivedDecoder.TEMPLATE_ID
                ? told(agentId, agents::agent)
                : events.refused(answer);
    }

    private HttpAnswer deleted(Answer answer) {
        return answer.templateId() == AgentDeletedDecoder.TEMPLATE_ID
                ? HttpAnswer.noContent()
                : events.refused(answer);
    }

    /** What was done may have been followed by a deletion before it is told. */
    private HttpAnswer told(int agentId, Function<Agent, HttpAnswer> rendering) {
        Agent agent = venue.directory().agent(agentId);
        return agent == null
                ? HttpAnswer.of(Refusals.unknownAgent(venue.ids().agent(agentId)))
                : rendering.apply(agent);
    }
}
