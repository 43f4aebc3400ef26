package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.protocol.AccountStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route that the venue has, with every credential that does not open it, and with every body that the OpenAPI document has for an
 * example, which whoever has the right may send. Each is refused as section 6 of the conventions says, tells nothing of its victim, and
 * changes nothing. A new route is in the matrix by being a route: whoever makes it public says so here.
 */
@Timeout(120)
final class IsolationMatrixTest {
    private static final String API = "/api/v1";
    private static final String FILLED = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.01'}";
    private static final String OPEN =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}";

    /** What nobody but its owner may read. */
    private static final List<String> PRIVATE_WORDS = List.of("Victim", "hidden", "\"60000", "0.01");

    /** What its owner reads of an agent, and what the account's holder reads of both. */
    private static final List<String> OF_AGENT = List.of(
            "/account/info", "/account/balance", "/account/positions", "/account/portfolio", "/account/pnl",
            "/trade/orders", "/trade/orders/open", "/trade/history", "/analytics/performance");

    private static final List<String> OF_ACCOUNT = List.of("/agents?include_archived=true", "/agents/overview");

    /** When an answer was made, which is in it: what is refused by the engine is a command of the journal as well. */
    private static final Pattern MADE_AT = Pattern.compile("\"(timestamp\":\"[^\"]*\"|sequence\":\\d+)");

    /** Whatever else stands before them, these ask nobody who they are. */
    private static final List<String> PUBLIC = List.of(
            "/health", "/metrics", "/openapi.json", "/docs", "/ws/v1", API + "/market/", API + "/auth/",
            API + "/metrics/deflated-sharpe");

    @TempDir
    private Path directory;

    /** What was not refused as it should be: all of the matrix is looked at before the test fails. */
    private final List<String> wrong = new ArrayList<>();

    private ServedVenue venue;
    private Owner victim;
    private Trader sibling;
    private String order;

    /** A method and a path with its variables unfilled. */
    private record Call(String method, String path) {}

    @Test
    void shouldRefuseEveryRouteToEveryCredentialThatDoesNotOpenIt() {
        long before;
        long after;
        ServedVenue opened = ServedVenue.open(directory);
        venue = opened;
        try (opened) {
            prepareVictim();
            Map<String, String[]> strangers = strangers();
            Map<String, String[]> suspended = suspended();
            Owner other = venue.register("Other");
            Trader twin = venue.agent(victim, "");
            List<String> told = toldToVictim();
            before = venue.lastSequence();
            List<Call> calls = closedCalls();
            assertThat(calls).hasSizeGreaterThanOrEqualTo(30);

            strangers.forEach((who, headers) -> calls.forEach(
                    call -> assertRefused(who, call, headers, 401, "INVALID_API_KEY", "INVALID_TOKEN")));
            suspended.forEach((who, headers) -> calls.forEach(call -> refuseSuspended(who, call, headers)));
            calls.forEach(call -> refuseOther(call, other));
            calls.forEach(call -> refuseTwin(call, twin));
            assertThat(wrong).isEmpty();
            after = venue.lastSequence();
            assertThat(toldToVictim()).isEqualTo(told);
            calls.stream()
                    .sorted(Comparator.comparing(IsolationMatrixTest::isForOperator)) // who suspends and stops
                    .forEach(this::assertTakenOfVictim);
        }
        assertThat(wrong).isEmpty();
        String then = venue.hashesAt(before).then();
        assertThat(venue.hashesAt(after).then()).isEqualTo(then).isNotEmpty();
    }

    /** Everything, but for the moment at which it was told. */
    private List<String> toldToVictim() {
        Stream<Reply> ofAgent = OF_AGENT.stream().map(path -> venue.get(path, sibling.key()));
        Stream<Reply> ofAccount = OF_ACCOUNT.stream().map(path -> venue.get(path, victim.bearer()));
        List<Reply> told = Stream.concat(ofAgent, ofAccount).toList();
        assertThat(told).allMatch(reply -> reply.status() == 200);
        return told.stream().map(reply -> MADE_AT.matcher(reply.response().body()).replaceAll("")).toList();
    }

    /** What was refused to everybody else is no nonsense: whoever has the right is not told that the body has no form. */
    private void assertTakenOfVictim(Call call) {
        String[] own = {"Authorization", "Bearer " + victim.token(), "X-Agent-Id", sibling.id()};
        for (String body : examples(call)) {
            String[] headers = isForOperator(call) ? venue.operator() : own;
            Reply reply = venue.send(call.method(), filled(call), body, headers);
            if (List.of(401, 403, 404, 405, 415, 422).contains(reply.status())) {
                wrong.add("victim: " + call + ' ' + body + ' ' + reply.status() + ' ' + reply.response().body());
            }
        }
    }

    private void prepareVictim() {
        venue.feed.price("BTCUSDT", "64000");
        victim = venue.register("Victim");
        sibling = venue.agent(victim, ",'description':'hidden'");
        assertThat(venue.post("/trade/order", FILLED, sibling.key()).status()).isEqualTo(201);
        order = venue.post("/trade/order", OPEN, sibling.key()).text("order_id");
        assertThat(order).isNotEmpty();
    }

    /** Credentials that nobody has, or nobody has any more. */
    private Map<String, String[]> strangers() {
        Trader archived = venue.agent(victim, "");
        venue.post("/agents/" + archived.id() + "/archive", "", victim.bearer());
        Trader deleted = venue.agent(victim, "");
        venue.delete("/agents/" + deleted.id(), victim.bearer());
        Trader rotated = venue.agent(victim, "");
        venue.post("/agents/" + rotated.id() + "/regenerate-key", "", victim.bearer());
        byte[] forgersKey = venue.tokenKey();
        forgersKey[0] ^= 1;
        Instant now = Instant.now();
        Map<String, String[]> strangers = new LinkedHashMap<>();
        strangers.put("nobody", new String[0]);
        strangers.put("garbage key", new String[]{"X-API-Key", "ak_live_garbage"});
        strangers.put("garbage token", new String[]{"Authorization", "Bearer a.b.c"});
        strangers.put("secret as key", new String[]{"X-API-Key", victim.apiSecret()});
        strangers.put("archived agent", archived.key());
        strangers.put("deleted agent", deleted.key());
        strangers.put("replaced key", rotated.key());
        strangers.put("forged token", bearer(venue.token(victim.accountId(), now, forgersKey)));
        strangers.put(
                "expired token",
                bearer(venue.token(victim.accountId(), now.minusSeconds(ServedVenue.TOKEN_SECONDS + 1),
                        venue.tokenKey())));
        return strangers;
    }

    private Map<String, String[]> suspended() {
        Owner owner = venue.register("Suspended");
        venue.status(owner, AccountStatus.SUSPENDED);
        Map<String, String[]> credentials = new LinkedHashMap<>();
        credentials.put("suspended agent", owner.agent());
        credentials.put("suspended account", new String[]{"X-API-Key", owner.apiKey()});
        credentials.put("suspended token", owner.bearer());
        return credentials;
    }

    /** Where a key is no credential, a suspended one is none either. */
    private void refuseSuspended(String who, Call call, String[] headers) {
        if (isForOperator(call)) {
            assertRefused(who, call, headers, 401, "INVALID_TOKEN");
        } else if (headers[0].equals("X-API-Key") && isForTokens(call)) {
            assertRefused(who, call, headers, 401, "INVALID_TOKEN");
        } else {
            assertRefused(who, call, headers, 403, "ACCOUNT_SUSPENDED");
        }
    }

    /** What is named by its id belongs to somebody else; the rest is asked in the name of somebody else's agent. */
    private void refuseOther(Call call, Owner other) {
        if (isForOperator(call)) {
            assertRefused("other token", call, other.bearer(), 401, "INVALID_TOKEN");
            assertRefused("other key", call, other.agent(), 401, "INVALID_TOKEN");
            return;
        }
        if (call.path().contains(":agent_id")) {
            assertRefused("other token", call, other.bearer(), 403, "PERMISSION_DENIED");
            assertRefused("other key", call, other.agent(), 401, "INVALID_TOKEN");
        } else if (call.path().contains(":order_id")) {
            assertRefused("other agent", call, other.agent(), 404, "ORDER_NOT_FOUND");
            assertRefused("other token", call, other.bearer(), 404, "ORDER_NOT_FOUND");
        }
        if (!isForTokens(call)) {
            String[] named = {"Authorization", "Bearer " + other.token(), "X-Agent-Id", sibling.id()};
            assertRefused("other token as victim", call, named, 403, "PERMISSION_DENIED");
            String[] keyed = {"X-API-Key", other.apiKey(), "X-Agent-Id", sibling.id()};
            assertRefused("other account as victim", call, keyed, 403, "PERMISSION_DENIED");
        }
    }

    /** Agents of one account are as far from each other as from anybody. */
    private void refuseTwin(Call call, Trader twin) {
        if (isForOperator(call)) {
            assertRefused("twin", call, twin.key(), 401, "INVALID_TOKEN");
            assertRefused("victim itself", call, victim.bearer(), 401, "INVALID_TOKEN");
        } else if (isForTokens(call)) {
            assertRefused("twin", call, twin.key(), 401, "INVALID_TOKEN");
        } else if (call.path().contains(":order_id")) {
            assertRefused("twin", call, twin.key(), 404, "ORDER_NOT_FOUND");
            String[] named = {twin.key()[0], twin.key()[1], "X-Agent-Id", sibling.id()};
            assertRefused("twin as victim", call, named, 404, "ORDER_NOT_FOUND");
        }
    }

    private static boolean isForOperator(Call call) {
        return call.path().startsWith("/operator/");
    }

    private static boolean isForTokens(Call call) {
        return call.path().startsWith(API + "/agents");
    }

    private void assertRefused(String who, Call call, String[] headers, int status, String... codes) {
        for (String body : bodies(call)) {
            Reply reply = venue.send(call.method(), filled(call), body, headers);
            String what = who + ": " + call + ' ' + body + ' ' + reply.status() + ' ' + reply.response().body();
            boolean leaks = PRIVATE_WORDS.stream().anyMatch(reply.response().body()::contains);
            boolean isCode = call.method().equals("HEAD") || List.of(codes).contains(reply.code());
            if (reply.status() != status || !isCode || leaks) {
                wrong.add(what);
            }
        }
    }

    private String filled(Call call) {
        return call.path()
                .replace(":agent_id", sibling.id())
                .replace(":account_id", victim.accountId())
                .replace(":order_id", order);
    }

    /** None, or those that are taken of whoever has the right, and an empty one, of which a change of an order tells anybody that it is none. */
    private static List<String> bodies(Call call) {
        return switch (call.method()) {
            case "POST", "PUT" -> Stream.concat(examples(call).stream(), Stream.of("{}")).toList();
            case "PATCH" -> examples(call);
            default -> Collections.singletonList(null);
        };
    }

    private static List<String> examples(Call call) {
        String template = call.path().replaceAll(":(\\w+)", "{$1}");
        String operation = DocumentedApi.operationPointer(template, call.method().toLowerCase(Locale.ROOT));
        return DocumentedApi.SERVED.examples(operation).stream().map(JsonNode::toString).toList();
    }

    /** Of the router that is served, all that is not public; routes without a method only say what there is. */
    private List<Call> closedCalls() {
        Vertx vertx = Vertx.vertx();
        SharedParts parts =
                SharedParts.of(HttpConfig.defaults("127.0.0.1", 0), SocketConfig.defaults(), venue.venue);
        try (parts) {
            Router router = Router.router(vertx);
            Context context = vertx.getOrCreateContext();
            Tokens tokens = new Tokens(vertx, venue.tokenKey(), venue.venue.ids(), ServedVenue.TOKEN_SECONDS);
            new ApiRoutes(parts, venue.venue.caller(Runnable::run), tokens, venue.keys().operator(), context)
                    .route(router, null, Guests.NONE);
            List<Call> calls = new ArrayList<>();
            TreeSet<String> open = new TreeSet<>();
            for (Route route : router.getRoutes()) {
                for (HttpMethod method : route.methods() == null ? List.<HttpMethod>of() : route.methods()) {
                    if (PUBLIC.stream().anyMatch(route.getPath()::startsWith)) {
                        open.add(route.getPath());
                    } else {
                        calls.add(new Call(method.name(), route.getPath()));
                    }
                }
            }
            assertThat(open).hasSizeGreaterThan(10);
            return calls;
        } finally {
            ServedVenue.await(vertx.close());
        }
    }

    private static String[] bearer(String token) {
        return new String[]{"Authorization", "Bearer " + token};
    }
}
