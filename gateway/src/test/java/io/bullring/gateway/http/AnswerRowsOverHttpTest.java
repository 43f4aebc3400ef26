package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.SpecifiedRows.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the tables of answers in the specification of accounts and agents is answered, with its value where it can be known. */
@Timeout(60)
final class AnswerRowsOverHttpTest {
    private static final String DOCUMENT = "accounts";
    private static final String ROWS = "answer-rows.txt";

    @TempDir
    private static Path directory;

    private static ServedVenue venue;
    private static final Map<String, JsonNode> ANSWERS = new HashMap<>();
    private static final Map<String, String> KNOWN = new HashMap<>();

    @BeforeAll
    static void ask() {
        HandClock clock = new HandClock(Instant.parse("2026-03-02T00:30:00Z"));
        venue = ServedVenue.open(directory, clock);
        venue.feed.price("BTCUSDT", "64000");
        Reply account = venue.post("/auth/register", "{'display_name':'AlphaBot','starting_balance':'10000.00'}");
        Reply login = venue.post(
                "/auth/login",
                "{'api_key':'" + account.text("api_key") + "','api_secret':'" + account.text("api_secret") + "'}");
        String[] bearer = {"Authorization", "Bearer " + login.text("token")};
        String[] key = {"X-API-Key", account.text("agent_api_key")};
        Reply created = venue.post(
                "/agents",
                "{'name':'bot','starting_balance':'10000.00','description':'d','llm_model':'m','framework':'f',"
                        + "'strategy_tags':['a'],'risk_config':{'max_open_orders':3}}",
                bearer);
        venue.post("/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.02'}", key);
        venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}",
                key);
        ANSWERS.put("2.1", account.body());
        ANSWERS.put("2.2", login.body());
        ANSWERS.put("3.1", venue.get("/account/info", key).body());
        ANSWERS.put("3.2", venue.get("/account/balance", key).body());
        ANSWERS.put("4.1", venue.get("/agents/" + created.text("agent_id"), bearer).body());
        ANSWERS.put("4.2", created.body());
        ANSWERS.put("4.4", venue.get("/agents/overview", bearer).body().path("agents").path(0));
        clock.pass(Duration.ofHours(25));
        ANSWERS.put("3.7", venue.post("/account/reset", "{'confirm':true}", key).body());
        KNOWN.putAll(Map.of(
                "$account", account.text("account_id"),
                "$agent", account.text("agent_id"),
                "$bot", created.text("agent_id"),
                "$session", ANSWERS.get("3.1").at("/current_session/session_id").asText(),
                "$next", venue.get("/account/info", key).body().at("/current_session/session_id").asText()));
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldBeAnswered() throws IOException {
        return AnswerRows.in(ROWS, KNOWN)
                .stream()
                .map(row -> DynamicTest.dynamicTest(
                        DOCUMENT + ' ' + row.section() + ' ' + row.member(),
                        () -> AnswerRows.assertAnswered(row, ANSWERS.get(row.section()))));
    }

    @Test
    void shouldLeaveNoRowOfTheSpecificationOut() throws IOException {
        List<String> tried =
                AnswerRows.in(ROWS, KNOWN).stream().map(row -> row.section() + ' ' + row.member()).toList();
        assertThat(tried)
                .containsAll(SpecifiedRows.members(DOCUMENT, ANSWERS.keySet(), Kind.ANSWER))
                .hasSizeGreaterThan(80);
    }
}
