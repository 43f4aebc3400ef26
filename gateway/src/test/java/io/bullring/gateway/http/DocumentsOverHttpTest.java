package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.openapi.ApiDocument;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The venue's document of itself, and the page that shows it, come from the venue and from nowhere else. */
@Timeout(60)
final class DocumentsOverHttpTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @TempDir
    static Path directory;

    private static ServedVenue venue;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory, EdgeConfig.local().with(new RateLimits(1, 1, 1, 1, 1, 1, 1)));
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldServeTheDocumentToEverybodyHoweverOften() {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = get("/openapi.json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(new String(ApiDocument.json(), StandardCharsets.UTF_8));
            assertThat(header(answer, "Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.headers().map()).doesNotContainKey("x-ratelimit-limit");
        }
    }

    @Test
    void shouldServeEverythingThatThePageAsksFor() {
        HttpResponse<String> page = get("/docs/");
        assertThat(page.statusCode()).isEqualTo(200);
        List<String> links =
                LINK.matcher(page.body()).results().map((MatchResult link) -> link.group(1)).toList();
        assertThat(links)
                .containsExactlyInAnyOrder(
                        "/docs/favicon-32x32.png",
                        "/docs/swagger-ui.css",
                        "/docs/swagger-ui-bundle.js",
                        "/docs/start.js",
                        "/openapi.json");
        for (String link : links) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
        assertThat(get("/docs/start.js").body()).contains("'/openapi.json'", "validatorUrl: null");
    }

    @Test
    void shouldLetThePageReachNothingButItsVenue() {
        for (String path : List.of("/docs", "/docs/start.js", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css")) {
            assertThat(header(get(path), "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("http:", "https:", "*", "script-src 'self' '");
            assertThat(header(get(path), "X-Frame-Options")).isEqualTo("DENY");
        }
        assertThat(get("/docs").body()).doesNotContain("<style", "<script>", "onload", "http://", "https://");
    }

    @Test
    void shouldNotSendWhatTheClientHas() {
        for (String path : List.of("/openapi.json", "/docs", "/docs/swagger-ui-bundle.js")) {
            String tag = header(get(path), "ETag");
            assertThat(header(get(path), "Cache-Control")).isEqualTo("no-cache");
            HttpResponse<String> again = venue.exchange("GET", path, null, "If-None-Match", "W/\"other\", " + tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(venue.exchange("GET", path, null, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
            assertThat(venue.exchange("GET", path, null, "If-None-Match", "*").statusCode()).isEqualTo(304);
        }
    }

    @Test
    void shouldServeNoOtherFile() {
        for (String path : List.of(
                "/docs/index.html",
                "/docs/common.yaml",
                "/docs/..%2Fcommon.yaml",
                "/docs/swagger-ui.js",
                "/docs/a/b")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(venue.exchange("POST", "/openapi.json", "{}").statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> get(String path) {
        return venue.exchange("GET", path, null);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
