package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.core.account.VenueRules;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.StateHashes;
import io.bullring.protocol.AccountStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents are cloned, reset, archived and deleted, and get other keys, over HTTP. */
@Timeout(60)
final class AgentLivesOverHttpTest extends OneBotOverHttp {
    @BeforeEach
    void createBot() {
        bot = venue.agent(
                owner,
                ",'starting_balance':'5000','description':'d','llm_model':'m','framework':'f','strategy_tags':['a'],"
                        + "'color':'#abcdef','risk_config':{'max_order_size_pct':60,'max_position_size_pct':60}");
    }

    @Test
    void shouldCloneWhatAnAgentIsButNotWhatItHas() {
        venue.post("/trade/order", BUY, bot.key());
        Reply cloned = venue.post("/agents/" + bot.id() + "/clone", "", owner.bearer());
        assertThat(cloned.status()).as(cloned.toString()).isEqualTo(201);
        assertThat(cloned.body().fieldNames()).toIterable()
                .containsExactlyInAnyOrder(
                        "agent_id", "id", "name", "display_name", "api_key", "starting_balance", "created_at", "status",
                        "risk_config", "risk_profile", "message");
        assertThat(cloned.text("api_key")).matches("ak_live_agent_[A-Za-z0-9_-]{64}");
        assertThat(cloned.text("starting_balance")).isEqualTo("5000.00000000");

        JsonNode source = agent(bot.id());
        JsonNode clone = agent(cloned.text("agent_id"));
        assertThat(clone.path("name").asText()).isEqualTo("Copy of bot");
        for (String copied : List.of(
                "description", "llm_model", "framework", "strategy_tags", "risk_config", "starting_balance")) {
            assertThat(clone.path(copied)).as(copied).isEqualTo(source.path(copied));
        }
        assertThat(clone.path("color").asText()).isNotEqualTo("#abcdef");
        String[] key = {"X-API-Key", cloned.text("api_key")};
        assertThat(equity(key)).isEqualTo("5000.00000000");
        assertThat(venue.get("/trade/history", key).body().path("total").asInt()).isZero();
    }

    @Test
    void shouldCallACloneWhatItsOwnerWants() {
        assertThat(clone("?new_name=Second%20one", "").text("name")).isEqualTo("Second one");
        assertThat(clone("", "{'name':' Third '}").text("name")).isEqualTo("Third");
        assertThat(clone("", "{'display_name':'Fourth'}").text("name")).isEqualTo("Fourth");
        assertThat(clone("", "{'name':null}").text("name")).isEqualTo("Copy of bot");
        assertThat(clone("?new_name=x", "{'name':'x'}").text("name")).isEqualTo("x");
        String longest = "😀".repeat(100);
        venue.put("/agents/" + bot.id(), "{'name':'" + longest + "'}", owner.bearer());
        assertThat(clone("", "{}").text("name")).isEqualTo("Copy of " + "😀".repeat(92));
    }

    @Test
    void shouldRefuseAnAgentMoreThanAnAccountMayHave() {
        venue.agents(owner, VenueRules.MOST_AGENTS_PER_ACCOUNT - 2);
        Reply created = venue.post("/agents", "{'name':'one more'}", owner.bearer());
        Reply cloned = venue.post("/agents/" + bot.id() + "/clone", "", owner.bearer());
        for (Reply refused : List.of(created, cloned)) {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("CONFLICT");
            assertThat(refused.details().path("reason").asText()).isEqualTo("too_many_agents");
            assertThat(refused.details().path("agent_count").asInt()).isEqualTo(10_000);
            assertThat(refused.details().path("max_agents").asInt()).isEqualTo(10_000);
        }

        venue.delete("/agents/" + bot.id(), owner.bearer());
        assertThat(venue.post("/agents", "{'name':'one more'}", owner.bearer()).status()).isEqualTo(201);
    }

    @Test
    void shouldCloneAnArchivedAgentToAnActiveOne() {
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        Reply cloned = clone("", "");
        assertThat(agent(cloned.text("agent_id")).path("status").asText()).isEqualTo("active");
        assertThat(equity("X-API-Key", cloned.text("api_key"))).isEqualTo("5000.00000000");
    }

