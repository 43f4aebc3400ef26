package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sections 2 to 4 and 6 of the specification of analytics, over HTTP. */
@Timeout(60)
final class AnalyticsOverHttpTest extends OneBotOverHttp {
    private static final String PERFORMANCE = "/analytics/performance";
    private static final String WORTH = "/analytics/portfolio/history";
    private static final String V3 =
            "{'returns':[0.01,-0.004,0.006,0.012,-0.008,0.003,0.007,-0.002,0.009,0.001,-0.005,0.011],"
                    + "'num_trials':10";

    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void section3ShouldTellThePerformanceOfAnAgent() {
        trade();
        JsonNode told = ok(venue.get(PERFORMANCE, bot.key()));
        assertThat(told.toString())
                .isEqualTo(("{'period':'all','sharpe_ratio':'0.00000000','sortino_ratio':'0.00000000',"
                        + "'max_drawdown_pct':'0.00000000','max_drawdown_duration_days':0,'win_rate':'100.00000000',"
                        + "'profit_factor':'0.00000000','avg_win':'12.87150150','avg_loss':'0.00000000','total_trades':1,"
                        + "'avg_trades_per_day':'24.00000000','best_trade':'12.87150150','worst_trade':'12.87150150',"
                        + "'current_streak':1}").replace('\'', '"'));
        assertThat(ok(venue.get(PERFORMANCE + "?period=7d", bot.key())).path("avg_trades_per_day").asText())
                .isEqualTo("0.14285714");
        for (String period : List.of("1d", "7d", "30d", "90d", "all")) {
            JsonNode one = ok(venue.get(PERFORMANCE + "?period=" + period, bot.key()));
            assertThat(one.path("period").asText()).isEqualTo(period);
            assertThat(one.path("total_trades").asInt()).isEqualTo(1);
        }
    }

    @Test
    void section3ShouldTellZerosWhenNothingHappened() {
        JsonNode told = ok(venue.get(PERFORMANCE, bot.key()));
        assertThat(told.size()).isEqualTo(14);
        told.forEach(figure -> assertThat(figure.asText()).isIn("all", "0", "0.00000000"));
    }

    @Test
    void section2ShouldResolveWhoseNumbers() {
        trade();
        String[] accountKey = {"X-API-Key", owner.apiKey()};
        assertThat(trades(PERFORMANCE, owner.agent())).isZero();
        assertThat(trades(PERFORMANCE, owner.bearer())).isZero();
        assertThat(trades(PERFORMANCE, accountKey)).isZero();
        assertThat(trades(PERFORMANCE, "X-API-Key", owner.apiKey(), "X-Agent-Id", bot.id())).isEqualTo(1);
        assertThat(trades(PERFORMANCE, "Authorization", "Bearer " + owner.token(), "X-Agent-Id", bot.id()))
                .isEqualTo(1);
        assertThat(trades(PERFORMANCE, "X-API-Key", bot.key()[1], "Authorization", "Bearer " + owner.token()))
                .isEqualTo(1);
        assertThat(trades(PERFORMANCE + "?scope=account", accountKey)).isEqualTo(1);
        assertThat(trades(PERFORMANCE + "?scope=account", owner.bearer())).isEqualTo(1);
    }

    @Test
    void section2ShouldLookOnlyAtWhatCameAfterAReset() {
        trade();
        venue.post("/agents/" + bot.id() + "/reset", "{'starting_balance':500}", owner.bearer());
        assertThat(trades(PERFORMANCE, bot.key())).isZero();
        assertThat(trades(PERFORMANCE + "?scope=account", owner.bearer())).isZero();
    }

