package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /metrics}, section 9 of the conventions. */
@Timeout(60)
final class MetersOverHttpTest extends OneBotOverHttp {
    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void section9ShouldTellAnOperatorHowTheVenueIs() {
        venue.post("/trade/order", BUY, bot.key());
        HttpResponse<String> response = metrics();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        String text = response.body();
        assertThat(value(text, "bullring_up")).isEqualTo(1);
        assertThat(value(text, "bullring_feeds_up")).isEqualTo(1);
        assertThat(value(text, "bullring_feed_age_seconds")).isBetween(0.0, 60.0);
        assertThat(value(text, "bullring_ring_commands")).isBetween(0.0, 8_192.0);
        assertThat(value(text, "bullring_history_lag_commands")).isBetween(0.0, 100.0);
        assertThat(value(text, "bullring_analyses_waiting")).isZero();
        assertThat(value(text, "bullring_websockets")).isZero();
        assertThat(value(text, "bullring_commands_total")).isPositive();
        assertThat(value(text, "bullring_agents")).isGreaterThanOrEqualTo(2);
        assertThat(text).contains("bullring_engine_waits_total", "bullring_feed_refused_total",
                "jvm_memory_used_bytes");
        assertThat(text).contains(
                "bullring_http_requests_seconds_bucket{method=\"POST\",path=\"/api/v1/trade/order\",le=\"0.001\"}");
    }

    @Test
    void section9ShouldCountRefusalsByReason() {
        String symbol = "bullring_http_refusals_total{code=\"INVALID_SYMBOL\",reason=\"\"}";
        double before = valueOr0(metrics().body(), symbol);
        venue.get("/market/price/NOPE", bot.key());
        venue.post("/trade/order", BUY.replace("0.03", "0.14"), bot.key());
        String after = metrics().body();
        assertThat(valueOr0(after, symbol)).isEqualTo(before + 1);
        assertThat(after).containsPattern("bullring_http_refusals_total\\{code=\"ORDER_REJECTED\",reason=\"\\w+\"}");
    }

    @Test
    void section9ShouldCountRefusalsThatAreOfNoEndpoint() {
        String before = metrics().body();
        venue.get("/nowhere", bot.key());
        venue.send("DELETE", "/api/v1/market/pairs", null);
        venue.post("/trade/order", " ".repeat(100_000), bot.key());
        RawSocket.handshake(venue.port(), "?api_key=nobody");
        RawSocket.handshake(venue.port(), "?api_key=nobody&agent_id=%");
        String after = metrics().body();
        for (String code : List.of(
                "NOT_FOUND", "METHOD_NOT_ALLOWED", "PAYLOAD_TOO_LARGE", "INVALID_API_KEY", "BAD_REQUEST")) {
            String name = "bullring_http_refusals_total{code=\"" + code + "\",reason=\"\"}";
            assertThat(valueOr0(after, name)).as(name).isEqualTo(valueOr0(before, name) + 1);
        }
    }

    @Test
    void section9ShouldTellHowLongStagesTakeAndWhatWaits() {
        String before = metrics().body();
        venue.post("/trade/order", BUY, bot.key());
        venue.get("/trade/history", bot.key());
        String after = metrics().body();
        for (String stage : List.of("engine", "journal", "history")) {
            String count = "bullring_stage_seconds_count{stage=\"" + stage + "\"}";
            assertThat(value(after, count)).as(count).isGreaterThan(valueOr0(before, count));
            assertThat(value(after, "bullring_stage_seconds_bucket{stage=\"" + stage + "\",le=\"+Inf\"}"))
                    .isEqualTo(value(after, count));
            assertThat(value(after, "bullring_stage_seconds_sum{stage=\"" + stage + "\"}")).isPositive();
        }
        for (String waiting : List.of("bullring_hashing_waiting", "bullring_pushes_waiting",
                "bullring_websocket_waiting")) {
            assertThat(value(after, waiting)).isZero();
        }
        assertThat(after).contains("bullring_websocket_conflated_total");
    }

