package io.bullring.gateway.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.id.PublicIds;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Agents, and the answers that show an agent's key. Any thread. */
public final class AgentRenderer {
    private static final String PREVIEW_END = "...";
    private static final String NO_SETTINGS = "{}";
    private static final String SAVE_KEY = "Save your API key: it is shown only once and cannot be retrieved.";

    private final PublicIds ids;

    public AgentRenderer(PublicIds ids) {
        this.ids = ids;
    }

    /**
     * A new agent.
     *
     * @param apiKey shown here and nowhere else
     * @param startingBalance in the scale in which it was asked for
     */
    public HttpAnswer created(Agent agent, String apiKey, String startingBalance) {
        String id = ids.agent(agent.agentId()).toString();
        return HttpAnswer.created(json -> {
            json.writeStartObject();
            json.writeStringField("agent_id", id);
            json.writeStringField("id", id);
            json.writeStringField("name", agent.name());
            json.writeStringField("display_name", agent.name());
            json.writeStringField("api_key", apiKey);
            json.writeStringField("starting_balance", startingBalance);
            json.writeStringField("created_at", TimeText.of(agent.createdNs()));
            json.writeStringField("status", "active");
            renderSettings(json, agent);
            json.writeStringField("message", SAVE_KEY);
            json.writeEndObject();
        });
    }

    /** @param apiKey the only one from now on; shown here and nowhere else */
    public HttpAnswer keyRotated(int agentId, String apiKey) {
        String id = ids.agent(agentId).toString();
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("agent_id", id);
            json.writeStringField("api_key", apiKey);
            json.writeStringField("message", SAVE_KEY + " The former key is not valid any more.");
            json.writeEndObject();
        });
    }

    /** An agent that has begun anew, with its new session. */
    public HttpAnswer reset(Agent agent) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            renderFields(json, agent);
            json.writeStringField("session_id", ids.session(agent.portfolioId()).toString());
            json.writeEndObject();
        });
    }

    /** One agent. */
    public HttpAnswer agent(Agent agent) {
        return HttpAnswer.ok(json -> renderAgent(json, agent));
    }

    /**
     * A part of an account's agents.
     *
     * @param total how many the account has
     */
    public HttpAnswer agents(List<Agent> agents, int total) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("agents");
            for (Agent agent : agents) {
                renderAgent(json, agent);
            }
            json.writeEndArray();
            json.writeNumberField("total", total);
            json.writeEndObject();
        });
    }

    /**
     * An agent and how it stands.
     *
     * @param fills of its session; of one that began while the answer was made there may be none yet
     */
    public record Summary(Agent agent, Standing standing, long fills) {}

    /**
     * A part of an account's active agents.
     *
     * @param total how many the account has
     */
    public HttpAnswer overview(List<Summary> summaries, int total) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("agents");
            for (Summary summary : summaries) {
                renderSummary(json, summary);
            }
            json.writeEndArray();
            json.writeNumberField("total", total);
            json.writeEndObject();
        });
    }

    private void renderSummary(JsonGenerator json, Summary summary) throws IOException {
        Standing standing = summary.standing();
        json.writeStartObject();
        renderFields(json, summary.agent());
        json.writeStringField("current_equity", standing.equity().toPlainString());
        json.writeStringField("total_pnl", standing.totalPnl().toPlainString());
        json.writeStringField("realized_pnl", standing.realizedPnl().toPlainString());
        json.writeStringField("unrealized_pnl", standing.unrealizedPnl().toPlainString());
        json.writeStringField("roi_pct", standing.roiPct().toPlainString());
        json.writeNumberField("trade_count", summary.fills());
        json.writeNumberField("total_trades", summary.fills());
        json.writeNumberField("open_orders", standing.openOrders());
        json.writeNumberField("open_positions", standing.positions().size());
        json.writeEndObject();
    }

    private void renderAgent(JsonGenerator json, Agent agent) throws IOException {
        json.writeStartObject();
        renderFields(json, agent);
        json.writeEndObject();
    }

    private void renderFields(JsonGenerator json, Agent agent) throws IOException {
        UUID id = ids.agent(agent.agentId());
        json.writeStringField("id", id.toString());
        json.writeStringField("agent_id", id.toString());
        json.writeStringField("account_id", ids.account(agent.accountId()).toString());
        json.writeStringField("name", agent.name());
        json.writeStringField("display_name", agent.name());
        json.writeStringField("description", agent.description());
        json.writeStringField("api_key_preview", agent.keyPreview() + PREVIEW_END);
        json.writeStringField("starting_balance", E8Text.of(agent.startingBalanceE8()));
        json.writeStringField("llm_model", agent.llmModel());
        json.writeStringField("framework", agent.framework());
        json.writeArrayFieldStart("strategy_tags");
        for (String tag : agent.strategyTags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        renderSettings(json, agent);
        json.writeStringField("avatar_url", agent.avatarUrl() == null ? Avatar.url(id) : agent.avatarUrl());
        json.writeStringField("color", agent.color() == null ? Avatar.color(id) : agent.color());
        json.writeStringField("status", agent.archived() ? "archived" : "active");
        json.writeStringField("created_at", TimeText.of(agent.createdNs()));
        json.writeStringField("updated_at", TimeText.of(agent.updatedNs()));
    }

    private static int length(String textOrNull) {
        return textOrNull == null ? 0 : textOrNull.length();
    }

    /** As their owner wrote them: they were parsed when they came in, so they are JSON. */
    private static void renderSettings(JsonGenerator json, Agent agent) throws IOException {
        String settings = agent.riskConfig() == null ? NO_SETTINGS : agent.riskConfig();
        json.writeFieldName("risk_config");
        json.writeRawValue(settings);
        json.writeFieldName("risk_profile");
        json.writeRawValue(settings);
    }
}