    @Test
    void shouldResetToTheStartingBalanceAndKeepThePast() {
        venue.post("/trade/order", BUY, bot.key());
        String open = venue.post("/trade/order", RESTING, bot.key()).text("order_id");
        Reply reset = venue.post("/agents/" + bot.id() + "/reset", "", owner.bearer());
        assertThat(reset.status()).as(reset.toString()).isEqualTo(200);
        assertThat(reset.text("agent_id")).isEqualTo(bot.id());
        assertThat(reset.text("starting_balance")).isEqualTo("5000.00000000");
        assertThat(reset.text("session_id")).hasSize(36);

        Reply balance = venue.get("/account/balance", bot.key());
        assertThat(balance.body().path("balances").toString())
                .isEqualTo("[{\"asset\":\"USDT\",\"available\":\"5000.00000000\",\"locked\":\"0.00000000\","
                        + "\"total\":\"5000.00000000\"}]");
        assertThat(venue.get("/account/positions", bot.key()).body().path("positions")).isEmpty();
        assertThat(venue.get("/trade/orders/open", bot.key()).body().path("total").asInt()).isZero();
        assertThat(venue.get("/trade/order/" + open, bot.key()).text("status")).isEqualTo("cancelled");
        JsonNode fills = venue.get("/trade/history", bot.key()).body();
        assertThat(fills.path("total").asInt()).isEqualTo(1);
        assertThat(fills.path("trades").get(0).path("session_id").asText()).isNotEqualTo(reset.text("session_id"));

        venue.post("/trade/order", BUY.replace("0.03", "0.01"), bot.key());
        assertThat(venue.get("/trade/history", bot.key()).body().path("trades").get(0).path("session_id").asText())
                .isEqualTo(reset.text("session_id"));
    }

    @Test
    void shouldResetToAnotherBalanceFromThenOn() {
        assertThat(reset("{'starting_balance':'123.45'}").text("starting_balance")).isEqualTo("123.45000000");
        assertThat(equity(bot.key())).isEqualTo("123.45000000");
        assertThat(reset("{'starting_balance':null}").text("starting_balance")).isEqualTo("123.45000000");
        assertThat(reset("{}").text("starting_balance")).isEqualTo("123.45000000");
        assertThat(equity(bot.key())).isEqualTo("123.45000000");
    }

