package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.contract.Call;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sections 7 and 8 of the conventions: how often one may come, and from which pages. */
@Timeout(120)
final class LimitsOverHttpTest {
    private static final RateLimits FEW = new RateLimits(2, 3, 4, 5, 6, 2, 3);
    private static final int SECONDS_FOR_A_TEST = 20;
    private static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000001";

    @TempDir
    Path directory;

    @Test
    void section7ShouldDocumentThePresets() {
        assertThat(RateLimits.PUBLIC).isEqualTo(new RateLimits(100, 6_000, 1_200, 3_000, 600, 5, 3));
        assertThat(EdgeConfig.local().limits()).isEqualTo(RateLimits.LOCAL);
    }

    @Test
    void section7ShouldNotLimitByDefault() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            Owner owner = venue.register("Owner");
            for (int i = 0; i < 8; i++) {
                Reply reply = venue.get("/account/balance", owner.agent());
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("X-RateLimit-Limit")).isEmpty();
            }
        }
    }

    @Test
    void section7ShouldCountEachAgentAndEachTierByItself() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW))) {
            Owner owner = venue.register("Owner");
            Trader other = venue.agent(owner, "");
            for (int left = 1; left >= 0; left--) {
                Reply reply = venue.get("/trade/orders/open", owner.agent());
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("2");
                assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
                long reset = Long.parseLong(reply.header("X-RateLimit-Reset"));
                assertThat(reset % 60).isZero();
                assertThat(reset - Instant.now().getEpochSecond()).isBetween(0L, 60L);
                assertThat(reply.header("Retry-After")).isEmpty();
            }
            Reply refused = venue.get("/trade/orders/open", owner.agent());
            assertTooMany(refused, 2);
            assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");

            assertThat(venue.get("/trade/orders/open", other.key()).status()).isEqualTo(200);
            assertThat(venue.get("/account/balance", owner.agent()).header("X-RateLimit-Remaining")).isEqualTo("5");
            assertThat(venue.get("/agents", owner.bearer()).header("X-RateLimit-Limit")).isEqualTo("6");
            for (int i = 0; i < 8; i++) {
                assertThat(venue.send("GET", "/health", null).status()).isEqualTo(200);
            }
        }
    }

    /** Six requests, whatever they are: two for connections, three of them in either dialect of messages. */
    @Test
    void section7ShouldCountWebSocketsAndWhatIsAskedForOverThem() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW))) {
            Owner owner = venue.register("Owner");
            Trader other = venue.agent(owner, "");
            String query = "?api_key=" + owner.agentKey();
            assertThat(RawSocket.handshake(venue.port(), "?api_key=ak_live_wrong").status()).isEqualTo(403);
            try (TestSocket socket = TestSocket.open(venue, query);
                    TestSocket second = TestSocket.open(venue, query);
                    TestSocket others = TestSocket.open(venue, "?api_key=" + other.key()[1])) {
                socket.subscribe("'channel':'ticker:BTCUSDT'");
                socket.subscribe("'channel':'ticker','symbol':'BTCUSDT'");
                socket.send("{'action':'unsubscribe','channel':'ticker:BTCUSDT'}");
                assertThat(socket.next().path("type").asText()).isEqualTo("unsubscribed");
                assertThat(second.untilPong()).isEmpty();
                assertThat(venue.get("/account/balance", owner.agent()).header("X-RateLimit-Remaining"))
                        .isEqualTo("0");

                for (String asked : List.of("'ticker:BTCUSDT'", "'ticker','symbol':'BTCUSDT'")) {
                    second.send("{'action':'subscribe','channel':" + asked + "}");
                    JsonNode refused = second.next();
                    assertThat(refused.path("type").asText()).isEqualTo("error");
                    assertThat(refused.toString()).contains("RATE_LIMIT_EXCEEDED", "at most 6 a minute");
                }
                assertThat(second.untilPong()).as("the connection stays, without the subscription").isEmpty();
                RawSocket.Answer answer = RawSocket.handshake(venue.port(), query);
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.body()).contains("RATE_LIMIT_EXCEEDED", "retry_after_seconds");
                others.subscribe("'channel':'ticker:BTCUSDT'");
            }
        }
    }

    @Test
    void section7ShouldCountAnAddressWhereThereAreNoCredentials() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW))) {
            Owner owner = venue.register("Owner");
            for (int i = 0; i < 4; i++) {
                assertThat(venue.get("/market/pairs").status()).isEqualTo(200);
            }
            assertTooMany(venue.get("/market/pairs"), 4);
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.9"), 4);
            assertThat(venue.get("/market/pairs", owner.agent()).status()).isEqualTo(200);
        }
    }

    @Test
    void section7ShouldBelieveAProxyWhenThereIsOne() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW).withProxyHops(1))) {
            for (int i = 0; i < 4; i++) {
                assertThat(
                        venue.get("/market/pairs", "X-Forwarded-For", "10.0.0." + i + ", 2001:db8:1:2::" + i).status())
                        .isEqualTo(200);
            }
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", "a word,2001:db8:1:2::9"), 4);
            assertTooMany(
                    venue.get("/market/pairs", "X-Forwarded-For", "10.0.0.1", "X-Forwarded-For", "2001:db8:1:2::9"), 4);
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", "2001:db8:1:2::9"), 4);
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "2001:db8:1:3::9").status()).isEqualTo(200);
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.9").status()).isEqualTo(200);
        }
    }

    /** A client that sends its own header, and one that does not; what is no address is the proxy's. */
    @Test
    void section7ShouldTakeTheEntryOfTheOutermostOfSeveralProxies() {
        RateLimits limits = new RateLimits(0, 0, 2, 0, 0, 0, 0);
        try (ServedVenue venue = open(EdgeConfig.local().with(limits).withProxyHops(2))) {
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "10.9.9.1, 203.0.113.9, 10.0.0.1").status())
                    .isEqualTo(200);
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.9, 10.0.0.2").status()).isEqualTo(200);
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", "10.9.9.3, 203.0.113.9, 10.0.0.1"), 2);
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.9"), 2);
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.8, 10.0.0.1").status()).isEqualTo(200);
            assertThat(venue.get("/market/pairs").status()).isEqualTo(200);
            assertThat(venue.get("/market/pairs", "X-Forwarded-For", "unknown, 10.0.0.1").status()).isEqualTo(200);
            assertTooMany(venue.get("/market/pairs", "X-Forwarded-For", ","), 2);
        }
    }

    @Test
    void section7ShouldNotCountWhatTheCredentialsRefuse() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW))) {
            for (int i = 0; i < 5; i++) {
                Reply refused = venue.get("/trade/orders/open", "X-API-Key", "ak_live_wrong");
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.header("X-RateLimit-Limit")).isEmpty();
            }
        }
    }

    /** Every call that needs credentials, with two of them that say different things; what it looks at is in the document. */
    @Test
    void section7ShouldCountWhoeverIsServed() {
        int limit = 10_000;
        RateLimits all = new RateLimits(limit, limit, limit, limit, limit, limit, limit);
        try (ServedVenue venue = open(EdgeConfig.local().with(all))) {
            Owner ada = venue.register("Ada");
            Owner bob = venue.register("Bob");
            Trader archived = venue.agent(bob, "");
            venue.post("/agents/" + archived.id() + "/archive", "", bob.bearer());
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put(ada.agentKey(), "Ada's agent");
            keys.put(ada.apiKey(), "Ada");
            keys.put(archived.key()[1], null);
            keys.put("ak_live_wrong", null);
            Map<String, String> tokens = new LinkedHashMap<>();
            tokens.put(bob.token(), "Bob");
            tokens.put(ada.token(), "Ada");
            tokens.put("wrong", null);

            List<Call> calls = Call.below("/api/v1/", DocumentedApi.SERVED)
                    .stream()
                    .filter(call -> !call.isForEverybody())
                    .toList();
            Map<String, Integer> counts = new HashMap<>(Map.of("general Bob", 2)); // who created and archived
            for (Call call : calls) {
                keys.forEach((key, ofKey) -> tokens.forEach((token, ofToken) -> {
                    Reply reply = venue.send(
                            call.method(), call.template().replaceAll("\\{\\w+}", UNKNOWN_ID), call.body(),
                            "X-API-Key", key, "Authorization", "Bearer " + token);
                    String served = call.needsToken() ? ofToken : ofKey;
                    String as = call + " with the key of " + ofKey + " and the token of " + ofToken;
                    assertThat(reply.status() == 401).as(as).isEqualTo(served == null);
                    String tier = call.template().startsWith("/api/v1/trade/") ? "orders " : "general ";
                    assertThat(reply.header("X-RateLimit-Remaining"))
                            .as(as)
                            .isEqualTo(served == null ? "" : left(limit, counts.merge(tier + served, 1, Integer::sum)));
                }));
            }
            assertThat(calls).hasSizeGreaterThan(30);
            assertThat(counts).hasSize(5).doesNotContainKey("orders Bob");
        }
    }

    private static String left(int limit, int count) {
        return Integer.toString(limit - count);
    }

    @Test
    void section7ShouldThrottleLoginAndRegistrationByAddress() {
        try (ServedVenue venue = open(EdgeConfig.local().with(FEW))) {
            Owner owner = venue.register("One");
            String login = "{'api_key':'" + owner.apiKey() + "','api_secret':'wrong'}";
            assertThat(venue.post("/auth/login", login).status()).isEqualTo(401);
            assertTooMany(venue.post("/auth/login", login), 2);
            assertTooMany(venue.post("/auth/login", login, owner.agent()), 2);
            assertThat(venue.post("/auth/register", "{}").status()).isEqualTo(201);
            assertThat(venue.post("/auth/register", "{}").status()).isEqualTo(201);
            assertTooMany(venue.post("/auth/register", "{}"), 3);
        }
    }

    @Test
    void section7ShouldCountARequestHoweverItsPathIsWritten() {
        RateLimits limits = new RateLimits(20, 0, 0, 0, 30, 7, 0);
        List<String> beginnings = List.of(
                "/api/v1/", "//api/v1/", "/%61pi/v1/", "/x/../api/v1/", "/api/v1//", "/api/./v1/", "/api/v1/x/%2e%2e/");
        try (ServedVenue venue = open(EdgeConfig.local().with(limits))) {
            Owner owner = venue.register("Owner"); // who has logged in once
            int left = 20;
            for (String beginning : beginnings) {
                for (String path : List.of("trade/orders", "%74rade/orders", "trade//orders", "trade/orders/")) {
                    if (left > 0) {
                        left--;
                        HttpResponse<String> reply = spelled(venue, "GET", beginning + path, null, owner.agent());
                        assertThat(reply.statusCode()).as(beginning + path).isEqualTo(200);
                        assertThat(limit(reply, "Limit")).as(beginning + path).isEqualTo("20");
                        assertThat(limit(reply, "Remaining")).isEqualTo(Integer.toString(left));
                    } else {
                        assertThat(spelled(venue, "GET", beginning + path, null, owner.agent()).statusCode())
                                .isEqualTo(429);
                    }
                }
            }
            String login = "{\"api_key\":\"" + owner.apiKey() + "\",\"api_secret\":\"wrong\"}";
            for (int i = 0; i < 6; i++) {
                HttpResponse<String> reply = spelled(venue, "POST", beginnings.get(i) + "auth/login", login);
                assertThat(reply.statusCode()).as(beginnings.get(i)).isEqualTo(401);
                assertThat(limit(reply, "Remaining")).isEqualTo(Integer.toString(5 - i));
            }
            for (String beginning : beginnings) {
                assertThat(spelled(venue, "POST", beginning + "auth/%6Cogin", login).statusCode()).isEqualTo(429);
            }
        }
    }

    @Test
    void section8ShouldGuardEveryAnswerAndAllowNoOtherOriginByDefault() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            for (String path : List.of("/market/pairs", "/nowhere", "/account/balance")) {
                Reply reply = venue.get(path, "Origin", "https://example.org");
                assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
                assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
                assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                assertThat(reply.header("Content-Security-Policy")).startsWith("default-src 'none'");
                assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
                assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            }
        }
    }

    @Test
    void section8ShouldShareAnswersWithConfiguredOriginsAndServeTheOthersWithout() {
        EdgeConfig edge = EdgeConfig.local()
                .with(new RateLimits(0, 0, 1, 0, 0, 0, 0))
                .withOrigins(List.of("https://example.org"));
        try (ServedVenue venue = open(edge)) {
            String[] ours = {"Origin", "https://example.org"};
            Reply preflight = venue.send(
                    "OPTIONS", "/api/v1/trade/order", null, "Origin", "https://example.org",
                    "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "X-API-Key");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-API-Key");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST", "DELETE");
            for (Reply reply : List.of(
                    venue.get("/market/pairs", ours), venue.get("/market/pairs", ours),
                    venue.get("/account/balance", ours))) {
                assertThat(reply.status()).isIn(200, 429, 401);
                assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://example.org");
                assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
                assertThat(reply.header("Access-Control-Expose-Headers")).contains("X-RateLimit-Remaining",
                        "Idempotent-Replayed");
            }
            Owner owner = venue.register("Owner");
            String own = "http://127.0.0.1:" + venue.port();
            for (String other : List.of("https://example.net", "null", "no origin at all", own)) {
                Reply read = venue.get("/agents", "Origin", other, "Authorization", "Bearer " + owner.token());
                Reply written = venue.post("/auth/register", "{}", "Origin", other);
                assertThat(read.status()).as(other).isEqualTo(200);
                assertThat(written.status()).as(other).isEqualTo(201);
                for (Reply reply : List.of(read, written)) {
                    assertThat(reply.response().headers().map()).doesNotContainKey("access-control-allow-origin");
                    assertThat(reply.header("Vary")).containsIgnoringCase("origin");
                }
                String query = "?api_key=" + owner.agentKey();
                assertThat(RawSocket.handshake(venue.port(), query, "Origin: " + other).status()).isEqualTo(101);
                Reply preflightOfOthers = venue.send(
                        "OPTIONS", "/api/v1/trade/order", null, "Origin", other, "Access-Control-Request-Method",
                        "POST");
                assertThat(preflightOfOthers.status()).isEqualTo(405);
                assertThat(preflightOfOthers.header("Access-Control-Allow-Origin")).isEmpty();
            }
        }
    }

    /** So late in a minute that the test might run into the next one it waits for that. */
    private ServedVenue open(EdgeConfig edge) {
        ServedVenue venue = ServedVenue.open(directory, edge);
        long secondsLeft = 60 - Instant.now().getEpochSecond() % 60;
        if (secondsLeft < SECONDS_FOR_A_TEST) {
            await(secondsLeft);
        }
        return venue;
    }

    private static void await(long seconds) {
        try {
            Thread.sleep(seconds * 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Past the OpenAPI document, which knows one spelling of each path. */
    private static HttpResponse<String> spelled(
            ServedVenue venue, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + venue.port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String limit(HttpResponse<String> response, String name) {
        return response.headers().firstValue("X-RateLimit-" + name).orElse("");
    }

    private static void assertTooMany(Reply reply, int limit) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(reply.details().path("limit").asInt()).isEqualTo(limit);
        assertThat(reply.details().path("window_seconds").asInt()).isEqualTo(60);
        int retry = reply.details().path("retry_after_seconds").asInt();
        assertThat(retry).isBetween(1, 60);
        assertThat(reply.header("Retry-After")).isEqualTo(Integer.toString(retry));
    }
}