    @Test
    void section4ShouldCaptureTheWorthOfWhoHasNoPastYet() {
        trade();
        for (String interval : List.of("1m", "5m", "1h", "1d")) {
            JsonNode told = ok(venue.get(WORTH + "?interval=" + interval, bot.key()));
            assertThat(told.path("account_id").asText()).isEqualTo(owner.accountId());
            assertThat(told.path("agent_id").asText()).isEqualTo(bot.id());
            assertThat(told.path("interval").asText()).isEqualTo(interval);
            JsonNode last = told.path("snapshots").get(told.path("snapshots").size() - 1);
            assertThat(last.path("time").asText()).endsWith("Z");
        }
        JsonNode day = ok(venue.get(WORTH + "?interval=1d&limit=1000", bot.key())).path("snapshots");
        assertThat(day).hasSize(1);
        assertThat(day.get(0).path("total_equity").asText()).isEqualTo("10026.81540550");
        assertThat(day.get(0).path("unrealized_pnl").asText()).isEqualTo("13.94390400");
        assertThat(day.get(0).path("realized_pnl").asText()).isEqualTo("12.87150150");
        assertThat(ok(venue.get(WORTH, bot.key())).path("interval").asText()).isEqualTo("1h");
    }

    @Test
    void section4ShouldAddUpTheAgentsOfAnAccount() {
        trade();
        JsonNode told = ok(venue.get(WORTH + "?interval=1d&scope=account", owner.bearer()));
        assertThat(told.has("agent_id")).isFalse();
        assertThat(told.path("snapshots").get(0).path("total_equity").asText()).isEqualTo("20026.81540550");
    }

    @Test
    void sections2To4ShouldRefuse() {
        Owner stranger = venue.register("Stranger");
        for (String path : List.of(PERFORMANCE, WORTH)) {
            assertRefused(venue.get(path), 401, "INVALID_API_KEY");
            assertRefused(venue.get(path, "X-API-Key", "ak_live_wrong"), 401, "INVALID_API_KEY");
            assertRefused(venue.get(path, "Authorization", "Bearer wrong"), 401, "INVALID_TOKEN");
            assertRefused(as(path, owner, stranger.agentId()), 403, "PERMISSION_DENIED");
            assertRefused(as(path, owner, UNKNOWN_ID), 404, "AGENT_NOT_FOUND");
            assertRefused(as(path, owner, "no-uuid"), 422, "VALIDATION_ERROR");
            assertRefused(venue.get(path + "?scope=all", bot.key()), 422, "VALIDATION_ERROR");
            assertRefused(venue.get(path + "?scope=account", bot.key()), 403, "PERMISSION_DENIED");
        }
        assertRefused(venue.get(PERFORMANCE + "?period=2d", bot.key()), 422, "VALIDATION_ERROR");
        for (String query : List.of("?interval=2h", "?limit=0", "?limit=1001", "?limit=x")) {
            assertRefused(venue.get(WORTH + query, bot.key()), 422, "VALIDATION_ERROR");
        }
        venue.post("/agents/" + stranger.agentId() + "/archive", "", stranger.bearer());
        assertRefused(venue.get(PERFORMANCE, stranger.bearer()), 409, "AGENT_REQUIRED");
        assertRefused(venue.get(WORTH, stranger.bearer()), 409, "AGENT_REQUIRED");
    }

    @Test
    void section6ShouldDeflateASharpeRatioForEverybody() {
        JsonNode told = ok(venue.post("/metrics/deflated-sharpe", V3 + "}"));
        assertThat(told.path("observed_sharpe").asDouble()).isCloseTo(8.064258060, within());
        assertThat(told.path("expected_max_sharpe").asDouble()).isCloseTo(7.536569465, within());
        assertThat(told.path("deflated_sharpe").asDouble()).isCloseTo(0.101255292, within());
        assertThat(told.path("p_value").asDouble()).isCloseTo(0.540326097, within());
        assertThat(told.path("skewness").asDouble()).isCloseTo(-0.278777569, within());
        assertThat(told.path("kurtosis").asDouble()).isCloseTo(-1.319400624, within());
        assertThat(told.path("is_significant").asBoolean()).isFalse();
        assertThat(told.path("num_trials").asInt()).isEqualTo(10);
        assertThat(told.path("num_returns").asInt()).isEqualTo(12);
        assertThat(ok(venue.post("/metrics/deflated-sharpe", V3 + ",'method':'textbook'}", bot.key()))).isEqualTo(told);
        assertThat(
                ok(venue.post("/metrics/deflated-sharpe", V3 + ",'annualization_factor':252}", "X-API-Key", "wrong")))
                .isEqualTo(told);
        JsonNode reference = ok(venue.post("/metrics/deflated-sharpe", V3 + ",'method':'reference'}"));
        assertThat(reference.path("expected_max_sharpe").asDouble()).isCloseTo(2.145966026, within());
        assertThat(reference.path("is_significant").asBoolean()).isTrue();
    }