    @Test
    void shouldArchiveForGood() {
        String open = venue.post("/trade/order", RESTING, bot.key()).text("order_id");
        assertThat(open).hasSize(36);
        Reply archived = venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        assertThat(archived.status()).as(archived.toString()).isEqualTo(200);
        assertThat(archived.text("status")).isEqualTo("archived");
        assertThat(agent(bot.id()).path("status").asText()).isEqualTo("archived");
        assertRefused(venue.get("/account/balance", bot.key()), 401, "INVALID_API_KEY");
        assertRefused(venue.post("/trade/order", BUY, bot.key()), 401, "INVALID_API_KEY");
        assertRefused(
                venue.post("/trade/order", BUY, "X-API-Key", owner.apiKey(), "X-Agent-Id", bot.id()),
                403,
                "PERMISSION_DENIED");
        assertThat(venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer()).text("status"))
                .isEqualTo("archived");
        assertRefused(venue.post("/agents/" + bot.id() + "/reset", "", owner.bearer()), 403, "PERMISSION_DENIED");
        assertRefused(
                venue.post("/agents/" + bot.id() + "/regenerate-key", "", owner.bearer()), 403, "PERMISSION_DENIED");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, '\n', 0x85, 0x2028, 0x2029})
    void shouldTakeOnlyNamesOnOneLine(int character) {
        String name = "{'name':'a" + String.format("\\u%04x", character) + "b'}";
        String query = "?new_name=a" + URLEncoder.encode(Character.toString(character), StandardCharsets.UTF_8) + "b";
        assertNotOnOneLine(venue.post("/agents", name, owner.bearer()), "name");
        assertNotOnOneLine(venue.put("/agents/" + bot.id(), name, owner.bearer()), "name");
        assertNotOnOneLine(venue.post("/agents/" + bot.id() + "/clone", name, owner.bearer()), "name");
        assertNotOnOneLine(venue.post("/agents/" + bot.id() + "/clone" + query, "", owner.bearer()), "new_name");
        assertNotOnOneLine(
                venue.post("/auth/register", name.replace("name", "display_name")), "display_name");
        assertThat(venue.put("/agents/" + bot.id(), "{'name':'ü 😀 {} '}", owner.bearer()).text("name"))
                .isEqualTo("ü 😀 {}");
    }

    private static void assertNotOnOneLine(Reply reply, String field) {
        assertRefused(reply, 422, "VALIDATION_ERROR");
        assertThat(reply.details().path("field").asText()).isEqualTo(field);
        assertThat(reply.details().path("errors").get(0).path("message").asText()).contains("on one line");
    }

    @Test
    void shouldListArchivedAgentsOnlyWhenAskedTo() {
        String third = venue.agent(owner, "").id();
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        assertThat(ids("")).containsExactly(owner.agentId(), third);
        assertThat(ids("?include_archived=false&offset=1")).containsExactly(third);
        assertThat(ids("?include_archived=true")).containsExactly(owner.agentId(), bot.id(), third);
        assertThat(ids("?include_archived=True")).containsExactly(owner.agentId(), bot.id(), third);
        assertThat(total("?limit=1")).isEqualTo(2);
        assertThat(total("?limit=1&include_archived=true")).isEqualTo(3);
        venue.delete("/agents/" + bot.id(), owner.bearer());
        assertThat(total("?include_archived=true")).isEqualTo(2);
        venue.delete("/agents/" + third, owner.bearer());
        assertThat(total("")).isEqualTo(1);
    }

    @Test
    void shouldActOnTheOldestActiveAgentWhenTheDefaultOneIsGone() {
        String[] account = {"X-API-Key", owner.apiKey()};
        venue.post("/agents/" + owner.agentId() + "/archive", "", owner.bearer());
        assertThat(equity(account)).isEqualTo("5000.00000000");
        venue.delete("/agents/" + owner.agentId(), owner.bearer());
        assertThat(equity(account)).isEqualTo("5000.00000000");
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        assertRefused(venue.get("/account/balance", account), 409, "AGENT_REQUIRED");
    }

    @Test
    void shouldDeleteWithEverythingThatItOwns() {
        venue.post("/trade/order", BUY, bot.key());
        venue.post("/trade/order", RESTING, bot.key());
        Reply deleted = venue.delete("/agents/" + bot.id(), owner.bearer());
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.response().body()).isEmpty();
        assertThat(deleted.header("Content-Type")).isEmpty();
        assertThat(deleted.header("X-Bullring-Chain")).isNotEmpty();
        assertRefused(venue.delete("/agents/" + bot.id(), owner.bearer()), 404, "AGENT_NOT_FOUND");
        assertRefused(venue.get("/agents/" + bot.id(), owner.bearer()), 404, "AGENT_NOT_FOUND");
        assertRefused(venue.get("/trade/history", bot.key()), 401, "INVALID_API_KEY");
        assertThat(ids("?include_archived=true")).containsExactly(owner.agentId());
    }

    @Test
    void shouldDeleteAnArchivedAgent() {
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        assertThat(venue.delete("/agents/" + bot.id(), owner.bearer()).status()).isEqualTo(204);
        assertThat(ids("?include_archived=true")).containsExactly(owner.agentId());
    }

    @Test
    void shouldGiveAnotherKeyAndLeaveEverythingElse() {
        venue.post("/trade/order", BUY, bot.key());
        String open = venue.post("/trade/order", RESTING, bot.key()).text("order_id");
        String equity = equity(bot.key());
        Reply rotated = venue.post("/agents/" + bot.id() + "/regenerate-key", "", owner.bearer());
        assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
        assertThat(rotated.body().fieldNames()).toIterable()
                .containsExactlyInAnyOrder("agent_id", "api_key", "message");
        assertThat(rotated.text("agent_id")).isEqualTo(bot.id());
        assertThat(rotated.text("api_key")).matches("ak_live_agent_[A-Za-z0-9_-]{64}").isNotEqualTo(bot.key()[1]);
        assertRefused(venue.get("/account/balance", bot.key()), 401, "INVALID_API_KEY");
        String[] key = {"X-API-Key", rotated.text("api_key")};
        assertThat(equity(key)).isEqualTo(equity);
        assertThat(venue.get("/trade/order/" + open, key).text("status")).isEqualTo("pending");
        assertThat(agent(bot.id()).path("api_key_preview").asText())
                .isEqualTo(rotated.text("api_key").substring(0, 12) + "...");
        assertThat(agent(bot.id()).has("api_key")).isFalse();
    }

    @Test
    void shouldRefuseWhatASuspendedAccountMayNotDo() {
        venue.status(owner, AccountStatus.SUSPENDED);
        for (String call : List.of("/clone", "/reset")) {
            Reply refused = venue.post("/agents/" + bot.id() + call, "", owner.bearer());
            assertRefused(refused, 403, "ACCOUNT_SUSPENDED");
        }
        venue.status(owner, AccountStatus.ACTIVE);
        assertThat(venue.post("/agents/" + bot.id() + "/reset", "", owner.bearer()).status()).isEqualTo(200);
    }

    @Test
    void shouldChangeNothingWhenItRefuses(@TempDir Path ownDirectory) {
        long sequence;
        ServedVenue alone = ServedVenue.open(ownDirectory);
        try (alone) {
            Owner one = alone.register("One");
            Owner other = alone.register("Other");
            sequence = alone.lastSequence();
            for (String call : List.of("/clone", "/reset", "/archive", "/regenerate-key")) {
                refuseStrangers(alone, one, other, call);
            }
            String delete = "/agents/" + one.agentId();
            assertRefused(alone.delete(delete), 401, "INVALID_TOKEN");
            assertRefused(alone.delete(delete, one.agent()), 401, "INVALID_TOKEN");
            assertRefused(alone.delete(delete, other.bearer()), 403, "PERMISSION_DENIED");
            assertRefused(alone.delete("/agents/" + UNKNOWN_ID, one.bearer()), 404, "AGENT_NOT_FOUND");
            assertRefused(alone.delete("/agents/me", one.bearer()), 422, "VALIDATION_ERROR");
            refuseBodies(alone, one);
        }
        StateHashes hashes = alone.hashesAt(sequence);
        assertThat(hashes.last()).isEqualTo(hashes.then()).isNotEmpty();
    }

    private static void refuseStrangers(ServedVenue alone, Owner one, Owner other, String call) {
        String path = "/agents/" + one.agentId() + call;
        assertRefused(alone.post(path, ""), 401, "INVALID_TOKEN");
        assertRefused(alone.post(path, "", one.agent()), 401, "INVALID_TOKEN");
        assertRefused(alone.post(path, "", "X-API-Key", one.apiKey()), 401, "INVALID_TOKEN");
        assertRefused(alone.post(path, "", other.bearer()), 403, "PERMISSION_DENIED");
        assertRefused(alone.post("/agents/" + UNKNOWN_ID + call, "", one.bearer()), 404, "AGENT_NOT_FOUND");
        assertRefused(alone.post("/agents/me" + call, "", one.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(alone.get(path, one.bearer()), 405, "METHOD_NOT_ALLOWED");
    }

    private static void refuseBodies(ServedVenue alone, Owner one) {
        String agent = "/agents/" + one.agentId();
        for (String balance : List.of("0", "-1", "'x'", "'1e12'", "'0.5'", "1000000001", "'1.123456789'", "true")) {
            Reply refused = alone.post(agent + "/reset", "{'starting_balance':" + balance + "}", one.bearer());
            assertRefused(refused, 422, "VALIDATION_ERROR");
            assertThat(refused.details().path("field").asText()).as(balance).isEqualTo("starting_balance");
        }
        assertRefused(alone.post(agent + "/reset", "[]", one.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(alone.post(agent + "/clone", "{", one.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(alone.post(agent + "/clone", "{'name':''}", one.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(
                alone.post(agent + "/clone", "{'name':'a','display_name':'b'}", one.bearer()),
                422,
                "VALIDATION_ERROR");
        String tooLong = "x".repeat(101);
        assertRefused(alone.post(agent + "/clone", "{'name':'" + tooLong + "'}", one.bearer()), 422,
                "VALIDATION_ERROR");
        assertRefused(alone.post(agent + "/clone?new_name=" + tooLong, "", one.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(alone.post(agent + "/clone?new_name=a", "{'name':'b'}", one.bearer()), 422, "VALIDATION_ERROR");
    }

    private Reply clone(String query, String json) {
        Reply cloned = venue.post("/agents/" + bot.id() + "/clone" + query, json, owner.bearer());
        assertThat(cloned.status()).as(cloned.toString()).isEqualTo(201);
        return cloned;
    }

    private Reply reset(String json) {
        Reply reset = venue.post("/agents/" + bot.id() + "/reset", json, owner.bearer());
        assertThat(reset.status()).as(reset.toString()).isEqualTo(200);
        return reset;
    }

    private JsonNode agent(String id) {
        return venue.get("/agents/" + id, owner.bearer()).body();
    }

    private List<String> ids(String query) {
        return venue.get("/agents" + query, owner.bearer()).body().path("agents").findValuesAsText("agent_id");
    }

    private int total(String query) {
        return venue.get("/agents" + query, owner.bearer()).body().path("total").asInt();
    }

    private static String equity(String... credentials) {
        return venue.get("/account/balance", credentials).text("total_equity_usdt");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
