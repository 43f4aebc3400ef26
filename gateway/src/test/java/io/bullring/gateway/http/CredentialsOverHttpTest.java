package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.contract.Call;
import io.bullring.gateway.contract.DocumentedApi;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.protocol.AccountStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sections 5.1 to 5.3 of the conventions, row by row, for every call that the OpenAPI document has: who is let in, and as whom.
 */
@Timeout(120)
final class CredentialsOverHttpTest {
    private static final List<Call> CALLS = Call.below("/api/", DocumentedApi.SERVED);
    private static final String KEY = "X-API-Key";
    private static final String AGENT_ID = "X-Agent-Id";
    private static final String UNKNOWN_KEY = "ak_live_agent_unknown";
    private static final String UNKNOWN_ID = "10000000-0000-8002-8000-000000000001";

    @TempDir
    static Path directory;

    private static ServedVenue venue;
    private static Owner owner;
    private static Owner stranger;
    private static Owner suspended;
    private static Trader bot;
    private static Trader archived;
    private static String orderId;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
        stranger = venue.register("Stranger");
        suspended = venue.register("Suspended");
        venue.status(suspended, AccountStatus.SUSPENDED);
        bot = venue.agent(owner, "");
        archived = venue.agent(owner, "");
        venue.post("/agents/" + archived.id() + "/archive", "", owner.bearer());
        orderId = venue.post(
                "/trade/order", "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.01','price':'60000'}",
                bot.key()).text("order_id");
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> section51ShouldAskForCredentials() {
        return each(call -> !call.isForEverybody(), call -> {
            String missing = call.needsToken() ? "INVALID_TOKEN" : "INVALID_API_KEY";
            assertRefused(send(call), 401, missing);
            assertRefused(send(call, KEY, " "), 401, missing);
            assertRefused(send(call, "Authorization", "Basic abc"), 401, missing);
        });
    }

    @TestFactory
    Stream<DynamicTest> section51ShouldRefuseWhatIsNotValid() {
        return each(call -> !call.isForEverybody(), call -> {
            assertRefused(send(call, "Authorization", "Bearer rubbish"), 401, "INVALID_TOKEN");
            assertRefused(send(call, KEY, UNKNOWN_KEY), 401, call.needsToken() ? "INVALID_TOKEN" : "INVALID_API_KEY");
        });
    }

    @TestFactory
    Stream<DynamicTest> section51ShouldLetTheKeyWinOverTheToken() {
        return each(Call::takesAgentHeader, call -> assertRefused(
                send(call, KEY, UNKNOWN_KEY, "Authorization", "Bearer " + owner.token()), 401, "INVALID_API_KEY"));
    }

    @TestFactory
    Stream<DynamicTest> section51ShouldKnowNoKeyOfAnArchivedAgent() {
        return each(Call::takesAgentHeader, call -> assertRefused(send(call, archived.key()), 401, "INVALID_API_KEY"));
    }

    @TestFactory
    Stream<DynamicTest> section51ShouldRefuseASuspendedAccount() {
        return each(call -> !call.isForEverybody(), call -> {
            assertSuspended(send(call, suspended.bearer()));
            if (!call.needsToken()) {
                assertSuspended(send(call, suspended.agent()));
                assertSuspended(send(call, KEY, suspended.apiKey()));
                assertSuspended(send(call, KEY, suspended.apiKey(), AGENT_ID, bot.id()));
            }
        });
    }

    @Test
    void section22ShouldNotLogInASuspendedAccountNorTellAStrangerThatItIs() {
        String login = "{'api_key':'" + suspended.apiKey() + "','api_secret':'";
        assertSuspended(venue.post("/auth/login", login + suspended.apiSecret() + "'}"));
        assertRefused(venue.post("/auth/login", login + owner.apiSecret() + "'}"), 401, "INVALID_API_KEY");
    }