    @Test
    void section6ShouldTakeTenThousandReturnsAndNoMore() {
        assertThat(ok(venue.post("/metrics/deflated-sharpe", body(10_000))).path("num_returns").asInt())
                .isEqualTo(10_000);
        assertThat(venue.post("/metrics/deflated-sharpe", body(10_001)).details().path("field").asText())
                .isEqualTo("returns");
        assertRefused(venue.post("/metrics/deflated-sharpe", body(30_000)), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void section6ShouldRefuse() {
        for (String body : List.of(
                "",
                "[]",
                "{'num_trials':1}",
                "{'returns':[1,2,3,4,5,6,7,8,9],'num_trials':1}",
                "{'returns':[1,2,3,4,5,6,7,8,9,'10'],'num_trials':1}",
                "{'returns':[1,2,3,4,5,6,7,8,9,1e999],'num_trials':1}",
                "{'returns':[1,2,3,4,5,6,7,8,9,null],'num_trials':1}",
                "{'returns':null,'num_trials':1}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10]}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10],'num_trials':0}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10],'num_trials':100001}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10],'num_trials':1,'annualization_factor':0}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10],'num_trials':1,'annualization_factor':525601}",
                "{'returns':[1,2,3,4,5,6,7,8,9,10],'num_trials':1,'method':'best'}")) {
            assertRefused(venue.post("/metrics/deflated-sharpe", body), 422, "VALIDATION_ERROR");
        }
    }

    @Test
    void section6ShouldRefuseReturnsWhoseVarianceNoDoubleHolds() {
        String returns =
                "{'returns':[1e150,-1e150,1e150,-1e150,1e150,-1e150,1e150,-1e150,1e150,-1e150],'num_trials':1}";
        assertThat(ok(venue.post("/metrics/deflated-sharpe", returns)).path("kurtosis").asDouble())
                .isCloseTo(-2, within());
        Reply tooLarge = venue.post("/metrics/deflated-sharpe", returns.replace("150", "300"));
        assertRefused(tooLarge, 422, "VALIDATION_ERROR");
        assertThat(tooLarge.details().path("field").asText()).isEqualTo("returns");
        assertRefused(venue.post("/metrics/deflated-sharpe", returns.replace("-", "").replace("150", "308")), 422,
                "VALIDATION_ERROR");
    }

    /** Half of what was bought is sold with a gain of 12.87150150. */
    private void trade() {
        venue.feed.price("BTCUSDT", "64000");
        venue.post("/trade/order", BUY, bot.key());
        venue.feed.price("BTCUSDT", "65000");
        venue.post("/trade/order", SELL, bot.key());
    }

    private static String body(int count) {
        String returns = IntStream.range(0, count)
                .mapToObj(i -> "0.0012345678901234" + i % 10)
                .collect(Collectors.joining(","));
        return "{'num_trials':5,'returns':[" + returns + "]}";
    }

    private static int trades(String path, String... headers) {
        return ok(venue.get(path, headers)).path("total_trades").asInt();
    }

    private static Reply as(String path, Owner who, String agentId) {
        return venue.get(path, "Authorization", "Bearer " + who.token(), "X-Agent-Id", agentId);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-8);
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
