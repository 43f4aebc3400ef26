package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.StateHashes;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a request, it is answered with its code, and the engine's state is the same afterwards. */
@Timeout(120)
final class BadRequestsOverHttpTest {
    private static final String ORDER = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}";
    private static final String UNKNOWN_ID = "10000000-0000-8003-8000-000000000001";

    @TempDir
    Path directory;

    private ServedVenue venue;
    private Owner owner;
    private Owner stranger;
    private Trader bot;
    private String openOrder;
    private String filledOrder;

    @Test
    void shouldChangeNothing() {
        long sequence;
        try (ServedVenue served = ServedVenue.open(directory)) {
            venue = served;
            prepare();
            sequence = venue.lastSequence();
            refuseCredentials();
            refuseTokens();
            refuseBodies();
            refuseOrders();
            refuseOrdersOfOthers();
            refuseAgents();
            refuseQueries();
            refuseIdempotencyKeys();
            refuseCancellationsOfAll();
            refusePathsAndMethods();
            refuseNoise();
        }
        StateHashes hashes = venue.hashesAt(sequence);
        assertThat(hashes.last()).isEqualTo(hashes.then()).isNotEmpty();
    }

    private void prepare() {
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
        stranger = venue.register("Stranger");
        bot = venue.agent(owner, "");
        filledOrder = venue.post("/trade/order", ORDER, bot.key()).text("order_id");
        openOrder = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}",
                bot.key())
                .text("order_id");
        assertThat(venue.get("/trade/order/" + openOrder, bot.key()).text("status")).isEqualTo("pending");
    }

    private void refuseCredentials() {
        assertRefused(venue.post("/trade/order", ORDER), 401, "INVALID_API_KEY");
        assertRefused(venue.post("/trade/order", ORDER, "X-API-Key", "ak_live_agent_wrong"), 401, "INVALID_API_KEY");
        assertRefused(venue.post("/trade/order", ORDER, "X-API-Key", owner.apiSecret()), 401, "INVALID_API_KEY");
        assertRefused(venue.post("/trade/order", ORDER, "Authorization", "Basic abc"), 401, "INVALID_API_KEY");
        assertRefused(
                venue.post("/trade/order", ORDER, "X-API-Key", "wrong", "Authorization", "Bearer " + owner.token()),
                401,
                "INVALID_API_KEY");
        assertRefused(venue.get("/account/balance"), 401, "INVALID_API_KEY");
        for (String[] key : List.of(bot.key(), new String[]{"X-API-Key", owner.apiKey()})) {
            assertRefused(venue.get("/agents", key), 401, "INVALID_TOKEN");
            assertRefused(venue.post("/agents", "{'name':'x'}", key), 401, "INVALID_TOKEN");
            assertRefused(venue.put("/agents/" + bot.id(), "{}", key), 401, "INVALID_TOKEN");
        }
        assertRefused(named(owner, stranger.agentId()), 403, "PERMISSION_DENIED");
        assertRefused(named(owner, UNKNOWN_ID), 404, "AGENT_NOT_FOUND");
        assertRefused(named(owner, owner.accountId()), 404, "AGENT_NOT_FOUND");
        assertInvalid(named(owner, "me"), "header", "X-Agent-Id");
    }

    private Reply named(Owner account, String agentId) {
        return venue.post("/trade/order", ORDER, "X-API-Key", account.apiKey(), "X-Agent-Id", agentId);
    }

    private void refuseTokens() {
        byte[] key = venue.tokenKey();
        Instant now = Instant.now();
        assertThat(venue.get("/agents", bearer(venue.token(owner.accountId(), now, key))).status()).isEqualTo(200);
        byte[] otherKey = key.clone();
        otherKey[0]++;
        for (String token : List.of(
                venue.token(owner.accountId(), now.minusSeconds(3_601), key),
                venue.token(owner.accountId(), now, otherKey),
                owner.token().substring(0, owner.token().length() - 3),
                owner.token().substring(0, owner.token().lastIndexOf('.') + 1),
                "rubbish")) {
            assertRefused(venue.get("/agents", bearer(token)), 401, "INVALID_TOKEN");
            assertRefused(venue.post("/trade/order", ORDER, bearer(token)), 401, "INVALID_TOKEN");
        }
    }

    private static String[] bearer(String token) {
        return new String[]{"Authorization", "Bearer " + token};
    }

    private void refuseBodies() {
        for (String body : List.of("", "{", "[]", "null", "{'symbol':'BTCUSDT',}", "{'a':1}{'b':2}", "\u0001")) {
            assertInvalid(venue.post("/trade/order", body, bot.key()), "body", "body");
            assertInvalid(venue.post("/auth/register", body), "body", "body");
            assertInvalid(venue.post("/auth/login", body), "body", "body");
            assertInvalid(venue.post("/agents", body, owner.bearer()), "body", "body");
            assertInvalid(venue.put("/agents/" + bot.id(), body, owner.bearer()), "body", "body");
        }
        String large = "{'x':'" + "x".repeat(70_000) + "'}";
        assertRefused(venue.post("/trade/order", large, bot.key()), 413, "PAYLOAD_TOO_LARGE");
        assertRefused(venue.post("/auth/register", large), 413, "PAYLOAD_TOO_LARGE");
    }

    private void refuseOrders() {
        assertInvalid(order(""), "body", "quantity");
        assertInvalid(order(",'quantity':'ten'"), "body", "quantity");
        assertInvalid(order(",'quantity':true"), "body", "quantity");
        assertInvalid(order(",'quantity':'0'"), "body", "quantity");
        assertInvalid(order(",'quantity':'-1'"), "body", "quantity");
        assertInvalid(order(",'quantity':'NaN'"), "body", "quantity");
        assertInvalid(order(",'quantity':'1e30'"), "body", "quantity");
        assertInvalid(order(",'quantity':'90000000000'"), "body", "quantity");
        assertInvalid(order(",'quantity':1,'price':1"), "body", "price");
        assertInvalid(order(",'quantity':1,'side':'BUY'"), "body", "side");
        assertInvalid(order(",'quantity':1,'type':'limit'"), "body", "price");
        assertInvalid(order(",'quantity':'90000000000','type':'limit','price':'90000000000'"), "body", "quantity");
        assertInvalid(order(",'quantity':1,'symbol':7"), "body", "symbol");
        assertRefused(order(",'quantity':1,'symbol':'XYZUSDT'"), 400, "INVALID_SYMBOL");
        assertRefused(order(",'quantity':1,'symbol':'BTC'"), 400, "INVALID_SYMBOL");
        assertRefused(order(",'quantity':1,'symbol':'DEADUSDT'"), 400, "INVALID_SYMBOL");
        assertRefused(order(",'quantity':'1e-12'"), 400, "INVALID_QUANTITY");
        assertThat(order(",'quantity':'1e-12'").details().path("min_qty").asText()).isEqualTo("0.00000001");
        assertRefused(order(",'quantity':'1e-12','symbol':'DEADUSDT'"), 400, "INVALID_SYMBOL");
        assertRefused(order(",'quantity':1,'symbol':'ETHUSDT'"), 503, "PRICE_NOT_AVAILABLE");
        assertRefused(order(",'quantity':'0.00001'"), 400, "ORDER_REJECTED");
        assertRefused(order(",'quantity':'5','side':'sell'"), 400, "ORDER_REJECTED");
        assertRefused(order(",'quantity':'0.05','side':'sell'"), 400, "INSUFFICIENT_BALANCE");
    }

    private Reply order(String members) {
        return venue.post("/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'market'" + members + "}",
                bot.key());
    }

    private void refuseOrdersOfOthers() {
        String ofAnotherKind = owner.agentId();
        for (String id : List.of(openOrder, filledOrder, UNKNOWN_ID, ofAnotherKind)) {
            for (String[] key : List.of(owner.agent(), stranger.agent())) {
                assertRefused(venue.get("/trade/order/" + id, key), 404, "ORDER_NOT_FOUND");
                assertRefused(venue.delete("/trade/order/" + id, key), 404, "ORDER_NOT_FOUND");
            }
        }
        String neverGiven = openOrder.substring(0, openOrder.length() - 6) + "ffffff";
        assertRefused(venue.delete("/trade/order/" + neverGiven, bot.key()), 404, "ORDER_NOT_FOUND");
        assertRefused(venue.delete("/trade/order/" + filledOrder, bot.key()), 400, "ORDER_NOT_CANCELLABLE");
        assertInvalid(venue.get("/trade/order/17", bot.key()), "path", "order_id");
        assertInvalid(venue.delete("/trade/order/17", bot.key()), "path", "order_id");
    }

    private void refuseAgents() {
        assertInvalid(venue.post("/agents", "{}", owner.bearer()), "body", "name");
        assertInvalid(venue.post("/agents", "{'name':''}", owner.bearer()), "body", "name");
        assertInvalid(venue.post("/agents", "{'name':'x','starting_balance':0}", owner.bearer()), "body",
                "starting_balance");
        assertInvalid(
                venue.post("/agents", "{'name':'x','starting_balance':'0.99'}", owner.bearer()),
                "body",
                "starting_balance");
        assertInvalid(
                venue.post("/agents", "{'name':'x','starting_balance':1000000001}", owner.bearer()),
                "body",
                "starting_balance");
        assertInvalid(
                venue.post("/agents", "{'name':'x','risk_config':{'max_open_orders':0}}", owner.bearer()),
                "body",
                "risk_config.max_open_orders");
        assertInvalid(
                venue.post("/auth/register", "{'starting_balance':'1000000001'}"), "body", "starting_balance");
        assertRefused(venue.get("/agents/" + stranger.agentId(), owner.bearer()), 403, "PERMISSION_DENIED");
        assertRefused(venue.put("/agents/" + stranger.agentId(), "{'name':'x'}", owner.bearer()), 403,
                "PERMISSION_DENIED");
        assertRefused(venue.get("/agents/" + UNKNOWN_ID, owner.bearer()), 404, "AGENT_NOT_FOUND");
        assertInvalid(venue.get("/agents/me", owner.bearer()), "path", "agent_id");
        assertInvalid(venue.put("/agents/" + bot.id(), "{'name':null}", owner.bearer()), "body", "name");
        assertInvalid(
                venue.put("/agents/" + bot.id(), "{'risk_config':{'max_order_size_pct':101}}", owner.bearer()),
                "body",
                "risk_config.max_order_size_pct");
    }

    private void refuseQueries() {
        assertInvalid(venue.get("/trade/orders/open?limit=201", bot.key()), "query", "limit");
        assertInvalid(venue.get("/trade/orders/open?offset=-1", bot.key()), "query", "offset");
        assertInvalid(venue.get("/trade/orders?status=open", bot.key()), "query", "status");
        assertInvalid(venue.get("/trade/orders?status=PENDING", bot.key()), "query", "status");
        assertInvalid(venue.get("/trade/orders?limit=501", bot.key()), "query", "limit");
        assertInvalid(venue.get("/trade/orders?limit=0", bot.key()), "query", "limit");
        assertInvalid(venue.get("/trade/orders?offset=-1", bot.key()), "query", "offset");
        assertRefused(venue.get("/trade/orders"), 401, "INVALID_API_KEY");
        assertInvalid(venue.get("/trade/history?limit=0", bot.key()), "query", "limit");
        assertInvalid(venue.get("/trade/history?side=both", bot.key()), "query", "side");
        assertInvalid(venue.get("/trade/history?start_time=today", bot.key()), "query", "start_time");
        assertInvalid(venue.get("/trade/history?limit=5&limit=abc", bot.key()), "query", "limit");
        assertThat(venue.get("/trade/history?LIMIT=abc&limit=5", bot.key()).status()).isEqualTo(200);
        for (String market : List.of(
                "/pairs?status=active&status=active", "/prices?symbols=A&symbols=B", "/tickers?symbols=A&symbols=B",
                "/candles/BTCUSDT?interval=1m&interval=1h", "/indicators/BTCUSDT?indicators=a&indicators=b",
                "/trades/BTCUSDT?limit=1&limit=1")) {
            assertThat(venue.get("/market" + market).code()).as(market).isEqualTo("VALIDATION_ERROR");
        }
        assertInvalid(venue.get("/agents?limit=501", owner.bearer()), "query", "limit");
        assertInvalid(venue.get("/agents?include_archived=2", owner.bearer()), "query", "include_archived");
    }

    private void refuseIdempotencyKeys() {
        for (String key : List.of("two words", "x".repeat(65))) {
            assertInvalid(
                    venue.post("/trade/order", ORDER, "X-API-Key", bot.key()[1], "Idempotency-Key", key),
                    "header",
                    "Idempotency-Key");
        }
        String named = ORDER.replace("}", ",'client_order_id':'one'}");
        assertInvalid(
                venue.post("/trade/order", named, "X-API-Key", bot.key()[1], "Idempotency-Key", "other"),
                "body",
                "client_order_id");
    }

    private void refuseCancellationsOfAll() {
        assertRefused(venue.delete("/trade/orders/open"), 401, "INVALID_API_KEY");
        assertRefused(venue.delete("/trade/orders/open?symbol=NONEUSDT", bot.key()), 400, "INVALID_SYMBOL");
        for (String empty : List.of("?symbol", "?symbol=", "?symbol=%20", "?symbol=BTCUSDT&symbol=ETHUSDT")) {
            assertInvalid(venue.delete("/trade/orders/open" + empty, bot.key()), "query", "symbol");
        }
        for (String unknown : List.of("symbols", "Symbol", "pair")) {
            assertInvalid(venue.delete("/trade/orders/open?" + unknown + "=ETHUSDT", bot.key()), "query", unknown);
        }
        assertRefused(
                venue.delete("/trade/orders/open", "X-API-Key", owner.apiKey(), "X-Agent-Id", stranger.agentId()),
                403,
                "PERMISSION_DENIED");
        assertThat(venue.get("/trade/order/" + openOrder, bot.key()).text("status")).isEqualTo("pending");
    }

    private void refusePathsAndMethods() {
        assertThat(assertRefused(venue.get("/nothing"), 404, "NOT_FOUND").text("detail")).isNotEmpty();
        assertRefused(venue.send("GET", "/", null), 404, "NOT_FOUND");
        assertRefused(venue.send("GET", "/api/v1/trade/orders/openly", null), 404, "NOT_FOUND");
        assertMethods(venue.get("/trade/order"), "POST");
        assertMethods(venue.put("/trade/order", ORDER, bot.key()), "POST");
        assertMethods(venue.delete("/trade/orders", bot.key()), "GET, HEAD");
        assertMethods(venue.post("/trade/orders/open", "{}", bot.key()), "GET, HEAD, DELETE");
        assertMethods(venue.post("/trade/order/" + openOrder, "{}", bot.key()), "GET, HEAD, PATCH, DELETE");
        assertMethods(venue.post("/agents/" + bot.id(), "{}", owner.bearer()), "GET, HEAD, PUT, DELETE");
        assertMethods(venue.delete("/agents", owner.bearer()), "POST, GET, HEAD");
        assertMethods(venue.send("PATCH", "/health", "{}"), "GET, HEAD");
        assertMethods(venue.send("OPTIONS", "/api/v1/market/pairs", null), "GET, HEAD");
    }

    private static void assertMethods(Reply reply, String allowed) {
        assertThat(assertRefused(reply, 405, "METHOD_NOT_ALLOWED").header("Allow")).isEqualTo(allowed);
    }

    /** Bodies that were good once. None of them may be taken: the quantity is beyond what the agent has. */
    private void refuseNoise() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder body = new StringBuilder(ORDER.replace("0.01", "99999999").replace('\'', '"'));
            for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
                body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(1, 0x250));
            }
            Reply reply = venue.send("POST", "/api/v1/trade/order", body.toString(), bot.key());
            assertThat(reply.status()).as("seed " + seed + ", " + body).isBetween(400, 499);
            assertThat(reply.code()).as("seed " + seed + ", " + body).isNotEmpty();
        }
    }

    private static Reply assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
        assertThat(reply.body().path("error").path("message").asText()).isNotEmpty();
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        return reply;
    }

    private static void assertInvalid(Reply reply, String place, String field) {
        assertRefused(reply, 422, "VALIDATION_ERROR");
        assertThat(reply.details().path("field").asText()).as(reply.toString()).isEqualTo(field);
        assertThat(reply.details().path("errors").get(0).path("field").asText()).isEqualTo(field);
        JsonNode loc = reply.body().path("detail").get(0).path("loc");
        assertThat(loc.get(0).asText()).isEqualTo(place);
    }
}
