package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that issue keys and are sent again with their name: carried out once, told as done, also after a start. */
@Timeout(60)
final class RepeatedKeysOverHttpTest extends PublicMarket {
    private static final String NEWCOMER = "{'display_name':'Ada'}";
    private static final String AGENT = "{'name':'bot'}";

    @Test
    void shouldOpenOneAccountForARegistrationThatIsSentAgain() {
        Reply first = named("/auth/register", NEWCOMER, "5ad6a0a4-registration");
        assertThat(first.status()).as(first.toString()).isEqualTo(201);

        assertDone(
                named("/auth/register", NEWCOMER, " 5ad6a0a4-registration "),
                first.text("account_id"),
                first.text("agent_id"));
        restart();
        assertDone(
                named("/auth/register", NEWCOMER, "5ad6a0a4-registration"),
                first.text("account_id"),
                first.text("agent_id"));
        assertThat(named("/auth/register", NEWCOMER, "another").text("account_id"))
                .isNotEmpty()
                .isNotEqualTo(first.text("account_id"));
    }

    @Test
    void shouldCreateCloneAndRotateOnceForAnAccount() {
        Owner owner = venue.register("Ada");
        Owner other = venue.register("Bob");
        Reply created = named("/agents", AGENT, "one", owner.bearer());
        String path = "/agents/" + created.text("agent_id");
        Reply cloned = named(path + "/clone", "", "two", owner.bearer());
        Reply rotated = named(path + "/regenerate-key", "", "three", owner.bearer());
        assertThat(List.of(created.status(), cloned.status(), rotated.status())).containsExactly(201, 201, 200);

        restart();
        assertDone(named("/agents", AGENT, "one", owner.bearer()), owner.accountId(), created.text("agent_id"));
        assertDone(named(path + "/clone", "", "two", owner.bearer()), owner.accountId(), cloned.text("agent_id"));
        assertDone(
                named(path + "/regenerate-key", "", "three", owner.bearer()),
                owner.accountId(),
                created.text("agent_id"));
        assertThat(venue.get("/account/balance", "X-API-Key", rotated.text("api_key")).status()).isEqualTo(200);
        assertThat(venue.get("/agents", owner.bearer()).body().path("total").asInt()).isEqualTo(3);
        assertThat(named("/agents", AGENT, "one", other.bearer()).status()).as("another's name").isEqualTo(201);
    }

    @Test
    void shouldSayWhatWasDoneUnderAKeyWhateverItIsUsedForAgain() {
        Owner owner = venue.register("Ada");
        Reply registered = named("/auth/register", NEWCOMER, "0");
        String created = named("/agents", AGENT, "one", owner.bearer()).text("agent_id");
        String rotation = "/agents/" + created + "/regenerate-key";
        named(rotation, "", "two", owner.bearer());
        String gone = named("/agents", AGENT, "three", owner.bearer()).text("agent_id");
        assertThat(venue.delete("/agents/" + gone, owner.bearer()).status()).isEqualTo(204);
        Reply again = named("/auth/register", NEWCOMER, "0");
        assertDone(again, registered.text("account_id"), registered.text("agent_id"));
        assertThat(message(again)).contains("an account was opened");

        Reply reused = named(rotation, "", "one", owner.bearer());
        assertDone(reused, owner.accountId(), created);
        assertThat(message(reused)).contains("an agent was created").doesNotContain("was regenerated");
        assertThat(message(named("/agents", AGENT, "two", owner.bearer()))).contains("an agent's key was regenerated");
        assertThat(message(named("/agents", AGENT, "three", owner.bearer()))).contains("an agent that is gone");
        restart();
        assertThat(message(named(rotation, "", "one", owner.bearer()))).contains("an agent was created");
        assertThat(message(named("/agents", AGENT, "two", owner.bearer()))).contains("an agent's key was regenerated");
    }

    private static String message(Reply reply) {
        return reply.body().path("error").path("message").asText();
    }

    @Test
    void shouldTakeARefusedRequestAgainAndOneWithoutAName() {
        Owner owner = venue.register("Ada");

        assertThat(named("/agents", "{'name':''}", "one", owner.bearer()).status()).isEqualTo(422);
        assertThat(named("/agents", AGENT, "one", owner.bearer()).status()).isEqualTo(201);
        assertThat(venue.post("/agents", AGENT, owner.bearer()).status()).isEqualTo(201);
        assertThat(venue.post("/agents", AGENT, owner.bearer()).status()).isEqualTo(201);
    }

    @Test
    void shouldRefuseWhatIsNoName() {
        Owner owner = venue.register("Ada");
        String rotation = "/agents/" + owner.agentId() + "/regenerate-key";
        String clone = "/agents/" + owner.agentId() + "/clone";
        String longest = "x".repeat(64);

        for (String bad : List.of(longest + 'x', "a b")) {
            assertInvalid(named("/auth/register", NEWCOMER, bad));
            assertInvalid(named("/agents", AGENT, bad, owner.bearer()));
            assertInvalid(named(clone, "", bad, owner.bearer()));
            assertInvalid(named(rotation, "", bad, owner.bearer()));
        }
        assertThat(named("/agents", AGENT, longest, owner.bearer()).status()).isEqualTo(201);
        assertThat(venue.get("/account/balance", owner.agent()).status()).as("the key is the old one").isEqualTo(200);
    }

    @Test
    void shouldWriteNoKeyIntoTheJournal() throws Exception {
        Reply account = named(
                "/auth/register",
                "{'email':'ada@example.org','password':'correct-horse-9'}",
                "5ad6a0a4-registration");
        assertThat(account.status()).as(account.toString()).isEqualTo(201);
        venue.close();
        List<String> secrets = List.of(
                account.text("api_key"), account.text("api_secret"), account.text("agent_api_key"), "ada@example.org",
                "correct-horse-9");

        StringBuilder written = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(written.indexOf("5ad6a0a4-registration")).as("the search works").isPositive();
        assertThat(secrets).allSatisfy(secret -> assertThat(written.indexOf(secret)).isNegative());
        open();
    }

    private Reply named(String path, String json, String name, String... headers) {
        String[] all = Stream.concat(Stream.of("Idempotency-Key", name), Stream.of(headers)).toArray(String[]::new);
        return venue.post(path, json, all);
    }

    private static void assertDone(Reply reply, String accountId, String agentId) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("ALREADY_DONE");
        assertThat(reply.details().path("account_id").asText()).isEqualTo(accountId);
        assertThat(reply.details().path("agent_id").asText()).isEqualTo(agentId);
        assertThat(reply.body().toString()).doesNotContain("_live_");
    }

    private static void assertInvalid(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
        assertThat(reply.details().path("field").asText()).isEqualTo("Idempotency-Key");
    }
}
