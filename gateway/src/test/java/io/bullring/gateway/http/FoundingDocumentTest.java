package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.contract.ApiContract;
import io.bullring.gateway.http.FoundingExamples.Endpoint;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls of the text that Bullring was made from do what it says. They are sent as they stand there: only address, keys, token and
 * id are put in. Every member of an answer that it shows is answered, in the form that it shows.
 */
@Timeout(60)
final class FoundingDocumentTest {
    private static final String LOCAL = "http://localhost:8000";
    private static final Path ORIGINAL = Path.of("../../shared/founding-document.md");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
    private static final String ELLIPSIS = "...";
    private static final String BUY = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}";
    private static final String OPEN =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}";

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static HttpClient http;
    private static FoundingExamples examples;

    private Owner owner;
    private Trader bot;

    @BeforeAll
    static void open() throws IOException {
        venue = ServedVenue.open(directory);
        http = HttpClient.newHttpClient();
        examples = FoundingExamples.read();
    }

    @AfterAll
    static void close() {
        http.shutdownNow();
        venue.close();
    }

    @BeforeEach
    void register() {
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Founder");
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldHoldEveryExampleOfTheDocumentAsItStandsThere() throws IOException {
        assumeTrue(Files.exists(ORIGINAL), "the document itself is not part of the repository");
        String original = Files.readString(ORIGINAL);
        assertThat(examples.fenced()).allSatisfy(example -> assertThat(original).contains(example));
        assertThat(original.lines().filter(line -> line.equals("```bash")))
                .hasSameSizeAs(examples.titles().stream().filter(title -> !title.equals("Endpoints")).toList());
    }

    @Test
    void shouldLogIn() throws Exception {
        JsonNode login = answered("Log in", 200);
        assertThat(venue.get("/agents", "Authorization", "Bearer " + login.path("token").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void shouldCreateAnAgentThatIsActiveAtOnce() throws Exception {
        JsonNode created = answered("Create", 201);
        String[] key = {"X-API-Key", created.path("api_key").asText()};
        assertThat(venue.post("/trade/order", BUY, key).status()).isEqualTo(201);
        String agent = venue.get("/agents/" + created.path("agent_id").asText(), owner.bearer()).response().body();
        assertThat(agent).doesNotContain(key[1]).contains("\"status\":\"active\"");
    }

    @Test
    void shouldTakeTheAgentsKeyOnEveryTradingEndpoint() throws Exception {
        venue.post("/trade/order", BUY, owner.agent());
        JsonNode balance = body(send("Authenticate"), 200);
        assertThat(balance.path("balances")).hasSize(1);
        assertThat(balance.at("/balances/0/asset").asText()).isEqualTo("USDT");
        assertThat(balance.at("/balances/0/available").asText()).isEqualTo("10000.00000000");
        assertThat(balance.path("total_equity_usdt").asText()).isEqualTo("10000.00000000");
    }

    @Test
    void shouldEnforceTheRiskProfileOnEveryOrder() throws Exception {
        JsonNode agent = body(send("Configure"), 200);
        assertThat(agent.path("risk_config").toString())
                .isEqualTo("{\"max_order_size_pct\":25,\"max_position_size_pct\":20,\"daily_loss_limit_pct\":10,"
                        + "\"max_open_orders\":20}");
        String tooLarge = BUY.replace("0.01", "0.04");
        assertThat(venue.post("/trade/order", tooLarge, bot.key()).details().path("reason").asText())
                .isEqualTo("order_too_large");
        String tooMuch = BUY.replace("0.01", "0.035");
        assertThat(venue.post("/trade/order", tooMuch, bot.key()).details().path("reason").asText())
                .isEqualTo("position_limit_exceeded");
        assertThat(venue.post("/trade/order", BUY, bot.key()).status()).isEqualTo(201);
        for (int i = 0; i < 20; i++) {
            assertThat(venue.post("/trade/order", OPEN, bot.key()).status()).isEqualTo(201);
        }
        assertThat(venue.post("/trade/order", OPEN, bot.key()).details().path("reason").asText())
                .isEqualTo("max_open_orders_exceeded");
    }

    @Test
    void shouldSumUpAllAgents() throws Exception {
        venue.post("/trade/order", BUY, bot.key());
        JsonNode overview = body(send("Overview"), 200);
        assertThat(overview.path("agents").findValuesAsText("agent_id")).containsExactly(owner.agentId(), bot.id());
        assertThat(overview.at("/agents/0/current_equity").asText()).isEqualTo("10000.00000000");
        assertThat(overview.at("/agents/0/total_pnl").asText()).isEqualTo("0.00000000");
        assertThat(overview.path("agents").findValuesAsText("trade_count")).containsExactly("0", "1");
        assertThat(overview.at("/agents/1/total_pnl").asText()).startsWith("-");
    }

    @Test
    void shouldCloneConfigurationButNeitherWalletNorHistory() throws Exception {
        venue.put("/agents/" + bot.id(), "{'risk_config':{'max_open_orders':3},'description':'d'}", owner.bearer());
        venue.post("/trade/order", BUY, bot.key());
        JsonNode clone = body(send("Clone"), 201);
        String[] key = {"X-API-Key", clone.path("api_key").asText()};
        assertThat(key[1]).startsWith("ak_live_agent_").isNotEqualTo(bot.key()[1]);
        assertThat(clone.path("risk_config").toString()).isEqualTo("{\"max_open_orders\":3}");
        assertThat(venue.get("/account/balance", key).body().path("total_equity_usdt").asText())
                .isEqualTo("10000.00000000");
        assertThat(venue.get("/trade/history", key).body().path("total").asInt()).isZero();
        assertThat(venue.get("/trade/history", bot.key()).body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void shouldRestoreTheBalanceAndKeepTheTradesOfBefore() throws Exception {
        venue.post("/trade/order", BUY, bot.key());
        venue.post("/trade/order", OPEN, bot.key());
        JsonNode agent = body(send("Reset"), 200);
        assertThat(agent.path("agent_id").asText()).isEqualTo(bot.id());
        JsonNode portfolio = venue.get("/account/portfolio", bot.key()).body();
        assertThat(portfolio.path("total_equity").asText()).isEqualTo("10000.00000000");
        assertThat(portfolio.path("locked_cash").asText()).isEqualTo("0.00000000");
        assertThat(portfolio.path("positions")).isEmpty();
        assertThat(venue.get("/trade/history", bot.key()).body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void shouldEndTheOldKeyWhenANewOneIsIssued() {
        String fresh = venue.post("/agents/" + bot.id() + "/regenerate-key", "", owner.bearer()).text("api_key");
        assertThat(venue.get("/account/balance", bot.key()).code()).isEqualTo("INVALID_API_KEY");
        assertThat(venue.get("/account/balance", "X-API-Key", fresh).status()).isEqualTo(200);
    }

    @Test
    void shouldManageAgentsWithATokenAndNothingElse() throws Exception {
        List<Endpoint> endpoints = examples.endpoints("Endpoints");
        assertThat(endpoints).hasSize(11);
        for (Endpoint endpoint : endpoints) {
            Trader agent = venue.agent(owner, "");
            String body = switch (endpoint.method()) {
                case "PUT" -> "{\"description\":\"d\"}";
                case "POST" -> endpoint.path().equals("/agents") ? "{\"name\":\"n\"}" : "";
                default -> null;
            };
            String path = "/api/v1" + endpoint.path().replace("{id}", agent.id());
            HttpResponse<String> byKey = venue.exchange(endpoint.method(), path, body, agent.key());
            assertThat(byKey.statusCode()).as(endpoint.toString()).isEqualTo(401);
            HttpResponse<String> byToken = venue.exchange(endpoint.method(), path, body, owner.bearer());
            assertThat(byToken.statusCode()).as(endpoint + "\n" + byToken.body()).isBetween(200, 204);
        }
    }

    /** What an example is answered with, which has every member that the document shows. */
    private JsonNode answered(String title, int status) throws Exception {
        JsonNode answer = body(send(title), status);
        examples.answer(title)
                .properties()
                .forEach(member -> assertLikeness(
                        title + ": " + member.getKey(), answer.path(member.getKey()), member.getValue()));
        return answer;
    }

    /** Equal, where the document's value is not one of many; otherwise of the same form. */
    private static void assertLikeness(String what, JsonNode answered, JsonNode documented) {
        assertThat(answered.getNodeType()).as(what).isEqualTo(documented.getNodeType());
        String text = answered.asText();
        String example = documented.asText();
        if (example.endsWith(ELLIPSIS)) {
            assertThat(text).as(what).startsWith(beginning(example)).hasSizeGreaterThan(example.length());
        } else if (example.matches(UUID)) {
            assertThat(text).as(what).matches(UUID);
        } else if (example.matches(TIME)) {
            assertThat(text).as(what).matches(TIME);
            assertThat(Instant.parse(text)).as(what).isBetween(Instant.now().minusSeconds(60), Instant.now());
        } else {
            assertThat(answered).as(what).isEqualTo(documented);
        }
    }

    /** What stands before a made-up part: the sort of the key, or the head of the token. */
    private static String beginning(String example) {
        String known = example.substring(0, example.length() - ELLIPSIS.length());
        return known.contains("_") ? known.substring(0, known.lastIndexOf('_') + 1) : known;
    }

    private HttpResponse<String> send(String title) throws IOException, InterruptedException {
        CurlLine curl = CurlLine.parse(examples.call(title)
                .replace(LOCAL, "http://127.0.0.1:" + venue.port())
                .replace("ak_live_...", owner.apiKey())
                .replace("sk_live_...", owner.apiSecret())
                .replace("eyJhbGci...", owner.token())
                .replace("$AGENT_KEY", bot.key()[1])
                .replace("{agent_id}", bot.id()));
        HttpResponse<String> response = http.send(curl.request(), HttpResponse.BodyHandlers.ofString());
        ApiContract.check(curl.body(), response);
        return response;
    }

    private static JsonNode body(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
