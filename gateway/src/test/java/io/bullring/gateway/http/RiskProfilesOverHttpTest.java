package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.StateHashes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three risk limits that have calls of their own, of an agent and of an account, over HTTP. */
@Timeout(60)
final class RiskProfilesOverHttpTest extends OneBotOverHttp {
    private static final String LIMITS =
            "{'max_position_size_pct':30,'daily_loss_limit_pct':10,'max_open_orders':7}";

    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldTellTheLimitsThatHold() {
        assertLimits(bot.id(), 25, 20, 50);
        change("/account/risk-profile", LIMITS, "X-API-Key", owner.apiKey());
        assertLimits(bot.id(), 30, 10, 7);
        venue.put("/agents/" + bot.id(), "{'risk_config':{'max_position_size_pct':'12.9'}}", owner.bearer());
        assertLimits(bot.id(), 12, 20, 50);
        assertLimits(owner.agentId(), 30, 10, 7);
    }

    @Test
    void shouldChangeThreeLimitsAndKeepTheOtherSettings() {
        venue.put(
                "/agents/" + bot.id(),
                "{'risk_config':{'max_order_size_pct':'1.50','note':{'a':[1]},'max_open_orders':3,'rate':1.10}}",
                owner.bearer());
        Reply changed = change("/agents/" + bot.id() + "/risk-profile", LIMITS, owner.bearer());
        assertThat(changed.body().toString()).isEqualTo(LIMITS.replace('\'', '"'));
        assertLimits(bot.id(), 30, 10, 7);
        assertThat(venue.get("/agents/" + bot.id(), owner.bearer()).body().path("risk_config").toString())
                .isEqualTo("{\"max_order_size_pct\":\"1.50\",\"note\":{\"a\":[1]},\"rate\":1.1,"
                        + "\"max_position_size_pct\":30,\"daily_loss_limit_pct\":10,\"max_open_orders\":7}");
        Reply order = venue.post(
                "/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}", bot.key());
        assertThat(order.details().path("reason").asText()).isEqualTo("order_too_large");
        assertThat(order.details().path("max_order_size_pct").asText()).isEqualTo("1.50000000");
    }

    @Test
    void shouldChangeTheAgentThatAnAccountNamesAndNoOther() {
        change("/account/risk-profile", LIMITS, "X-API-Key", owner.apiKey(), "X-Agent-Id", bot.id());
        assertLimits(bot.id(), 30, 10, 7);
        assertLimits(owner.agentId(), 25, 20, 50);
        String other = LIMITS.replace("30", "40");
        change("/account/risk-profile", other, "Authorization", "Bearer " + owner.token(), "X-Agent-Id", bot.id());
        assertLimits(bot.id(), 40, 10, 7);
    }

    @Test
    void shouldApplyNewLimitsToTheNextOrder() {
        String order = "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}";
        change("/agents/" + bot.id() + "/risk-profile", LIMITS.replace("7", "1"), owner.bearer());
        assertThat(venue.post("/trade/order", order, bot.key()).status()).isEqualTo(201);
        assertThat(venue.post("/trade/order", order, bot.key()).details().path("reason").asText())
                .isEqualTo("max_open_orders_exceeded");
    }

    @Test
    void shouldChangeNothingWhenItRefuses(@TempDir Path ownDirectory) {
        long sequence;
        ServedVenue alone = ServedVenue.open(ownDirectory);
        try (alone) {
            Owner one = alone.register("One");
            Owner other = alone.register("Other");
            String note = "x".repeat(4_030);
            alone.put("/agents/" + one.agentId(), "{'risk_config':{'note':'" + note + "'}}", one.bearer());
            sequence = alone.lastSequence();
            String path = "/agents/" + one.agentId() + "/risk-profile";
            assertRefused(alone.put(path, LIMITS, one.agent()), 401, "INVALID_TOKEN");
            assertRefused(alone.get(path, one.agent()), 401, "INVALID_TOKEN");
            assertRefused(alone.put(path, LIMITS, other.bearer()), 403, "PERMISSION_DENIED");
            assertRefused(alone.get(path, other.bearer()), 403, "PERMISSION_DENIED");
            assertRefused(
                    alone.get("/agents/" + UNKNOWN_ID + "/risk-profile", one.bearer()), 404, "AGENT_NOT_FOUND");
            assertRefused(alone.get("/agents/me/risk-profile", one.bearer()), 422, "VALIDATION_ERROR");
            assertRefused(alone.put(path, LIMITS, one.bearer()), 422, "VALIDATION_ERROR");
            assertRefused(alone.put("/account/risk-profile", LIMITS), 401, "INVALID_API_KEY");
            assertRefused(alone.put("/account/risk-profile", LIMITS, one.agent()), 403, "PERMISSION_DENIED");
            assertRefused(
                    alone.put("/account/risk-profile", LIMITS, "X-API-Key", one.apiKey(), "X-Agent-Id",
                            other.agentId()),
                    403,
                    "PERMISSION_DENIED");
            refuseBodies(alone, one);
        }
        StateHashes hashes = alone.hashesAt(sequence);
        assertThat(hashes.last()).isEqualTo(hashes.then()).isNotEmpty();
    }

    private static void refuseBodies(ServedVenue alone, Owner one) {
        for (String body : List.of(
                "",
                "{}",
                "[]",
                LIMITS.replace("30", "0"),
                LIMITS.replace("30", "101"),
                LIMITS.replace("10", "2.5"),
                LIMITS.replace("10", "null"),
                LIMITS.replace("7", "0"),
                LIMITS.replace("7", "10001"),
                LIMITS.replace("7", "'many'"),
                "{'max_position_size_pct':30,'daily_loss_limit_pct':10}")) {
            for (String path : List.of("/account/risk-profile", "/agents/" + one.agentId() + "/risk-profile")) {
                assertRefused(alone.put(path, body, one.bearer()), 422, "VALIDATION_ERROR");
            }
        }
    }

    private Reply change(String path, String json, String... credentials) {
        Reply changed = venue.put(path, json, credentials);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.body().toString()).isEqualTo(json.replace('\'', '"'));
        return changed;
    }

    private void assertLimits(String agentId, int maxPositionSizePct, int dailyLossLimitPct, int maxOpenOrders) {
        Reply limits = venue.get("/agents/" + agentId + "/risk-profile", owner.bearer());
        assertThat(limits.status()).as(limits.toString()).isEqualTo(200);
        assertThat(limits.body().toString())
                .isEqualTo("{\"max_position_size_pct\":" + maxPositionSizePct + ",\"daily_loss_limit_pct\":"
                        + dailyLossLimitPct + ",\"max_open_orders\":" + maxOpenOrders + "}");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
