package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All agents of an account and how they stand, over HTTP. */
@Timeout(60)
final class OverviewOverHttpTest extends OneBotOverHttp {
    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldTellHowAgentsStand() {
        venue.post("/trade/order", BUY, bot.key());
        venue.feed.price("BTCUSDT", "65000");
        venue.post("/trade/order", SELL, bot.key());
        venue.post("/trade/order", RESTING, bot.key());

        JsonNode agents = overview("").body().path("agents");
        assertThat(agents.findValuesAsText("agent_id")).containsExactly(owner.agentId(), bot.id());
        assertStanding(agents.get(0), "10000.00000000", "0.00000000", "0.00000000", "0", "0.00000000", 0, 0, 0);
        // 0.03 bought for 1922.112192 with fee, half of it sold for 973.92759750; 0.015 left at 65000.
        assertStanding(
                agents.get(1), "10026.81540550", "26.81540550", "12.87150150", "13.94390400", "0.26815406", 2, 1, 1);
        JsonNode portfolio = venue.get("/account/portfolio", bot.key()).body();
        assertThat(portfolio.path("total_equity").asText()).isEqualTo("10026.81540550");
        assertThat(agents.get(1).path("api_key_preview").asText()).isEqualTo("ak_live_agen...");
        assertThat(agents.get(1).path("status").asText()).isEqualTo("active");
    }

    @Test
    void shouldCountTheSessionOnly() {
        venue.post("/trade/order", BUY, bot.key());
        venue.post("/trade/order", RESTING, bot.key());
        venue.post("/agents/" + bot.id() + "/reset", "{'starting_balance':500}", owner.bearer());
        JsonNode agent = overview("").body().path("agents").get(1);
        assertStanding(agent, "500.00000000", "0.00000000", "0.00000000", "0", "0.00000000", 0, 0, 0);
    }

    @Test
    void shouldLeaveOutWhoIsArchived() {
        String third = venue.agent(owner, "").id();
        venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
        Reply all = overview("");
        assertThat(all.body().path("agents").findValuesAsText("agent_id")).containsExactly(owner.agentId(), third);
        assertThat(all.body().path("total").asInt()).isEqualTo(2);
        Reply page = overview("?limit=1&offset=1");
        assertThat(page.body().path("agents").findValuesAsText("agent_id")).containsExactly(third);
        assertThat(page.body().path("total").asInt()).isEqualTo(2);
        assertThat(overview("?offset=9").body().path("agents")).isEmpty();
    }

    @Test
    void shouldRefuse() {
        assertRefused(venue.get("/agents/overview"), 401, "INVALID_TOKEN");
        assertRefused(venue.get("/agents/overview", bot.key()), 401, "INVALID_TOKEN");
        for (String query : List.of("?limit=0", "?limit=501", "?offset=-1", "?limit=x")) {
            assertRefused(venue.get("/agents/overview" + query, owner.bearer()), 422, "VALIDATION_ERROR");
        }
    }

    private Reply overview(String query) {
        Reply overview = venue.get("/agents/overview" + query, owner.bearer());
        assertThat(overview.status()).as(overview.toString()).isEqualTo(200);
        return overview;
    }

    private static void assertStanding(
            JsonNode agent,
            String equity,
            String totalPnl,
            String realizedPnl,
            String unrealizedPnl,
            String roiPct,
            int fills,
            int openOrders,
            int openPositions) {
        assertThat(List.of(
                agent.path("current_equity").asText(),
                agent.path("total_pnl").asText(),
                agent.path("realized_pnl").asText(),
                agent.path("unrealized_pnl").asText(),
                agent.path("roi_pct").asText()))
                .containsExactly(equity, totalPnl, realizedPnl, unrealizedPnl, roiPct);
        assertThat(List.of(
                agent.path("trade_count").asInt(),
                agent.path("total_trades").asInt(),
                agent.path("open_orders").asInt(),
                agent.path("open_positions").asInt()))
                .containsExactly(fills, fills, openOrders, openPositions);
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
