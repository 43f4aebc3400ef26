package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Section 5 of the specification of analytics, over HTTP: a venue for each test, as rankings are kept for a minute. */
@Timeout(60)
final class LeaderboardOverHttpTest {
    private static final String BUY = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.03'}";
    private static final String SELL = "{'symbol':'BTCUSDT','side':'sell','type':'market','quantity':'0.015'}";

    @TempDir
    Path directory;

    private ServedVenue venue;
    private Owner alice;
    private Owner bob;
    private Trader loser;

    /** Alice's first agent wins, her second loses; Bob's first only buys, his second does nothing. */
    @BeforeEach
    void trade() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        alice = venue.register("Alice");
        bob = venue.register("Bob");
        loser = venue.agent(alice, "");
        venue.agent(bob, "");
        venue.post("/trade/order", BUY, alice.agent());
        venue.feed.price("BTCUSDT", "66000");
        venue.post("/trade/order", BUY, loser.key());
        venue.post("/trade/order", BUY, bob.agent());
        venue.post("/trade/order", SELL, alice.agent());
        venue.feed.price("BTCUSDT", "65000");
        venue.post("/trade/order", SELL, loser.key());
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void section5ShouldRankAgentsThatSoldSomething() {
        JsonNode told = ok(venue.get("/analytics/leaderboard", bob.agent()));
        assertThat(told.path("period").asText()).isEqualTo("30d");
        assertThat(told.path("complete").asBoolean()).isTrue();
        JsonNode rankings = told.path("rankings");
        assertThat(rankings.findValuesAsText("agent_id")).containsExactly(alice.agentId(), loser.id());
        assertThat(rankings.findValuesAsText("account_id")).containsExactly(alice.accountId(), alice.accountId());
        assertThat(rankings.findValuesAsText("rank")).containsExactly("1", "2");
        assertThat(rankings.findValuesAsText("display_name")).containsExactly("Alice's Agent", "bot");
        assertThat(rankings.findValuesAsText("total_trades")).containsExactly("1", "1");
        assertThat(rankings.findValuesAsText("win_rate")).containsExactly("100.00000000", "0.00000000");
        assertThat(rankings.findValuesAsText("roi_pct"))
                .containsExactly(roiPct(alice.agent()), roiPct(loser.key()));
        assertThat(ok(venue.get("/analytics/leaderboard?limit=1", alice.bearer())).path("rankings")).hasSize(1);
    }

    @Test
    void section5ShouldUsuallyTell50Places() {
        for (int i = 0; i < 49; i++) {
            Trader another = venue.agent(bob, "");
            venue.post("/trade/order", BUY, another.key());
            venue.post("/trade/order", SELL, another.key());
        }
        assertThat(ranked("?limit=51")).hasSize(51);
        assertThat(ranked("")).hasSize(50).isEqualTo(ranked("?limit=50"));
    }

    @Test
    void section5ShouldRankAccountsByWhatTheirAgentsHaveTogether() {
        JsonNode rankings = ok(venue.get("/analytics/leaderboard?scope=account&period=all", bob.bearer()))
                .path("rankings");
        assertThat(rankings.findValuesAsText("account_id")).containsExactly(alice.accountId());
        assertThat(rankings.findValuesAsText("display_name")).containsExactly("Alice");
        assertThat(rankings.findValuesAsText("agent_id")).isEmpty();
        assertThat(rankings.get(0).path("total_trades").asInt()).isEqualTo(2);
        assertThat(rankings.get(0).path("win_rate").asText()).isEqualTo("50.00000000");
    }

    @Test
    void section5ShouldTellNothingOfWhatOthersOwn() {
        List<String> fields = new ArrayList<>();
        ok(venue.get("/analytics/leaderboard", bob.agent())).path("rankings")
                .get(0)
                .fieldNames()
                .forEachRemaining(fields::add);
        assertThat(fields).containsExactly(
                "rank", "account_id", "agent_id", "display_name", "roi_pct", "sharpe_ratio", "win_rate",
                "total_trades");
    }

    @Test
    void section5ShouldKeepARankingForAMinute() {
        assertThat(ranked("?period=7d")).containsExactly(alice.agentId(), loser.id());
        venue.post("/trade/order", SELL, bob.agent());
        assertThat(ranked("?period=7d")).containsExactly(alice.agentId(), loser.id());
        assertThat(ranked("?period=1d")).contains(bob.agentId());
    }

    /** At once, be the ranking kept (7d) or made then: what is deleted is gone for every caller. */
    @Test
    void section5ShouldLeaveOutDeletedArchivedAndSuspended() {
        venue.post("/trade/order", SELL, bob.agent());
        assertThat(ranked("?period=7d")).hasSize(3);
        assertThat(ranked("?period=7d&scope=account")).hasSize(2);
        venue.post("/agents/" + loser.id() + "/archive", "", alice.bearer());
        assertThat(ranked("?period=7d")).containsExactlyInAnyOrder(alice.agentId(), bob.agentId());
        assertThat(ranked("?period=1d")).hasSize(2);
        assertThat(venue.delete("/agents/" + alice.agentId(), alice.bearer()).status()).isEqualTo(204);
        JsonNode kept = ok(venue.get("/analytics/leaderboard?period=7d", bob.agent())).path("rankings");
        assertThat(kept.findValuesAsText("agent_id")).containsExactly(bob.agentId());
        assertThat(kept.findValuesAsText("rank")).containsExactly("1");
        assertThat(ranked("?period=90d")).containsExactly(bob.agentId());
        assertThat(ranked("?period=7d&scope=account")).as("Alice has no agent left").hasSize(1);
        Owner carol = venue.register("Carol");
        venue.status(bob, AccountStatus.SUSPENDED);
        for (String period : List.of("7d", "all")) {
            for (String scope : List.of("agent", "account")) {
                String query = "?scope=" + scope + "&period=" + period;
                assertThat(ok(venue.get("/analytics/leaderboard" + query, carol.bearer())).path("rankings")).isEmpty();
            }
        }
    }

    @Test
    void section5ShouldRefuse() {
        assertRefused(venue.get("/analytics/leaderboard"), 401, "INVALID_API_KEY");
        assertRefused(venue.get("/analytics/leaderboard", "Authorization", "Bearer x"), 401, "INVALID_TOKEN");
        for (String query : List.of("?period=1y", "?limit=0", "?limit=201", "?limit=x", "?scope=venue")) {
            assertRefused(venue.get("/analytics/leaderboard" + query, bob.agent()), 422, "VALIDATION_ERROR");
        }
    }

    private List<String> ranked(String query) {
        String id = query.contains("scope=account") ? "account_id" : "agent_id";
        return ok(venue.get("/analytics/leaderboard" + query, bob.bearer())).path("rankings").findValuesAsText(id);
    }

    private String roiPct(String[] key) {
        return ok(venue.get("/account/portfolio", key)).path("roi_pct").asText();
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.body();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