    @Test
    void section9ShouldTellOfOrdersUnderTheNamesOfTheConventions() {
        String orders = "platform_orders_total{order_type=\"market\",side=\"buy\"}";
        String latencies = "platform_order_latency_seconds_count{order_type=\"market\"}";
        String errors = "platform_api_errors_total{endpoint=\"/api/v1/market/price/:symbol\",status_code=\"400\"}";
        String before = metrics().body();
        venue.post("/trade/order", BUY, bot.key());
        venue.get("/market/price/NOPE", bot.key());
        String after = metrics().body();
        for (String name : List.of(orders, latencies, errors)) {
            assertThat(value(after, name)).as(name).isEqualTo(valueOr0(before, name) + 1);
        }
        assertThat(value(after, "platform_price_ingestion_lag_seconds")).isBetween(0.0, 60.0);
    }

    @Test
    void section9ShouldCountWebSocketsByTheReasonForTheirEnd() {
        String abuse = "bullring_websocket_closes_total{reason=\"no_frames\"}";
        double before = value(metrics().body(), abuse);
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.frame(0xC1, new byte[]{'{', '}'});
            assertThat(socket.closeCode()).isEqualTo(1002);
        }
        assertThat(value(metrics().body(), abuse)).isEqualTo(before + 1);

        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.reset();
        }
        awaitNoWebSockets();
        assertThat(value(metrics().body(), abuse)).as("it was the client that went").isEqualTo(before + 1);
    }

    @Test
    void section9ShouldCountWebSocketsThatAreOpen() {
        awaitNoWebSockets();
        try (RawSocket first = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            assertThat(value(metrics().body(), "bullring_websockets")).isEqualTo(1);
            try (RawSocket second = RawSocket.open(venue.port(), "?api_key=" + bot.key()[1])) {
                assertThat(value(metrics().body(), "bullring_websockets")).isEqualTo(2);
                second.reset();
            }
            first.reset();
        }
        awaitNoWebSockets();
    }

    @Test
    void section9ShouldCountWhatClientsAreToldOverWebSocketsByItsCode() {
        String unknown = "bullring_websocket_errors_total{code=\"UNKNOWN_ACTION\"}";
        String invalid = "bullring_websocket_errors_total{code=\"INVALID_MESSAGE\"}";
        String before = metrics().body();
        try (RawSocket socket = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey())) {
            socket.text("{\"action\":\"dance\"}");
            assertThat(socket.text()).contains("UNKNOWN_ACTION");
        }
        String after = metrics().body();
        assertThat(value(after, unknown)).isEqualTo(value(before, unknown) + 1);
        assertThat(value(after, invalid)).isEqualTo(value(before, invalid));
    }

    @Test
    void section9ShouldHaveNeitherSecretsNorIdsInItsLabels() {
        venue.get("/agents/" + bot.id(), owner.bearer());
        venue.get("/agents/" + UNKNOWN_ID, owner.bearer());
        venue.get("/account/balance", "X-API-Key", "ak_live_secret");
        String text = metrics().body();
        assertThat(text).contains("path=\"/api/v1/agents/:agent_id\"");
        assertThat(text).doesNotContain(
                bot.id(), UNKNOWN_ID, owner.accountId(), "ak_live", "sk_live", owner.token(), "secret");
    }

    @Test
    void section9ShouldTellNobodyBehindAProxy() {
        String[] headers =
                {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"};
        for (String header : headers) {
            assertThat(venue.send("GET", "/metrics", null, header, "203.0.113.9").status()).isEqualTo(404);
        }
    }

    private void awaitNoWebSockets() {
        long deadlineNs = System.nanoTime() + TestSocket.PATIENCE.toNanos();
        while (value(metrics().body(), "bullring_websockets") > 0) {
            assertThat(System.nanoTime()).isLessThan(deadlineNs);
        }
    }

    private static double value(String text, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
        assertThat(line.find()).as(name + " in " + text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static double valueOr0(String text, String name) {
        return text.contains(name) ? value(text, name) : 0;
    }

    private HttpResponse<String> metrics() {
        return venue.exchange("GET", "/metrics", null);
    }
}
