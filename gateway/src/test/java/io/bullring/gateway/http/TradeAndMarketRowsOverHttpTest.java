package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.AnswerRows.Row;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.SpecifiedRows.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the tables of answers in the specifications of trading, market data and analytics is answered, with its value
 * where it can be known. Of an order there are two: filled, and still waiting.
 */
@Timeout(60)
final class TradeAndMarketRowsOverHttpTest {
    private static final String TRADING = "trading";
    private static final String MARKET = "market";
    private static final String ANALYTICS = "analytics";
    private static final Map<String, String> ROWS =
            Map.of(TRADING, "trading-rows.txt", MARKET, "market-rows.txt", ANALYTICS, "analytics-rows.txt");

    @TempDir
    private static Path directory;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Recent, since the market is told as of the machine's time, and all that is traded is of one minute. */
    private static final Instant START = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);

    private static final HandClock CLOCK = new HandClock(START);

    private static ServedVenue venue;
    private static Owner owner;
    private static final Map<String, Map<String, JsonNode>> ANSWERS = new HashMap<>();
    private static final Map<String, String> KNOWN = new HashMap<>();

    @BeforeAll
    static void ask() {
        venue = ServedVenue.open(directory, CLOCK);
        owner = venue.register("Ada");
        KNOWN.put("$minute", TIME.format(START.truncatedTo(ChronoUnit.MINUTES)));
        for (int seconds : new int[]{1, 11, 21, 31}) {
            KNOWN.put("$" + seconds + 's', TIME.format(START.plusSeconds(seconds)));
        }
        venue.feed.trade("BTCUSDT", "63000", "1", CLOCK.wallNs(), 11);
        CLOCK.pass(Duration.ofSeconds(1));
        venue.feed.trade("BTCUSDT", "64000", "2", CLOCK.wallNs(), 12);
        askToTrade();
        askAboutMarket();
        ANSWERS.put(ANALYTICS, Map.of("3", venue.get("/analytics/performance", owner.agent()).body()));
    }

    /** Each step ten seconds after the one before. */
    private static void askToTrade() {
        Map<String, JsonNode> answers = new HashMap<>();
        Reply filled = order("'side':'buy','type':'market','quantity':'0.02'");
        step();
        Reply waiting = order("'side':'buy','type':'limit','quantity':'0.01','price':'60000'");
        answers.put("2.1", filled.body());
        answers.put("2.1 pending", waiting.body());
        answers.put("2.2", venue.get("/trade/order/" + filled.text("order_id"), owner.agent()).body());
        answers.put("2.2 pending", venue.get("/trade/order/" + waiting.text("order_id"), owner.agent()).body());
        answers.put("2.3", venue.get("/trade/orders", owner.agent()).body());
        answers.put("2.4", venue.get("/trade/orders/open", owner.agent()).body());
        answers.put("2.7 buy", venue.get("/trade/history", owner.agent()).body().at("/trades/0"));
        step();
        answers.put("2.5", venue.delete("/trade/order/" + waiting.text("order_id"), owner.agent()).body());
        order("'side':'buy','type':'stop_loss','quantity':'0.01','trigger_price':'70000'");
        answers.put("2.6", venue.delete("/trade/orders/open", owner.agent()).body());
        step();
        Reply sold = order("'side':'sell','type':'market','quantity':'0.01'");
        order("'side':'buy','type':'limit','quantity':'0.01','price':'60000'");
        answers.put("2.7", venue.get("/trade/history", owner.agent()).body().at("/trades/0"));
        answers.put("8.2", venue.get("/account/positions", owner.agent()).body().at("/positions/0"));
        answers.put("8.3", venue.get("/account/portfolio", owner.agent()).body());
        answers.put("8.4", venue.get("/account/pnl?period=7d", owner.agent()).body());
        ANSWERS.put(TRADING, answers);
        KNOWN.putAll(Map.of(
                "$filled", filled.text("order_id"),
                "$waiting", waiting.text("order_id"),
                "$sold", sold.text("order_id"),
                "$agent", owner.agentId(),
                "$session",
                venue.get("/account/info", owner.agent()).body().at("/current_session/session_id").asText()));
    }

    private static void step() {
        CLOCK.pass(Duration.ofSeconds(10));
    }

    private static void askAboutMarket() {
        Map<String, JsonNode> answers = new HashMap<>();
        answers.put("2", venue.get("/market/pairs").body().at("/pairs/0"));
        answers.put("3", venue.get("/market/price/BTCUSDT").body());
        answers.put("4", venue.get("/market/prices").body());
        answers.put("4 list", venue.get("/market/prices?format=list").body());
        answers.put("5.1", venue.get("/market/ticker/BTCUSDT").body());
        answers.put("5.2", venue.get("/market/tickers?symbols=BTCUSDT").body());
        answers.put("6.1", venue.get("/market/candles/BTCUSDT?interval=1m").body().at("/candles/0"));
        answers.put("7.1", venue.get("/market/trades/BTCUSDT").body().at("/trades/0"));
        answers.put("7.2", venue.get("/market/orderbook/BTCUSDT?depth=5").body());
        answers.put("7.3", venue.get("/market/data-range").body());
        answers.put("8.1", venue.get("/market/indicators/available").body());
        answers.put("8.2", venue.get("/market/indicators/BTCUSDT").body());
        ANSWERS.put(MARKET, answers);
    }

    private static Reply order(String members) {
        return venue.post("/trade/order", "{'symbol':'BTCUSDT'," + members + "}", owner.agent());
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @TestFactory
    Stream<DynamicTest> tradingShouldBeAnswered() throws IOException {
        return tests(TRADING);
    }

    @TestFactory
    Stream<DynamicTest> marketShouldBeAnswered() throws IOException {
        return tests(MARKET);
    }

    @TestFactory
    Stream<DynamicTest> analyticsShouldBeAnswered() throws IOException {
        return tests(ANALYTICS);
    }

    @TestFactory
    Stream<DynamicTest> shouldLeaveNoRowOut() {
        return ROWS.keySet()
                .stream()
                .sorted()
                .map(document -> DynamicTest.dynamicTest(document, () -> assertComplete(document)));
    }

    private static Stream<DynamicTest> tests(String document) throws IOException {
        return AnswerRows.in(ROWS.get(document), KNOWN)
                .stream()
                .map(row -> DynamicTest.dynamicTest(
                        document + ' ' + row.section() + ' ' + row.member(),
                        () -> AnswerRows.assertAnswered(row, ANSWERS.get(document).get(row.section()))));
    }

    private static void assertComplete(String document) throws IOException {
        List<Row> rows = AnswerRows.in(ROWS.get(document), KNOWN);
        assertThat(rows)
                .extracting(row -> row.section() + ' ' + row.member())
                .containsAll(SpecifiedRows.members(document, ANSWERS.get(document).keySet(), Kind.ANSWER));
    }
}
