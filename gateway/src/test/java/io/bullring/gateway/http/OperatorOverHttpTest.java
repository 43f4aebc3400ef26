package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.credential.OperatorToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator may do to those who trade, and who may not do it. */
@Timeout(60)
final class OperatorOverHttpTest extends OneBotOverHttp {
    private static final String ON = "{'engaged':true}";
    private static final String OFF = "{'engaged':false}";
    private static final String UNKNOWN_ACCOUNT = "10000000-0000-8001-8000-000000000001";

    @BeforeEach
    void createBot() {
        bot = venue.agent(owner, "");
    }

    @Test
    void shouldStopOneAgentAndNoOther() {
        venue.post("/trade/order", RESTING, bot.key());
        Reply stopped = put("/agents/" + bot.id() + "/kill-switch", ON);
        assertThat(stopped.status()).as(stopped.toString()).isEqualTo(200);
        assertThat(stopped.body().toString())
                .isEqualTo(
                        "{\"scope\":\"agent\",\"account_id\":\"" + owner.accountId() + "\",\"agent_id\":\"" + bot.id()
                                + "\",\"engaged\":true}");
        assertThat(venue.get("/trade/orders/open", bot.key()).body().path("total").asInt()).isZero();
        assertStopped(bot.key());
        assertTrades(owner.agent());

        assertThat(put("/agents/" + bot.id() + "/kill-switch", OFF).body().path("engaged").asBoolean()).isFalse();
        assertTrades(bot.key());
    }

    @Test
    void shouldStopAllAgentsOfAnAccountAndNoOther() {
        Owner other = venue.register("Other");
        assertThat(put("/accounts/" + owner.accountId() + "/kill-switch", ON).text("scope")).isEqualTo("account");
        assertStopped(bot.key());
        assertStopped(owner.agent());
        assertTrades(other.agent());
        release("/accounts/" + owner.accountId() + "/kill-switch");
        assertTrades(bot.key());
    }

    @Test
    void shouldStopEverybody() {
        Owner other = venue.register("Other");
        assertThat(put("/kill-switch", ON).body().toString()).isEqualTo("{\"scope\":\"venue\",\"engaged\":true}");
        assertStopped(bot.key());
        assertStopped(other.agent());
        release("/kill-switch");
        assertTrades(bot.key());
        assertTrades(other.agent());
    }

    @Test
    void shouldSuspendAnAccountAndMakeItActiveAgain() {
        String path = "/accounts/" + owner.accountId() + "/status";
        assertThat(put(path, "{'status':'suspended'}").body().toString())
                .isEqualTo("{\"account_id\":\"" + owner.accountId() + "\",\"status\":\"suspended\"}");
        assertThat(venue.get("/account/balance", bot.key()).code()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(put(path, "{'status':'active'}").text("status")).isEqualTo("active");
        assertTrades(bot.key());
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused(put("/kill-switch", "{}"), 422, "VALIDATION_ERROR");
        assertRefused(put("/kill-switch", "{'engaged':'yes'}"), 422, "VALIDATION_ERROR");
        assertRefused(put("/agents/me/kill-switch", ON), 422, "VALIDATION_ERROR");
        assertRefused(put("/accounts/me/kill-switch", ON), 422, "VALIDATION_ERROR");
        assertRefused(put("/agents/" + UNKNOWN_ID + "/kill-switch", ON), 404, "AGENT_NOT_FOUND");
        assertRefused(put("/accounts/" + UNKNOWN_ACCOUNT + "/kill-switch", ON), 404, "ACCOUNT_NOT_FOUND");
        String status = "/accounts/" + owner.accountId() + "/status";
        assertRefused(put(status, "{'status':'archived'}"), 422, "VALIDATION_ERROR");
        assertRefused(put(status, "{}"), 422, "VALIDATION_ERROR");
        assertRefused(put("/accounts/" + UNKNOWN_ACCOUNT + "/status", "{'status':'active'}"), 404, "ACCOUNT_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded",
        "Via"})
    void shouldNotBeThereForWhoeverComesThroughAProxy(String header) {
        String[] operator = venue.operator();
        Reply reply = venue.send(
                "PUT", "/operator/v1/kill-switch", "{\"engaged\":true}", operator[0], operator[1], header,
                "203.0.113.9");
        assertRefused(reply, 404, "NOT_FOUND");
    }

    @Test
    void shouldLetTheOperatorIntoNothingElse() {
        assertRefused(venue.get("/agents", venue.operator()), 401, "INVALID_TOKEN");
        assertRefused(venue.get("/account/balance", venue.operator()), 401, "INVALID_TOKEN");
        String token = venue.operator()[1].substring("Bearer ".length());
        assertRefused(venue.get("/account/balance", "X-API-Key", token), 401, "INVALID_API_KEY");
    }

    @Test
    void shouldKeepTheTokenWhereOnlyItsOwnerReadsIt() throws Exception {
        Path file = directory.resolve("keys").resolve(OperatorToken.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("op_live_[A-Za-z0-9_-]{64}");
    }

    /** A switch that still cancels is not released: the sweep goes on with every command. */
    private static void release(String path) {
        Reply reply = put(path, OFF);
        while (reply.status() == 409) {
            assertThat(reply.details().path("reason").asText()).isEqualTo("still_cancelling");
            reply = put(path, OFF);
        }
        assertThat(reply.body().path("engaged").asBoolean()).as(reply.toString()).isFalse();
    }

    private static Reply put(String path, String json) {
        return venue.send("PUT", "/operator/v1" + path, json.replace('\'', '"'), venue.operator());
    }

    private static void assertTrades(String[] key) {
        assertThat(venue.post("/trade/order", BUY, key).status()).isEqualTo(201);
    }

    private static void assertStopped(String[] key) {
        assertThat(venue.post("/trade/order", BUY, key).details().path("reason").asText()).isEqualTo("trading_stopped");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