    @Test
    void section5ShouldLetASuspendedAccountInAgainOnceItIsActive() {
        Owner back = venue.register("Back");
        venue.status(back, AccountStatus.SUSPENDED);
        assertSuspended(venue.get("/account/balance", back.agent()));
        venue.status(back, AccountStatus.ACTIVE);
        assertThat(venue.get("/account/balance", back.agent()).status()).isEqualTo(200);
        assertThat(venue.get("/agents", back.bearer()).status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> section52ShouldWantATokenForAgents() {
        return each(Call::needsToken, call -> {
            assertRefused(send(call, bot.key()), 401, "INVALID_TOKEN");
            assertRefused(send(call, KEY, owner.apiKey()), 401, "INVALID_TOKEN");
        });
    }

    @TestFactory
    Stream<DynamicTest> section52ShouldNotMindCredentialsWhereNoneAreNeeded() {
        return each(Call::isForEverybody, call -> {
            for (Reply reply : List.of(
                    send(call),
                    send(call, KEY, UNKNOWN_KEY),
                    send(call, "Authorization", "Bearer rubbish"),
                    send(call, suspended.agent()))) {
                assertThat(reply.status()).as(reply.toString()).isNotIn(401, 403);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> section53ShouldRefuseToActAsAnAgentThatItMayNot() {
        return each(Call::takesAgentHeader, call -> {
            for (String[] credential : List.of(owner.bearer(), new String[]{KEY, owner.apiKey()})) {
                assertRefused(as(call, stranger.agentId(), credential), 403, "PERMISSION_DENIED");
                assertRefused(as(call, archived.id(), credential), 403, "PERMISSION_DENIED");
                assertRefused(as(call, UNKNOWN_ID, credential), 404, "AGENT_NOT_FOUND");
                Reply malformed = as(call, "me", credential);
                assertRefused(malformed, 422, "VALIDATION_ERROR");
                assertThat(malformed.details().path("field").asText()).isEqualTo(AGENT_ID);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> section53ShouldPassOverTheHeaderForAnAgentsOwnKey() {
        return each(call -> call.takesAgentHeader() && call.method().equals("GET"), call -> {
            for (String id : List.of(stranger.agentId(), UNKNOWN_ID, "me")) {
                assertThat(as(call, id, bot.key()).status()).isEqualTo(200);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> section4ShouldRefuseWhatIsDoneToAnAgentOfAnotherAccount() {
        return each(call -> call.template().contains("{agent_id}"), call -> {
            assertRefused(sendTo(call, stranger.agentId(), owner.bearer()), 403, "PERMISSION_DENIED");
            assertRefused(sendTo(call, UNKNOWN_ID, owner.bearer()), 404, "AGENT_NOT_FOUND");
            assertRefused(sendTo(call, owner.accountId(), owner.bearer()), 404, "AGENT_NOT_FOUND");
            assertRefused(sendTo(call, "me", owner.bearer()), 422, "VALIDATION_ERROR");
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldKnowNoOrderOfAnotherAgent() { // api-trading.md, its second paragraph
        return each(call -> call.template().contains("{order_id}"), call -> {
            assertRefused(send(call, owner.agent()), 404, "ORDER_NOT_FOUND");
            assertRefused(send(call, stranger.agent()), 404, "ORDER_NOT_FOUND");
            assertThat(venue.get("/trade/order/" + orderId, bot.key()).text("status")).isEqualTo("pending");
        });
    }

    private static Stream<DynamicTest> each(Predicate<Call> which, Consumer<Call> test) {
        List<Call> calls = CALLS.stream().filter(which).toList();
        assertThat(calls).isNotEmpty();
        return calls.stream().map(call -> DynamicTest.dynamicTest(call.toString(), () -> test.accept(call)));
    }

    private static Reply as(Call call, String agentId, String[] credential) {
        List<String> headers = new ArrayList<>(List.of(credential));
        headers.addAll(List.of(AGENT_ID, agentId));
        return send(call, headers.toArray(new String[0]));
    }

    private static Reply send(Call call, String... headers) {
        return sendTo(call, bot.id(), headers);
    }

    private static Reply sendTo(Call call, String agentId, String... headers) {
        String path = call.template()
                .replace("{agent_id}", agentId)
                .replace("{order_id}", orderId)
                .replace("{symbol}", "BTCUSDT");
        return venue.send(call.method(), path, call.body(), headers);
    }

    private static void assertSuspended(Reply reply) {
        assertRefused(reply, 403, "ACCOUNT_SUSPENDED");
        assertThat(reply.details().path("reason").asText()).isEqualTo("account_not_active");
        assertThat(reply.details().path("account_id").asText()).isNotEmpty();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
