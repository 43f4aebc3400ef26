package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.StateHashes;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An account's information, portfolio, result and reset, over HTTP. */
@Timeout(60)
final class SessionsOverHttpTest extends OneBotOverHttp {
    private static final String CONFIRM = "{'confirm':true}";

    private String[] account;

    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, ",'starting_balance':'9000','risk_config':{'max_position_size_pct':'33.5'}");
        account = new String[]{"X-API-Key", owner.apiKey()};
    }

    @Test
    void shouldTellWhoAsksAndHow() {
        Reply info = venue.get("/account/info", bot.key());
        assertThat(info.status()).as(info.toString()).isEqualTo(200);
        JsonNode body = info.body();
        JsonNode agent = venue.get("/agents/" + bot.id(), owner.bearer()).body();
        assertThat(body.path("current_session").path("session_id").asText()).hasSize(36);
        assertThat(body.path("current_session").path("started_at").asText())
                .isEqualTo(agent.path("created_at").asText());
        assertThat(body.toString())
                .isEqualTo(("{'account_id':'" + owner.accountId() + "','api_key':'" + owner.apiKey().substring(0, 12)
                        + "...','display_name':'Owner','status':'active','starting_balance':'9000.00000000',"
                        + "'current_session':" + body.path("current_session").toString().replace('"', '\'')
                        + ",'risk_profile':{'max_position_size_pct':33,'daily_loss_limit_pct':20,"
                        + "'max_open_orders':50},'created_at':'" + body.path("created_at").asText()
                        + "','agent_id':'" + bot.id() + "','agent_name':'bot','risk_config':{"
                        + "'max_order_size_pct':'50.00000000','max_position_size_pct':'33.50000000',"
                        + "'daily_loss_limit_pct':'20.00000000','min_order_size_usd':'1.00000000',"
                        + "'max_open_orders':50,'order_rate_limit':" + body.path("risk_config").path("order_rate_limit")
                        + "}}").replace('\'', '"'));
    }

    @Test
    void shouldTellOfTheAgentThatTheRequestIsAbout() {
        assertThat(venue.get("/account/info", account).text("agent_id")).isEqualTo(owner.agentId());
        assertThat(venue.get("/account/info", owner.bearer()).text("agent_id")).isEqualTo(owner.agentId());
        assertThat(venue.get("/account/info", account[0], account[1], "X-Agent-Id", bot.id()).text("agent_id"))
                .isEqualTo(bot.id());
        assertThat(venue.get("/account/info", bot.key()[0], bot.key()[1], "X-Agent-Id", owner.agentId())
                .text("agent_id")).isEqualTo(bot.id());
        assertThat(venue.get("/account/info", account).text("status")).isEqualTo("active");
    }

    @Test
    void shouldTellThePortfolio() {
        trade();
        venue.post("/trade/order", RESTING, bot.key());
        JsonNode portfolio = venue.get("/account/portfolio", bot.key()).body();
        assertThat(portfolio.fieldNames()).toIterable()
                .containsExactly(
                        "total_equity", "available_cash", "locked_cash", "total_position_value", "unrealized_pnl",
                        "realized_pnl", "total_pnl", "roi_pct", "starting_balance", "positions", "timestamp",
                        "sequence");
        assertThat(texts(portfolio, "total_equity", "available_cash", "locked_cash", "total_position_value"))
                .containsExactly("9026.81540550", "7451.21540550", "600.60000000", "975.00000000");
        assertThat(texts(portfolio, "unrealized_pnl", "realized_pnl", "total_pnl", "roi_pct", "starting_balance"))
                .containsExactly("13.94390400", "12.87150150", "26.81540550", "0.29794895", "9000.00000000");
        JsonNode positions = venue.get("/account/positions", bot.key()).body().path("positions");
        assertThat(portfolio.path("positions")).isEqualTo(positions).hasSize(1);
        assertThat(Instant.parse(portfolio.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void shouldTellAnEmptyPortfolio() {
        JsonNode portfolio = venue.get("/account/portfolio", bot.key()).body();
        assertThat(texts(portfolio, "total_equity", "total_position_value", "unrealized_pnl", "roi_pct"))
                .containsExactly("9000.00000000", "0", "0", "0.00000000");
        assertThat(portfolio.path("positions")).isEmpty();
    }

    @Test
    void shouldTellWhatCameOfTheSession() {
        trade();
        for (String query : List.of("", "?period=all", "?period=1d", "?period=7d", "?period=30d")) {
            Reply pnl = venue.get("/account/pnl" + query, bot.key());
            assertThat(pnl.status()).as(pnl.toString()).isEqualTo(200);
            assertThat(pnl.text("period")).isEqualTo(query.isEmpty() ? "all" : query.substring(8));
            assertThat(texts(pnl.body(), "realized_pnl", "unrealized_pnl", "total_pnl", "fees_paid"))
                    .containsExactly("12.87150150", "13.94390400", "26.81540550", "2.89509450");
            assertThat(texts(pnl.body(), "net_pnl", "net_pnl_after_fees", "win_rate"))
                    .containsExactly("23.92031100", "26.81540550", "100.00000000");
            assertThat(pnl.body().path("winning_trades").asInt()).isEqualTo(1);
            assertThat(pnl.body().path("losing_trades").asInt()).isZero();
        }
        venue.feed.price("BTCUSDT", "60000");
        venue.post("/trade/order", SELL, bot.key());
        JsonNode pnl = venue.get("/account/pnl", bot.key()).body();
        assertThat(pnl.path("losing_trades").asInt()).isEqualTo(1);
        assertThat(texts(pnl, "unrealized_pnl", "win_rate")).containsExactly("0", "50.00000000");
        assertThat(pnl.path("total_pnl")).isEqualTo(pnl.path("realized_pnl"));
    }

    @Test
    void shouldTellThatNothingCameOfASessionYet() {
        trade();
        venue.post("/account/reset", CONFIRM, bot.key());
        JsonNode pnl = venue.get("/account/pnl?period=1d", bot.key()).body();
        assertThat(texts(pnl, "realized_pnl", "unrealized_pnl", "total_pnl", "fees_paid", "net_pnl", "win_rate"))
                .containsExactly("0", "0", "0.00000000", "0", "0.00000000", "0");
    }

    @Test
    void shouldResetTheAgentWhoseKeyWasSent() {
        trade();
        String session =
                venue.get("/account/info", bot.key()).body().path("current_session").path("session_id").asText();
        Reply reset = venue.post("/account/reset", CONFIRM, bot.key());
        assertThat(reset.status()).as(reset.toString()).isEqualTo(200);
        assertThat(reset.text("message")).isEqualTo("Account reset successful");
        JsonNode before = reset.body().path("previous_session");
        assertThat(before.toString())
                .isEqualTo("{\"session_id\":\"" + session + "\",\"ending_equity\":\"9026.81540550\","
                        + "\"total_pnl\":\"26.81540550\",\"duration_days\":0}");
        for (String field : List.of("session_id", "starting_balance", "started_at")) {
            assertThat(reset.body().path("new_session").path(field)).isEqualTo(reset.body().path(field));
        }
        assertThat(reset.text("starting_balance")).isEqualTo("9000.00000000");
        assertThat(reset.body().path("agents_reset").asInt()).isEqualTo(1);
        JsonNode info = venue.get("/account/info", bot.key()).body();
        assertThat(info.path("current_session").path("session_id").asText()).isEqualTo(reset.text("session_id"));
        assertThat(info.path("current_session").path("started_at").asText()).isEqualTo(reset.text("started_at"));
    }

    @Test
    void shouldResetEveryActiveAgentOfAnAccount() {
        trade();
        Trader archived = venue.agent(owner, "");
        venue.post("/agents/" + archived.id() + "/archive", "", owner.bearer());
        Reply reset = venue.post("/account/reset", "{'starting_balance':'777'}", account);
        assertThat(reset.status()).as(reset.toString()).isEqualTo(200);
        assertThat(reset.body().path("agents_reset").asInt()).isEqualTo(2);
        assertThat(reset.body().path("previous_session").path("ending_equity").asText()).isEqualTo("10000.00000000");
        assertThat(venue.get("/account/portfolio", bot.key()).text("total_equity")).isEqualTo("777.00000000");
        assertThat(venue.get("/account/portfolio", owner.agent()).text("total_equity")).isEqualTo("777.00000000");
        assertThat(venue.get("/agents/" + archived.id(), owner.bearer()).text("starting_balance"))
                .isEqualTo("10000.00000000");
        assertThat(venue.post("/account/reset", CONFIRM, owner.bearer()).body().path("agents_reset").asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldResetTheAgentThatIsNamedAndNoOther() {
        Reply reset = venue.post(
                "/account/reset",
                "{'new_starting_balance':'888','starting_balance':'888.0','confirm':null}",
                account[0],
                account[1],
                "X-Agent-Id",
                bot.id());
        assertThat(reset.body().path("agents_reset").asInt()).isEqualTo(1);
        assertThat(venue.get("/account/portfolio", bot.key()).text("total_equity")).isEqualTo("888.00000000");
        assertThat(venue.get("/account/portfolio", owner.agent()).text("total_equity")).isEqualTo("10000.00000000");
    }

    @Test
    void shouldReadAWholePortfolioWhileItsAgentIsResetAgainAndAgain() {
        CompletableFuture<Void> resets = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                assertThat(venue.post("/account/reset", CONFIRM, bot.key()).status()).isEqualTo(200);
            }
        });
        int reads = 0;
        while (!resets.isDone() || reads < 50) {
            for (String path : List.of("/account/portfolio", "/account/info", "/account/pnl", "/account/balance")) {
                assertThat(venue.get(path, bot.key()).status()).as(path).isEqualTo(200);
            }
            assertThat(venue.get("/agents/overview", owner.bearer())
                    .body()
                    .path("agents")
                    .get(1)
                    .path("current_equity")
                    .asText()).isEqualTo("9000.00000000");
            reads++;
        }
        resets.join();
    }

    @Test
    void shouldChangeNothingWhenItRefuses(@TempDir Path ownDirectory) {
        long sequence;
        ServedVenue alone = ServedVenue.open(ownDirectory);
        try (alone) {
            Owner one = alone.register("One");
            Owner other = alone.register("Other");
            Owner suspended = alone.register("Suspended");
            Owner lonely = alone.register("Lonely");
            alone.post("/agents/" + lonely.agentId() + "/archive", "", lonely.bearer());
            alone.status(suspended, AccountStatus.SUSPENDED);
            sequence = alone.lastSequence();
            for (String path : List.of("/account/info", "/account/portfolio", "/account/pnl")) {
                refuseStrangers(alone, one, other, lonely, path);
            }
            assertRefused(alone.get("/account/pnl?period=2d", one.agent()), 422, "VALIDATION_ERROR");
            assertRefused(alone.post("/account/reset", CONFIRM), 401, "INVALID_API_KEY");
            assertRefused(alone.post("/account/reset", CONFIRM, suspended.agent()), 403, "ACCOUNT_SUSPENDED");
            assertRefused(alone.post("/account/reset", CONFIRM, suspended.bearer()), 403, "ACCOUNT_SUSPENDED");
            assertRefused(alone.post("/account/reset", CONFIRM, lonely.bearer()), 409, "AGENT_REQUIRED");
            refuseBodies(alone, one);
        }
        StateHashes hashes = alone.hashesAt(sequence);
        assertThat(hashes.last()).isEqualTo(hashes.then()).isNotEmpty();
    }

    private static void refuseStrangers(ServedVenue alone, Owner one, Owner other, Owner lonely, String path) {
        String[] named = {"X-API-Key", one.apiKey(), "X-Agent-Id", other.agentId()};
        assertRefused(alone.get(path), 401, "INVALID_API_KEY");
        assertRefused(alone.get(path, named), 403, "PERMISSION_DENIED");
        named[3] = "10000000-0000-8002-8000-000000000001";
        assertRefused(alone.get(path, named), 404, "AGENT_NOT_FOUND");
        named[3] = "me";
        assertRefused(alone.get(path, named), 422, "VALIDATION_ERROR");
        assertRefused(alone.get(path, lonely.bearer()), 409, "AGENT_REQUIRED");
        assertRefused(
                alone.get(path, "X-API-Key", lonely.apiKey(), "X-Agent-Id", lonely.agentId()),
                403,
                "PERMISSION_DENIED");
    }

    private static void refuseBodies(ServedVenue alone, Owner one) {
        for (String body : List.of("", "[]", "{}", "{'confirm':false}", "{'confirm':false,'starting_balance':5}",
                "{'confirm':'yes'}", "{'confirm':null}", "{'starting_balance':0}", "{'new_starting_balance':'x'}",
                "{'starting_balance':5,'new_starting_balance':6}", "{'starting_balance':'0.5'}",
                "{'new_starting_balance':1000000001}")) {
            assertRefused(alone.post("/account/reset", body, one.agent()), 422, "VALIDATION_ERROR");
            assertRefused(alone.post("/account/reset", body, one.bearer()), 422, "VALIDATION_ERROR");
        }
        assertThat(alone.post("/account/reset", "{'confirm':false,'starting_balance':5}", one.agent())
                .details()
                .path("field")
                .asText()).isEqualTo("confirm");
    }

    /** 0.03 bought for 1922.112192 with fee, half of it sold for 973.92759750; 0.015 left at 65000. */
    private void trade() {
        venue.post("/trade/order", BUY, bot.key());
        venue.feed.price("BTCUSDT", "65000");
        venue.post("/trade/order", SELL, bot.key());
    }

    private static List<String> texts(JsonNode json, String... fields) {
        return List.of(fields).stream().map(field -> json.path(field).asText()).toList();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
