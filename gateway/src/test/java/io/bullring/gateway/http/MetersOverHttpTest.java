package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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
