package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.ws.SocketConfig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual of an agent says what holds, and whatever it says to type works. */
@Timeout(60)
final class SkillOverHttpTest {
    private static final String PREVIEW = TypedManual.PREVIEW;

    @TempDir
    static Path directory;

    private static ServedVenue venue;

    private Owner owner;

    @BeforeAll
    static void open() {
        venue = ServedVenue.open(directory);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void register() {
        venue.feed.price("BTCUSDT", "64000");
        owner = venue.register("Owner");
    }

    @Test
    void shouldBeginWithWhoseManualItIs() throws Exception {
        Trader bot = venue.agent(owner, "");
        venue.put("/agents/" + bot.id(), "{'name':'Mine {{api_key}} $1 ü'}", owner.bearer());
        HttpResponse<String> manual = manual(bot.id());
        assertThat(manual.headers().firstValue("Content-Type")).contains("text/markdown; charset=utf-8");
        assertThat(manual.body())
                .startsWith("# Agent: Mine {{api_key}} $1 ü\n# Agent ID: " + bot.id() + "\n# API Key: " + PREVIEW
                        + "\n\n");
        assertThat(manual.body().replaceAll(": null|`null`", ""))
                .doesNotContain(bot.key()[1], owner.apiKey(), "localhost", "null");
    }

    @Test
    void shouldSayWhatHoldsForTheAgent() throws Exception {
        Trader bot = venue.agent(
                owner,
                ",'starting_balance':'2500.5','risk_config':{'max_order_size_pct':'12.5','max_position_size_pct':100,"
                        + "'daily_loss_limit_pct':3,'min_order_size_usd':'2','max_open_orders':9,'order_rate_limit':77}");
        assertThat(manual(bot.id()).body())
                .contains(
                        "began with 2500.5 USDT",
                        "| value of one order, at least | 2 USDT |",
                        "| value of one order, at most | 12.5 % of equity |",
                        "| one instrument's position, at most | 100 % of equity |",
                        "| open orders at the same time | 9 |",
                        "| orders in one UTC minute | 77 |",
                        "| realised loss of one UTC day | 3 % of the starting balance |",
                        "| BTCUSDT | active | 0 | 0 | 0 | quoted prices |",
                        "| DEADUSDT | inactive | 0 | 0 | 0 | quoted prices |",
                        "| ETHUSDT | active | 0.01 | 100 | 5 | quoted prices |",
                        "Trade BTCUSDT, ETHUSDT on",
                        "The fee is 0.1 % of",
                        "expire after 7 days",
                        "silent for 60 seconds");
    }

    @Test
    void shouldNameTheAddressAtWhichItWasFound() throws Exception {
        String body = manual(owner.agentId()).body();
        assertThat(body).contains("Base URL: `http://127.0.0.1:" + venue.port() + "/api/v1`");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        ",'starting_balance':'1'",
        ",'starting_balance':'20'",
        ",'starting_balance':'50'",
        ",'starting_balance':'1000000000'",
        ",'risk_config':{'max_order_size_pct':'0.5','max_position_size_pct':'0.5','min_order_size_usd':'20'}",
        ",'risk_config':{'max_order_size_pct':'0.5','daily_loss_limit_pct':'0.00000001'}",
        ",'risk_config':{'min_order_size_usd':'1800'}",
        ",'risk_config':{'min_order_size_usd':'3000'}",
        ",'risk_config':{'max_open_orders':1}",
        ",'risk_config':{'order_rate_limit':1}",
        ",'risk_config':{'order_rate_limit':2}"
    })
    void shouldWorkAsItIsWritten(String members) throws Exception {
        Trader bot = venue.agent(owner, members);
        String manual = manual(bot.id()).body();
        assertThat(manual).doesNotContain("Trading with other agents");
        typeAll(manual, owner, bot);
        assertThat(venue.get("/agents/" + bot.id(), owner.bearer()).code()).isEqualTo("AGENT_NOT_FOUND");
    }

    @Test
    void shouldShowNoLargerQuantityThanAnInstrumentTakes(@TempDir Path other) throws Exception {
        try (ServedVenue ethOnly = ServedVenue.open(other)) {
            ethOnly.feed.price("ETHUSDT", "3000");
            Owner rich = ethOnly.register("Rich");
            Trader bot = ethOnly.agent(rich, ",'starting_balance':'1000000000'");
            String manual = manual(ethOnly, rich, bot.id()).body();
            assertThat(manual).contains("\"type\": \"market\", \"quantity\": \"100\"");
            typeAll(manual, rich, bot);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        ",'risk_config':{'max_position_size_pct':10,'daily_loss_limit_pct':5,'max_open_orders':3}",
        ",'risk_config':{'max_order_size_pct':'12.5','min_order_size_usd':'7.5','order_rate_limit':50}"
    })
    void shouldLeaveTheOwnersLimitsAsTheyAreWhenItIsTyped(String members) throws Exception {
        Reply ofAccount = venue.put(
                "/account/risk-profile",
                "{'max_position_size_pct':9,'daily_loss_limit_pct':8,'max_open_orders':7}",
                owner.bearer());
        assertThat(ofAccount.status()).isEqualTo(200);
        Trader bot = venue.agent(owner, members);
        JsonNode before = venue.get("/account/info", bot.key()).body().path("risk_config");
        List<String> changes = CurlLine.in(manual(bot.id()).body())
                .stream()
                .filter(line -> line.contains("-X PUT"))
                .toList();
        assertThat(changes).hasSize(2);
        for (String line : changes) {
            CurlLine curl = CurlLine.parse(line.replace("YOUR_TOKEN", owner.token()));
            assertThat(TypedManual.send(curl.request()).statusCode()).as(line).isEqualTo(200);
        }
        assertThat(venue.get("/account/info", bot.key()).body().path("risk_config")).isEqualTo(before);
    }

