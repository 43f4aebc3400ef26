package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every call that needs a token, with the keys of an account and of an agent, as the operator will have it (AUTH-4). */
@Timeout(60)
final class AccountKeysOverHttpTest {
    private static final String AGENTS = "/api/v1/agents";

    @TempDir
    private Path directory;

    private record Call(String method, String path, String body) {}

    @Test
    void shouldRefuseEveryKeyWhereATokenIsRequiredUnlessTheOperatorTakesAccountKeys() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            Owner owner = venue.register("Ada");
            for (Call call : calls()) {
                for (String key : List.of(owner.apiKey(), owner.agentKey())) {
                    HttpResponse<String> refused = send(venue, call, owner.agentId(), key(key));
                    assertThat(refused.statusCode()).as(call.toString()).isEqualTo(401);
                    assertThat(refused.body()).contains("INVALID_TOKEN");
                }
            }
        }
    }

    @Test
    void shouldTakeAnAccountsKeyAsItTakesItsTokenAndAnAgentsNever() {
        try (ServedVenue venue = ServedVenue.open(directory, EdgeConfig.local().withAccountKeys(true))) {
            Owner owner = venue.register("Ada");
            Owner other = venue.register("Eve");
            for (Call call : calls()) {
                String named = call.toString();
                Trader byToken = venue.agent(owner, "");
                Trader byKey = venue.agent(owner, "");
                HttpResponse<String> usual = send(venue, call, byToken.id(), owner.bearer());
                HttpResponse<String> keyed = send(venue, call, byKey.id(), key(owner.apiKey()));
                assertThat(keyed.statusCode()).as(named).isEqualTo(usual.statusCode()).isBetween(200, 299);

                HttpResponse<String> agents = send(venue, call, byKey.id(), byKey.key());
                assertThat(agents.statusCode()).as(named).isEqualTo(401);
                assertThat(agents.body()).contains("INVALID_TOKEN");
                if (call.path().contains("{agent_id}")) {
                    Trader victim = venue.agent(owner, "");
                    HttpResponse<String> foreignToken = send(venue, call, victim.id(), other.bearer());
                    HttpResponse<String> foreignKey = send(venue, call, victim.id(), key(other.apiKey()));
                    assertThat(foreignToken.statusCode()).as(named).isEqualTo(403);
                    assertThat(foreignKey.statusCode()).as(named).isEqualTo(403);
                    assertThat(foreignKey.body()).contains("PERMISSION_DENIED");
                }
            }
        }
    }

    @Test
    void shouldTakeTheTokenWhereBothAreSentAndRefuseASuspendedAccountsKey() {
        try (ServedVenue venue = ServedVenue.open(directory, EdgeConfig.local().withAccountKeys(true))) {
            Owner owner = venue.register("Ada");
            Owner other = venue.register("Eve");
            String[] both = {"X-API-Key", other.apiKey(), "Authorization", "Bearer " + owner.token()};
            assertThat(venue.get("/agents/" + owner.agentId(), both).status()).isEqualTo(200);
            String[] damaged = {"X-API-Key", owner.apiKey(), "Authorization", "Bearer a.b.c"};
            assertThat(venue.get("/agents", damaged).code()).isEqualTo("INVALID_TOKEN");
            assertThat(venue.get("/agents", key("ak_live_none")).code()).isEqualTo("INVALID_TOKEN");
            venue.status(other, AccountStatus.SUSPENDED);
            assertThat(venue.get("/agents", key(other.apiKey())).code()).isEqualTo("ACCOUNT_SUSPENDED");
        }
    }

    @Test
    void shouldCountCallsWithAnAccountsKeyForTheAccount() {
        EdgeConfig edge = EdgeConfig.local().with(RateLimits.LOCAL.with("general", 2)).withAccountKeys(true);
        try (ServedVenue venue = ServedVenue.open(directory, edge)) {
            Owner owner = venue.register("Ada");
            assertThat(venue.get("/agents", key(owner.apiKey())).status()).isEqualTo(200);
            assertThat(venue.get("/agents", owner.bearer()).status()).isEqualTo(200);
            assertThat(venue.get("/agents", key(owner.apiKey())).status()).isEqualTo(429);
        }
    }

    private static String[] key(String key) {
        return new String[]{"X-API-Key", key};
    }

    private static HttpResponse<String> send(ServedVenue venue, Call call, String agentId, String... headers) {
        return venue.exchange(call.method(), call.path().replace("{agent_id}", agentId), call.body(), headers);
    }

    /** As the OpenAPI document has them, each with the first body that it shows. */
    private static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : DocumentedApi.SERVED.root().path("paths").properties()) {
            for (String method : List.of("get", "post", "put", "delete")) {
                if (path.getKey().startsWith(AGENTS) && path.getValue().has(method)) {
                    String operation = DocumentedApi.operationPointer(path.getKey(), method);
                    List<JsonNode> bodies = DocumentedApi.SERVED.examples(operation);
                    calls.add(new Call(
                            method.toUpperCase(Locale.ROOT), path.getKey(),
                            bodies.isEmpty() ? null : bodies.getFirst().toString()));
                }
            }
        }
        assertThat(calls).hasSizeGreaterThan(10);
        return calls;
    }
}
