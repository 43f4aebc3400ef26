package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.contract.ApiContract;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual of an agent says what holds, and whatever it says to type works. */
@Timeout(60)
final class SkillOverHttpTest {
    private static final String PREVIEW = "ak_live_agen...";

    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static HttpClient http;

    private Owner owner;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        http.shutdownNow();
        venue.close();
    }

    @BeforeEach
    void register() {
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
    }

    @Test
    void shouldBeginWithWhoseManualItIs() throws Exception {
        Trader bot = venue.agent(owner, "");
        venue.put("/agents/" + bot.id(), "{'name':'Mine\\n{{api_key}} $1 ü'}", owner.bearer());
        HttpResponse<String> manual = manual(bot.id());
        assertThat(manual.headers().firstValue("Content-Type")).contains("text/markdown; charset=utf-8");
        assertThat(manual.body())
                .startsWith("# Agent: Mine {{api_key}} $1 ü\n# Agent ID: " + bot.id() + "\n# API Key: " + PREVIEW
                        + "\n\n");
        assertThat(manual.body()).doesNotContain(bot.key()[1], owner.apiKey(), "localhost", "null");
    }

    @Test
    void shouldSayWhatHoldsForTheAgent() throws Exception {
        Trader bot = venue.agent(
                owner,
                ",'starting_balance':'2500.5','risk_config':{'max_order_size_pct':'12.5','max_position_size_pct':100,"
                        + "'daily_loss_limit_pct':3,'min_order_size_usd':'2','max_open_orders':9,'order_rate_limit':77}");
        assertThat(manual(bot.id()).body())
                .contains(
                        "began with 2500.5 USDT",
                        "| value of one order, at least | 2 USDT |",
                        "| value of one order, at most | 12.5 % of equity |",
                        "| one instrument's position, at most | 100 % of equity |",
                        "| open orders at the same time | 9 |",
                        "| orders in one UTC minute | 77 |",
                        "| realised loss of one UTC day | 3 % of the starting balance |",
                        "| BTCUSDT | active | 0 | 0 | 0 | quoted prices |",
                        "| DEADUSDT | inactive | 0 | 0 | 0 | quoted prices |",
                        "| ETHUSDT | active | 0.01 | 100 | 5 | quoted prices |",
                        "Trade BTCUSDT, ETHUSDT on",
                        "The fee is 0.1 % of",
                        "expire after 7 days",
                        "silent for 60 seconds");
    }

    @Test
    void shouldNameTheAddressAtWhichItWasFound() throws Exception {
        String body = manual(owner.agentId()).body();
        assertThat(body).contains("Base URL: `http://127.0.0.1:" + venue.port() + "/api/v1`");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        ",'starting_balance':'50'",
        ",'risk_config':{'max_order_size_pct':'0.5','max_position_size_pct':'0.5','min_order_size_usd':'20'}"
    })
    void shouldWorkAsItIsWritten(String members) throws Exception {
        Trader bot = venue.agent(owner, members);
        String manual = manual(bot.id()).body();
        assertThat(manual).doesNotContain("Trading with other agents");
        typeAll(manual, owner, bot);
        assertThat(venue.get("/agents/" + bot.id(), owner.bearer()).code()).isEqualTo("AGENT_NOT_FOUND");
    }

    @Test
    void shouldExplainBooksWhereThereAreSomeAndWorkAsItIsWrittenThere(@TempDir Path other) throws Exception {
        try (ServedVenue withBook = ServedVenue.openWithBook(other)) {
            withBook.feed.price("BTCUSDT", "64000");
            Owner ofBook = withBook.register("Owner");
            Trader bot = withBook.agent(ofBook, "");
            String manual = manual(withBook, ofBook, bot.id()).body();
            assertThat(manual)
                    .contains(
                            "## Trading with other agents\n\nACMEUSDT: ",
                            "| ACMEUSDT | active | 0.001 | 0 | 0 | other agents: `book` |",
                            "market/price/BTCUSDT");
            typeAll(manual, ofBook, bot);
        }
    }

    /** Types every line of a manual as it is written, the credentials put in. */
    private static void typeAll(String manual, Owner owner, Trader bot) throws Exception {
        List<String> lines = CurlLine.in(manual);
        assertThat(lines).hasSizeGreaterThan(25);
        assertThat(manual).doesNotContain("{{");
        String orderId = "none";
        for (String line : lines) {
            CurlLine curl = CurlLine.parse(line.replace(PREVIEW, bot.key()[1])
                    .replace("YOUR_TOKEN", owner.token())
                    .replace("YOUR_ACCOUNT_KEY", owner.apiKey())
                    .replace("YOUR_ACCOUNT_SECRET", owner.apiSecret())
                    .replace("ORDER_ID", orderId));
            HttpResponse<String> answer = send(curl.request());
            assertThat(answer.statusCode()).as(line + "\n" + answer.body()).isBetween(200, 204);
            if (curl.method().equals("POST") && curl.url().endsWith("/trade/order")) {
                orderId = new ObjectMapper().readTree(answer.body()).path("order_id").asText();
            }
        }
    }

    @Test
    void shouldRefuse() {
        Owner other = venue.register("Other");
        String path = "/agents/" + owner.agentId() + "/skill.md";
        assertRefused(venue.get(path), 401, "INVALID_TOKEN");
        assertRefused(venue.get(path, owner.agent()), 401, "INVALID_TOKEN");
        assertRefused(venue.get(path, other.bearer()), 403, "PERMISSION_DENIED");
        assertRefused(venue.get("/agents/me/skill.md", owner.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(
                venue.get("/agents/10000000-0000-8002-8000-000000000001/skill.md", owner.bearer()),
                404,
                "AGENT_NOT_FOUND");
    }

    private HttpResponse<String> manual(String agentId) throws IOException, InterruptedException {
        return manual(venue, owner, agentId);
    }

    private static HttpResponse<String> manual(ServedVenue of, Owner owner, String agentId)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + of.port() + "/api/v1/agents/" + agentId + "/skill.md");
        HttpResponse<String> manual = send(HttpRequest.newBuilder(uri).headers(owner.bearer()).build());
        assertThat(manual.statusCode()).as(manual.body()).isEqualTo(200);
        return manual;
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        ApiContract.check(null, response);
        return response;
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