    @Test
    void shouldShowAnAnswerWithTheMembersThatAnAnswerHas() throws Exception {
        String example = manual(owner.agentId())
                .body()
                .lines()
                .dropWhile(line -> !line.startsWith("{\"order_id\""))
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining());
        Reply filled = venue.post(
                "/trade/order",
                "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}",
                owner.agent());
        assertThat(new ObjectMapper().readTree(example).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(filled.body()::fieldNames);
    }

    @Test
    void shouldSayWhereItHearsOfChangesAndHowOftenItMayCall(@TempDir Path other) throws Exception {
        assertThat(manual(owner.agentId()).body())
                .contains(
                        "`ws://127.0.0.1:" + venue.port() + "/ws/v1?api_key=" + PREVIEW + "`",
                        "This venue does not count how often it is called.",
                        "`trading_stopped`",
                        "`instrument_halted`");
        try (ServedVenue limited = ServedVenue.open(other, EdgeConfig.local().with(RateLimits.PUBLIC))) {
            limited.feed.price("BTCUSDT", "64000");
            Owner ofLimited = limited.register("Owner");
            assertThat(manual(limited, ofLimited, ofLimited.agentId()).body())
                    .contains(
                            "| `/trade/` | 100 | agent |",
                            "| `/market/` | 1200 | agent; without a key, address |",
                            "| `/` | 600 | agent |",
                            "| `/auth/login` | 5 | address |",
                            "| `/auth/register` | 3 | address |");
        }
    }

    @Test
    void shouldSayHowManyChannelsAConnectionMayHaveAndOfHowManyPortfoliosItIsTold(@TempDir Path other)
            throws Exception {
        assertThat(manual(owner.agentId()).body())
                .contains("Subscribe to at most 10 channels", "of its 500 oldest active agents at most");
        SocketConfig bounds = SocketConfig.defaults().withSubscriptions(2).withPortfolios(3);
        try (ServedVenue narrow = ServedVenue.open(other, bounds)) {
            Owner ofNarrow = narrow.register("Owner");
            assertThat(manual(narrow, ofNarrow, ofNarrow.agentId()).body())
                    .contains("Subscribe to at most 2 channels", "of its 3 oldest active agents at most");
        }
    }

    @Test
    void shouldExplainBooksWhereThereAreSomeAndWorkAsItIsWrittenThere(@TempDir Path other) throws Exception {
        try (ServedVenue withBook = ServedVenue.openWithBook(other)) {
            withBook.feed.price("BTCUSDT", "64000");
            Owner ofBook = withBook.register("Owner");
            Trader bot = withBook.agent(ofBook, "");
            String manual = manual(withBook, ofBook, bot.id()).body();
            assertThat(manual)
                    .contains(
                            "## Trading with other agents\n\nACMEUSDT: ",
                            "| ACMEUSDT | active | 0.001 | 0 | 0 | other agents: `book` |",
                            "market/price/BTCUSDT");
            typeAll(manual, ofBook, bot);
        }
    }

    @Test
    void shouldRefuse() {
        Owner other = venue.register("Other");
        String path = "/agents/" + owner.agentId() + "/skill.md";
        assertRefused(venue.get(path), 401, "INVALID_TOKEN");
        assertRefused(venue.get(path, owner.agent()), 401, "INVALID_TOKEN");
        assertRefused(venue.get(path, other.bearer()), 403, "PERMISSION_DENIED");
        assertRefused(venue.get("/agents/me/skill.md", owner.bearer()), 422, "VALIDATION_ERROR");
        assertRefused(
                venue.get("/agents/10000000-0000-8002-8000-000000000001/skill.md", owner.bearer()),
                404,
                "AGENT_NOT_FOUND");
    }

    private HttpResponse<String> manual(String agentId) throws IOException, InterruptedException {
        return manual(venue, owner, agentId);
    }

    private static HttpResponse<String> manual(ServedVenue of, Owner owner, String agentId)
            throws IOException, InterruptedException {
        return TypedManual.read(of, owner, agentId);
    }

    private static void typeAll(String manual, Owner owner, Trader bot) throws IOException, InterruptedException {
        assertThat(CurlLine.in(manual)).hasSizeGreaterThan(25);
        new TypedManual(manual, owner, bot).typeAll();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    }
}
