package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.protocol.RejectReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void writeJournal() {
        TinyVenue.journal(directory);
    }

    @Test
    void shouldTellMarketOrderWithItsRulesMarketAndWallet() {
        Run run = explain("1");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.plainLines())
                .containsSubsequence(
                        "Order 1",
                        "Agent 1",
                        "Outcome OrderFilled",
                        "Command 6 2026-03-01T12:00:05.000000000Z source=0 correlation=0 agent=1 PlaceOrder"
                                + " quantity=0.02 instrumentId=1 side=BUY type=MARKET",
                        "last price 50000",
                        "feed state UP",
                        "feed age ns 1000000000",
                        "smallest quantity 0.02 0.00001 - kept",
                        "R1 no kill switch is engaged - - - kept",
                        "R2 result of the day against the loss that halts 0 2000 20 kept",
                        "R3 orders of this minute 0 100 - kept",
                        "age of the feed's last message, ns 1000000000 60000000000 - kept",
                        "R4 smallest order value 1000 1 - kept",
                        "R5 largest order value 1000 5000 50 kept",
                        "R6 position's share of the equity, percent 10 - 25 kept",
                        "R7 open orders 0 50 - kept",
                        "R8 needed, and available 1001 10000 - kept",
                        "to be paid or held, and available 1001.1001 10000 - kept",
                        "Wallet before",
                        "available 10000",
                        "Wallet after",
                        "available 8998.8999");
    }

    @Test
    void shouldStopAtRuleThatRefuses() {
        JsonNode story = Run.journal("explain", directory.toString(), "@7", "--json").json();

        assertThat(story.get("order_id").isNull()).isTrue();
        assertEquals("CommandRejected, ORDER_TOO_LARGE", story.get("outcome").asText());
        JsonNode rules = story.at("/steps/0/rules");
        JsonNode last = rules.get(rules.size() - 1);
        assertEquals("R5 largest order value", last.get("rule").asText());
        assertEquals("450000", last.get("actual").asText());
        assertEquals("4999.44995", last.get("limit").asText());
        assertEquals("50", last.get("limit_pct").asText());
        assertEquals("refused: ORDER_TOO_LARGE", last.get("verdict").asText());
        assertEquals(story.at("/steps/0/wallet_before"), story.at("/steps/0/wallet_after"));
    }

    @Test
    void shouldTellRestingOrderUntilItIsFilled() {
        JsonNode story = Run.journal("explain", directory.toString(), "2", "--json").json();

        assertEquals(2, story.get("steps").size());
        assertEquals("8", story.at("/steps/0/command/sequence").asText());
        assertEquals("10", story.at("/steps/1/command/sequence").asText());
        assertEquals("UpdatePrice", story.at("/steps/1/command/kind").asText());
        assertEquals("48950", story.at("/steps/1/market/last_price").asText());
        assertEquals("490.49", story.at("/steps/1/wallet_before/held").asText());
        assertEquals("0", story.at("/steps/1/wallet_after/held").asText());
        assertEquals("OrderFilled", story.get("outcome").asText());
        assertThat(story.at("/steps/1/events/0/fields/slippagePct").asText()).isEqualTo("0.01");
    }

    @Test
    void shouldTellEachTradeInABookWithBothWallets() {
        Path book = directory.resolve("book");
        TinyBook.journal(book);
        JsonNode story = Run.journal("explain", book.toString(), "3", "--json").json();

        assertEquals("OrderCancelled, REQUESTED", story.get("outcome").asText());
        assertEquals(List.of("8", "9", "10", "12", "13"), texts(story.get("steps"), "/command/sequence"));
        JsonNode placed = story.at("/steps/0");
        assertEquals("101", placed.at("/command/fields/price").asText());
        assertEquals(List.of("100", "101"), texts(placed.at("/book/offers"), "/price"));
        assertEquals(
                List.of("BookOrderAccepted", "OrderTraded", "OrderTraded", "OrderTraded", "OrderTraded"),
                texts(placed.get("events"), "/kind"));
        assertEquals(
                List.of("100", "100", "101", "101"),
                texts(placed.get("events"), "/fields/price").stream().skip(1).toList());
        assertEquals("10000", placed.at("/wallet_before/available").asText());
        assertEquals("9596.194", placed.at("/wallet_after/available").asText());
        assertEquals("101.202", placed.at("/wallet_after/held").asText());
        assertEquals(1, placed.at("/others/0/agent_id").asInt());
        assertEquals("10000", placed.at("/others/0/wallet_before/available").asText());
        assertEquals("10301.698", placed.at("/others/0/wallet_after/available").asText());
    }

    @Test
    void shouldTellWhatWasAskedWhenAnOrderWasChanged() {
        Path book = directory.resolve("changed");
        TinyBook.journal(book);

        assertThat(Run.journal("explain", book.toString(), "3").plainLines())
                .containsSubsequence(
                        "Outcome OrderCancelled, REQUESTED",
                        "Command 9 2026-03-01T12:00:08.000000000Z source=0 correlation=0 agent=2 ModifyOrder orderId=3"
                                + " quantity=0.5",
                        "R4 smallest order value 50.5 1 - kept",
                        "Answer OrderReduced orderId=3 agentId=2 portfolioId=2 instrumentId=1 side=BUY left=0.5"
                                + " released=50.601",
                        "Command 10 2026-03-01T12:00:09.000000000Z source=0 correlation=0 agent=2 ModifyOrder orderId=3"
                                + " price=102",
                        "R3 orders of this minute 1 100 - kept",
                        "R8 needed, and available 51.102 9697.396 - kept",
                        "Command 12 2026-03-01T12:00:11.000000000Z source=0 correlation=0 agent=1 PlaceOrder"
                                + " quantity=0.2 instrumentId=1 side=SELL type=MARKET",
                        "102 0.5 1",
                        "Agent 1, wallet before",
                        "Agent 1, wallet after");
    }

    @Test
    void shouldTellWhyABookRefused() {
        Path book = directory.resolve("refused");
        TinyBook.journal(book);
        JsonNode story = Run.journal("explain", book.toString(), "@11", "--json").json();

        assertEquals("CommandRejected, WOULD_TRADE", story.get("outcome").asText());
        assertEquals("refused: WOULD_TRADE", texts(story.at("/steps/0/rules"), "/verdict").getLast());
    }

    @Test
    void shouldTellWhyOrderWasCancelled() {
        assertEquals("OrderCancelled, REQUESTED",
                Run.journal("explain", directory.toString(), "3", "--json").json().get("outcome").asText());
    }

    @Test
    void shouldTakePublicIds() {
        String publicId = publicId(TinyVenue.VENUE_ID, 3, 2);

        assertEquals(explain("2"), explain(publicId));
        assertEquals(2, explain(publicId(TinyVenue.VENUE_ID, 2, 2)).exitCode());
        Run foreign = explain(publicId(99, 3, 2));
        assertEquals(ExitCode.NOT_FOUND, foreign.exitCode());
        assertThat(foreign.err()).contains("order of venue 000000000063", "journal of abcdef012345");
    }

    @Test
    void shouldSayThatThereIsNoSuchOrder() {
        for (String name : List.of("4", "@12", "@5")) {
            Run run = explain(name);
            assertEquals(ExitCode.NOT_FOUND, run.exitCode(), name);
            assertThat(run.err()).contains("in this journal");
        }
        String ofNone = publicId(TinyVenue.VENUE_ID, 3, 0);
        for (String name : List.of("0", "@x", "order", "+2", "\u0662", "abcdef01-2345-8003-8000-2", ofNone)) {
            Run run = explain(name);
            assertEquals(2, run.exitCode(), name);
            assertThat(run.err()).contains("is no order: write its number (815)");
        }
    }

    @Test
    void shouldExplainEveryPlacementOfHostileVenueAsItWasAnswered() {
        long seed = 4;
        Path hostile = directory.resolve("hostile");
        SeededJournal.life(hostile, seed, 700);
        List<JsonNode> placements = Run.journal(
                "print", hostile.toString(), "--kind", "PlaceOrder", "--kind", "PlaceBookOrder", "--from", "400",
                "--limit", "60", "--events",
                "--json")
                .jsonLines();
        assertThat(placements).hasSizeGreaterThan(40);

        for (JsonNode placement : placements) {
            JsonNode events = placement.get("events");
            String answer = "";
            for (JsonNode event : events) {
                answer = !event.get("due").asBoolean() && answer.isEmpty()
                        && event.get("kind").asText().equals("CommandRejected")
                                ? event.at("/fields/reason").asText()
                                : answer;
            }
            String name = "@" + placement.get("sequence").asText();
            JsonNode rules = Run.journal("explain", hostile.toString(), name, "--json").json().at("/steps/0/rules");
            assertEquals(answer, refusal(rules), "seed " + seed + ", command " + name);
        }
    }

    /** The reason of the last rule; empty when it was kept or none was asked. */
    private static String refusal(JsonNode rules) {
        if (rules.isEmpty()) {
            return "";
        }
        String verdict = rules.get(rules.size() - 1).get("verdict").asText();
        return verdict.equals("kept") ? "" : RejectReason.valueOf(verdict.substring("refused: ".length())).name();
    }

    private static List<String> texts(JsonNode list, String pointer) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.at(pointer).asText()));
        return texts;
    }

    private static String publicId(long venueId, int kind, long counter) {
        String venue = String.format(Locale.ROOT, "%012x", venueId);
        return String.format(
                Locale.ROOT, "%s-%s-8%03x-8000-%012x", venue.substring(0, 8), venue.substring(8), kind, counter);
    }

    private static Run explain(String order) {
        return Run.journal("explain", directory.toString(), order);
    }
}
