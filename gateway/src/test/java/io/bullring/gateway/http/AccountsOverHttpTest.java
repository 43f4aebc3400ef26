package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, log-ins and agents, and what is public, over HTTP. */
@Timeout(60)
final class AccountsOverHttpTest {
    @TempDir
    static Path directory;

    private static ServedVenue venue;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldRegisterWithKeysThatAreShownOnce() {
        Reply reply = venue.post("/auth/register", "{'display_name':'Alpha','starting_balance':'2500.5'}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().fieldNames()).toIterable()
                .containsExactlyInAnyOrder(
                        "account_id", "api_key", "api_secret", "display_name", "starting_balance", "agent_id",
                        "agent_api_key",
                        "created_at", "message");
        assertThat(reply.text("api_key")).matches("ak_live_[A-Za-z0-9_-]{64}");
        assertThat(reply.text("api_secret")).matches("sk_live_[A-Za-z0-9_-]{64}");
        assertThat(reply.text("agent_api_key")).matches("ak_live_agent_[A-Za-z0-9_-]{64}");
        assertThat(reply.text("display_name")).isEqualTo("Alpha");
        assertThat(reply.text("starting_balance")).isEqualTo("2500.5");
        assertThat(reply.text("message")).contains("Save your API secret");
        assertThat(reply.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(venue.get("/account/balance", "X-API-Key", reply.text("agent_api_key")).text("total_equity_usdt"))
                .isEqualTo("2500.50000000");
    }

    @Test
    void shouldNameTheDefaultAgentAfterItsOwner() {
        String name = "x".repeat(100);
        Owner owner = venue.register(name);
        JsonNode agent = venue.get("/agents/" + owner.agentId(), owner.bearer()).body();
        assertThat(agent.path("name").asText()).isEqualTo(name);
        Owner shorter = venue.register("Beta");
        assertThat(venue.get("/agents/" + shorter.agentId(), shorter.bearer()).text("name")).isEqualTo("Beta's Agent");
    }

    @Test
    void shouldLogIn() {
        Owner owner = venue.register("Login");
        Reply login = login(owner.apiKey(), owner.apiSecret());
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(login.text("token_type")).isEqualTo("Bearer");
        Instant expires = Instant.parse(login.text("expires_at"));
        assertThat(expires).isBetween(Instant.now().plusSeconds(3_540), Instant.now().plusSeconds(3_601));
        assertThat(venue.get("/agents", "Authorization", "Bearer " + login.text("token")).status()).isEqualTo(200);
    }

    @Test
    void shouldIssueTokensThatHoldAsLongAsTheOperatorSays() {
        try (ServedVenue weekly =
                ServedVenue.open(directory.resolve("weekly"), EdgeConfig.local().withTokenHours(168))) {
            Owner owner = weekly.register("Weekly");
            Reply login = weekly.post(
                    "/auth/login",
                    "{'api_key':'" + owner.apiKey() + "','api_secret':'" + owner.apiSecret() + "'}");
            assertThat(login.body().path("expires_in").asInt()).isEqualTo(168 * 3_600);
            assertThat(Instant.parse(login.text("expires_at"))).isAfter(Instant.now().plusSeconds(168 * 3_600 - 60));
            assertThat(weekly.get("/agents", "Authorization", "Bearer " + login.text("token")).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldLogInWithAnAgentsKeyAndTheAccountsSecret() {
        Owner owner = venue.register("Sdk");
        Reply login = login(owner.agentKey(), owner.apiSecret());
        assertThat(login.status()).isEqualTo(200);
        assertThat(venue.get("/agents", "Authorization", "Bearer " + login.text("token")).body().path("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseLogInOfStrangers() {
        Owner owner = venue.register("Victim");
        Owner other = venue.register("Thief");
        assertRefused(login("ak_live_unknown", owner.apiSecret()), 404, "ACCOUNT_NOT_FOUND");
        assertRefused(login(owner.apiKey(), other.apiSecret()), 401, "INVALID_API_KEY");
        assertRefused(login(owner.agentKey(), other.apiSecret()), 401, "INVALID_API_KEY");
        assertRefused(login(owner.apiKey(), owner.apiKey()), 401, "INVALID_API_KEY");
    }

    @Test
    void shouldCreateAgent() {
        Owner owner = venue.register("Creator");
        Reply created = venue.post(
                "/agents",
                "{'name':'Momentum','starting_balance':500,'description':'d','risk_config':{'max_open_orders':3},"
                        + "'strategy_tags':['a','b'],'llm_model':'m','framework':'f'}",
                owner.bearer());
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().fieldNames()).toIterable()
                .containsExactlyInAnyOrder(
                        "agent_id", "id", "name", "display_name", "api_key", "starting_balance", "created_at", "status",
                        "risk_config", "risk_profile", "message");
        assertThat(created.text("starting_balance")).isEqualTo("500");
        assertThat(created.text("api_key")).startsWith("ak_live_agent_");

        JsonNode agent = venue.get("/agents/" + created.text("agent_id"), owner.bearer()).body();
        assertThat(agent.path("id").asText()).isEqualTo(created.text("id"));
        assertThat(agent.path("account_id").asText()).isEqualTo(owner.accountId());
        assertThat(agent.path("display_name").asText()).isEqualTo("Momentum");
        assertThat(agent.path("description").asText()).isEqualTo("d");
        assertThat(agent.path("api_key_preview").asText()).isEqualTo(created.text("api_key").substring(0, 12) + "...");
        assertThat(agent.path("starting_balance").asText()).isEqualTo("500.00000000");
        assertThat(agent.path("strategy_tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(agent.path("risk_config").toString()).isEqualTo("{\"max_open_orders\":3}");
        assertThat(agent.path("risk_profile")).isEqualTo(agent.path("risk_config"));
        assertThat(agent.path("avatar_url").asText()).startsWith("data:image/svg+xml,");
        assertThat(agent.path("color").asText()).matches("#[0-9a-f]{6}");
        assertThat(agent.path("status").asText()).isEqualTo("active");
        assertThat(agent.has("api_key")).isFalse();
    }

    @Test
    void shouldChangeWhatIsNamedAndNothingElse() {
        Owner owner = venue.register("Changer");
        Trader bot = venue.agent(
                owner, ",'description':'before','strategy_tags':['a'],'risk_config':{'max_open_orders':1}");
        Reply changed = venue.put(
                "/agents/" + bot.id(),
                "{'display_name':'after','risk_config':{'max_order_size_pct':'12.5','x':[1]},'color':'#abcdef',"
                        + "'status':'archived','starting_balance':'1'}",
                owner.bearer());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("after");
        assertThat(changed.text("description")).isEqualTo("before");
        assertThat(changed.body().path("strategy_tags").toString()).isEqualTo("[\"a\"]");
        assertThat(changed.body().path("risk_config").toString())
                .isEqualTo("{\"max_order_size_pct\":\"12.5\",\"x\":[1]}");
        assertThat(changed.text("color")).isEqualTo("#abcdef");
        assertThat(changed.text("status")).isEqualTo("active");
        assertThat(changed.text("starting_balance")).isEqualTo("10000.00000000");
        assertThat(venue.get("/agents/" + bot.id(), owner.bearer()).body()).isEqualTo(changed.body());

        Reply cleared = venue.put(
                "/agents/" + bot.id(), "{'description':null,'risk_config':{},'color':null}", owner.bearer());
        assertThat(cleared.body().path("description").isNull()).isTrue();
        assertThat(cleared.body().path("risk_config").toString()).isEqualTo("{}");
        assertThat(cleared.text("color")).matches("#[0-9a-f]{6}").isNotEqualTo("#abcdef");
        assertThat(venue.put("/agents/" + bot.id(), "{}", owner.bearer()).status()).isEqualTo(200);
    }

    @Test
    void shouldApplyNewLimitsToTheNextOrder() {
        venue.feed.price("BTCUSDT", "64000");
        Owner owner = venue.register("Limits");
        Trader bot = venue.agent(owner, "");
        String json = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}";
        venue.put("/agents/" + bot.id(), "{'risk_config':{'max_order_size_pct':10}}", owner.bearer());
        assertThat(venue.post("/trade/order", json, bot.key()).details().path("reason").asText())
                .isEqualTo("order_too_large");
        venue.put("/agents/" + bot.id(), "{'risk_profile':null}", owner.bearer());
        assertThat(venue.post("/trade/order", json, bot.key()).status()).isEqualTo(201);
    }

    @Test
    void shouldListAgentsInTheOrderOfTheirCreation() {
        Owner owner = venue.register("Lister");
        String second = venue.agent(owner, "").id();
        String third = venue.agent(owner, "").id();
        Reply all = venue.get("/agents", owner.bearer());
        assertThat(all.body().path("agents").findValuesAsText("agent_id"))
                .containsExactly(owner.agentId(), second, third);
        assertThat(all.body().path("total").asInt()).isEqualTo(3);
        Reply page = venue.get("/agents?limit=1&offset=1&include_archived=true", owner.bearer());
        assertThat(page.body().path("agents").findValuesAsText("agent_id")).containsExactly(second);
        assertThat(page.body().path("total").asInt()).isEqualTo(3);
        assertThat(venue.get("/agents?offset=9", owner.bearer()).body().path("agents")).isEmpty();
    }

    @Test
    void shouldTakeTheLargestAgentThereCanBe() {
        Owner owner = venue.register("Largest");
        String wide = "😀";
        String tags = Stream.generate(() -> "'" + wide.repeat(50) + "'").limit(20).toList().toString();
        String note = "x".repeat(4_000);
        String json = "{'name':'" + wide.repeat(100) + "','description':'" + wide.repeat(1_000) + "','llm_model':'"
                + wide.repeat(100) + "','framework':'" + wide.repeat(100) + "','strategy_tags':" + tags
                + ",'color':'" + wide.repeat(7) + "','risk_config':{'note':'" + note + "'}}";
        Reply created = venue.post("/agents", json, owner.bearer());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        String id = created.text("agent_id");
        Reply changed = venue.put("/agents/" + id, "{'avatar_url':'" + "u".repeat(2_048) + "'}", owner.bearer());
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.text("description")).isEqualTo(wide.repeat(1_000));
        Reply again = venue.put(
                "/agents/" + id,
                json.replace("}}", "},'avatar_url':'" + "v".repeat(2_048) + "'}"),
                owner.bearer());
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        Reply cloned = venue.post("/agents/" + id + "/clone", "", owner.bearer());
        assertThat(cloned.status()).as(cloned.toString()).isEqualTo(201);
    }

    @Test
    void shouldKeepNoSecretOnDisk() throws IOException {
        Owner owner = venue.register("Secretive");
        Trader bot = venue.agent(owner, "");
        List<String> secrets =
                List.of(owner.apiKey(), owner.apiSecret(), owner.agentKey(), bot.key()[1], owner.token());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(file.toString()).noneMatch(content::contains);
            }
        }
    }

    @Test
    void shouldListPairs() {
        venue.feed.price("BTCUSDT", "64000");
        Reply all = venue.get("/market/pairs");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body().path("pairs").findValuesAsText("symbol"))
                .containsExactly("BTCUSDT", "DEADUSDT", "ETHUSDT");
        assertThat(all.body().path("total").asInt()).isEqualTo(3);
        assertThat(all.body().path("pairs").get(0).toString())
                .isEqualTo("{\"symbol\":\"BTCUSDT\",\"base_asset\":\"BTC\","
                        + "\"quote_asset\":\"USDT\",\"status\":\"active\",\"min_qty\":\"0\",\"step_size\":\"0\","
                        + "\"min_notional\":\"0\",\"has_price\":true,\"max_qty\":null,\"market\":\"reference\","
                        + "\"maker_fee\":null,\"taker_fee\":null}");
        JsonNode eth = all.body().path("pairs").get(2);
        assertThat(eth.path("min_qty").asText()).isEqualTo("0.01000000");
        assertThat(eth.path("max_qty").asText()).isEqualTo("100.00000000");
        assertThat(symbols("?status=active")).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(symbols("?status=inactive")).containsExactly("DEADUSDT");
        assertThat(symbols("?status=other")).isEmpty();
    }

    @Test
    void shouldTellTheLastPrice() {
        venue.feed.price("BTCUSDT", "64000.5");
        Reply price = venue.get("/market/price/btcusdt", "X-API-Key", "not a key");
        assertThat(price.status()).isEqualTo(200);
        assertThat(price.body().toString()).isEqualTo("{\"symbol\":\"BTCUSDT\",\"price\":\"64000.50000000\","
                + "\"timestamp\":\"2023-11-14T22:13:20.123456Z\"}");
        assertRefused(venue.get("/market/price/NONEUSDT"), 400, "INVALID_SYMBOL");
        assertRefused(venue.get("/market/price/DEADUSDT"), 503, "PRICE_NOT_AVAILABLE");
    }

    @Test
    void shouldTellHowItIs() {
        venue.feed.price("BTCUSDT", "64000");
        Reply health = venue.send("GET", "/health", null);
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("degraded");
        assertThat(health.body().path("redis_connected").asBoolean()).isTrue();
        assertThat(health.body().path("db_connected").asBoolean()).isTrue();
        assertThat(health.body().path("ingestion_active").asBoolean()).isTrue();
        assertThat(health.body().path("stale_pairs").toString()).contains("ETHUSDT")
                .doesNotContain("BTCUSDT", "DEADUSDT");
        assertThat(health.body().path("total_pairs").asInt()).isPositive();
        assertThat(health.body().path("services").path("ingestion").asText()).isEqualTo("degraded");
        assertThat(health.body().path("journal").path("sequence").asLong()).isEqualTo(venue.lastSequence());
        assertThat(health.body().path("feeds").get(0).path("state").asText()).isEqualTo("up");
        assertThat(health.text("version")).isNotEmpty();
    }

    @Test
    void shouldNotMindASlashAtTheEnd() {
        Owner owner = venue.register("Slash");
        assertThat(venue.get("/agents/", owner.bearer()).status()).isEqualTo(200);
        assertThat(venue.get("/agents/" + owner.agentId() + "/", owner.bearer()).status()).isEqualTo(200);
        assertThat(venue.get("/market/pairs/").status()).isEqualTo(200);
        assertThat(venue.send("GET", "/health/", null).status()).isEqualTo(200);
        assertThat(venue.post("/auth/register/", "{}").status()).isEqualTo(201);
    }

    private static List<String> symbols(String query) {
        return venue.get("/market/pairs" + query).body().path("pairs").findValuesAsText("symbol");
    }

    private static Reply login(String key, String secret) {
        return venue.post("/auth/login", "{'api_key':'" + key + "','api_secret':'" + secret + "'}");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
