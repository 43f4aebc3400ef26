package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.ws.SocketConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is logged about requests, and what never is. */
@Timeout(60)
final class LogOverHttpTest {
    private static final String BUY = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'%s'}";
    private static final String UPGRADE =
            " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
    private static final String SECRET_IN_A_BODY = "the_body_stays_between_us";

    @TempDir
    private Path directory;

    private ServedVenue venue;

    @BeforeEach
    void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldTellOfEveryRequestWhenAsked() {
        try (LogKeeper log = new LogKeeper(Level.INFO)) {
            venue.feed.price("BTCUSDT", "800");
            venue.get("/market/price/BTCUSDT?secret=1", "X-Request-Id", "mine-1", "X-Trace-Id", "trace-7");
            venue.get("/market/price/NOPE", "X-Request-Id", "mine-2");
            venue.get("/nowhere/at/all", "X-Request-Id", "mine-3");

            List<String> lines = log.answered();
            assertEquals(3, lines.size());
            assertThat(lines.get(0))
                    .contains("{\"request\":\"mine-1\"}", "{\"from\":\"127.0.0.1\"}", "{\"method\":\"GET\"}")
                    .contains("{\"path\":\"/api/v1/market/price/:symbol\"}", "{\"status\":\"200\"}")
                    .contains("{\"trace\":\"trace-7\"}", "{\"micros\":\"")
                    .doesNotContain("secret", "BTCUSDT");
            assertThat(lines.get(1)).contains("{\"request\":\"mine-2\"}", "{\"code\":\"INVALID_SYMBOL\"}");
            assertThat(lines.get(2)).contains("{\"request\":\"mine-3\"}", "{\"status\":\"404\"}")
                    .doesNotContain("nowhere");
        }
    }

    @Test
    void shouldTellOnlyOfWhatItFailedUnlessAsked() {
        try (LogKeeper log = new LogKeeper(Level.WARN)) {
            Owner owner = venue.register("Ada");
            venue.get("/nowhere");
            assertEquals(List.of(), log.answered());

            Reply failed = venue.post("/trade/order", BUY.formatted("1"), owner.agent());

            assertEquals(503, failed.status());
            assertThat(log.answered())
                    .singleElement()
                    .asString()
                    .contains("\"WARN\"", failed.header("X-Request-Id"), "PRICE_NOT_AVAILABLE", "/api/v1/trade/order");
        }
    }

    @Test
    void shouldTellNobodyASecret() throws IOException {
        List<String> said = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(SECRET_IN_A_BODY));
        venue.feed.price("BTCUSDT", "800");
        try (LogKeeper log = new LogKeeper(Level.INFO)) {
            Owner owner = venue.register("Ada");
            Trader trader = venue.agent(owner, "");
            secrets.addAll(
                    List.of(owner.apiKey(), owner.apiSecret(), owner.token(), owner.agentKey(), trader.key()[1]));
            trade(trader);
            for (String secret : List.copyOf(secrets)) {
                said.addAll(misplaced(secret, owner));
            }
            String regenerated = venue.post("/agents/" + trader.id() + "/regenerate-key", "", owner.bearer())
                    .text("api_key");
            secrets.add(regenerated);
            said.add(raw("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
            said.addAll(log.lines());
        }

        assertThat(said).hasSizeGreaterThan(60);
        assertThat(said).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    }

    @Test
    void shouldSayWhereARequestFailedWithoutQuotingIt() throws IOException {
        Vertx vertx = Vertx.vertx();
        Guests failing = new Guests(
                router -> router.route("/fails").handler(context -> {
                    String uri = context.request().uri();
                    throw new IllegalStateException(uri, new IllegalArgumentException(uri));
                }),
                Map.of());
        try (LogKeeper log = new LogKeeper(Level.INFO)) {
            HttpConfig config = HttpConfig.defaults("127.0.0.1", 0);
            int port = ServedVenue.await(
                    HttpGateway.start(vertx, config, SocketConfig.defaults(), venue.venue, failing)).port();

            assertThat(raw(port, "GET /fails?api_key=" + SECRET_IN_A_BODY + UPGRADE))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("\"code\":\"INTERNAL_ERROR\"")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .doesNotContain(SECRET_IN_A_BODY);
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).contains("\"ERROR\"", "IllegalArgumentException",
                            "LogOverHttpTest"))
                    .allSatisfy(line -> assertThat(line).doesNotContain(SECRET_IN_A_BODY));
        } finally {
            ServedVenue.await(vertx.close());
        }
    }

    @Test
    void shouldNameTheClientThatAProxyNames() {
        try (ServedVenue behind = ServedVenue.open(directory.resolve("behind"), EdgeConfig.local().withProxyHops(1));
                LogKeeper log = new LogKeeper(Level.INFO)) {
            behind.get("/market/pairs", "X-Forwarded-For", "198.51.100.7, 203.0.113.9");
            behind.get("/nowhere", "X-Forwarded-For", SECRET_IN_A_BODY);
            venue.get("/market/pairs", "X-Forwarded-For", "203.0.113.9");

            assertThat(log.answered()).hasSize(3);
            assertThat(log.answered().get(0)).contains("{\"from\":\"203.0.113.9\"}");
            assertThat(log.answered().get(1)).contains("{\"from\":\"127.0.0.1\"}");
            assertThat(log.answered().get(2)).contains("{\"from\":\"127.0.0.1\"}");
        }
    }

    private void trade(Trader trader) {
        assertEquals(201, venue.post("/trade/order", BUY.formatted("0.5"), trader.key()).status());
        assertEquals(400, venue.post("/trade/order", BUY.formatted("9000"), trader.key()).status());
    }

    /** Puts a secret wherever it does not belong; what the venue says to that. */
    private List<String> misplaced(String secret, Owner owner) throws IOException {
        List<Reply> replies = List.of(
                venue.get("/account/balance", "X-API-Key", secret + "x"),
                venue.get("/account/balance", "Authorization", "Bearer " + secret + "x"),
                venue.get("/account/balance", "Authorization", secret),
                venue.get("/nowhere/" + secret, "X-Request-Id", secret, "X-Trace-Id", secret),
                venue.get("/agents/" + secret, owner.bearer()),
                venue.get("/agents", "Authorization", "Bearer " + owner.token(), "X-Agent-Id", secret),
                venue.send("PATCH", "/health?api_key=" + secret, null),
                venue.send("GET", "/ws/v1?api_key=" + secret + "x", null),
                venue.post("/auth/register", secret),
                venue.post("/auth/register", "{'display_name':'" + secret),
                venue.post("/auth/login", "{'api_key':'" + secret + "','api_secret':'" + secret + "'}"),
                venue.post("/auth/login", "{'api_key':'" + owner.apiKey() + "','api_secret':['" + secret + "']}"),
                venue.post("/trade/order", "{'quantity':'" + secret + "','type':'" + secret + "'}", owner.agent()));
        List<String> said = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply.status() >= 400) {
                said.add(reply.response().headers().map() + reply.response().body());
            }
        }
        said.add(raw("GET /" + secret + " NOTHTTP/1.1\r\n" + secret + "\r\n\r\n"));
        for (String target : List.of(
                "/ws/v1?api_key=" + secret + "&agent_id=%",
                "/ws/v1?token=%zz&api_key=" + secret,
                "/ws/v1/%zz?api_key=" + secret,
                "/api/v1/market/pairs?secret=" + secret + "&status=%",
                "/api/v1/agents/" + secret + "%zz",
                "/%/" + secret,
                "*?" + secret)) {
            String answer = raw("GET " + target + UPGRADE);
            assertThat(answer).as(target).startsWith("HTTP/1.1 4").contains("{\"error\":{\"code\":\"");
            said.add(answer);
        }
        said.add(raw(secret + " /" + secret + UPGRADE));
        return said;
    }

    private String raw(String request) throws IOException {
        return raw(venue.port(), request);
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
