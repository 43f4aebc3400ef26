package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintCommandTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void writeJournal() {
        TinyVenue.journal(directory);
    }

    @Test
    void shouldPrintWhatEachCommandCaused() {
        Run run = print("--from", "6", "--to", "7", "--events");

        assertEquals(
                List.of(
                        "6 2026-03-01T12:00:05.000000000Z source=0 correlation=0 agent=1 PlaceOrder quantity=0.02"
                                + " instrumentId=1 side=BUY type=MARKET",
                        "    answer OrderFilled orderId=1 fillId=1 agentId=1 portfolioId=1 instrumentId=1 side=BUY"
                                + " type=MARKET quantity=0.02 price=50005 referencePrice=50000 slippagePct=0.01"
                                + " notional=1000.1 fee=1.0001 released=0",
                        "7 2026-03-01T12:00:06.000000000Z source=0 correlation=0 agent=1 PlaceOrder quantity=9"
                                + " instrumentId=1 side=BUY type=MARKET",
                        "    answer CommandRejected agentId=1 portfolioId=1 instrumentId=1 actual=450000"
                                + " allowed=4999.44995 limitPct=50 reason=ORDER_TOO_LARGE"),
                run.lines());
    }

    @Test
    void shouldPrintWhoTookInATradeBeforeItsPrice(@TempDir Path another) {
        SeededJournal.scripted(another, TinyVenue::writeUpToReportedTrade);

        assertEquals(
                List.of(
                        "12 2026-03-01T12:00:11.000000000Z source=0 correlation=0 agent=0 ReportTrade instrumentId=1"
                                + " takerSide=SELL price=48777 quantity=1 tradeTime=2026-03-01T12:00:11.000000000Z"
                                + " tradeId=7",
                        "    answer TradeReported instrumentId=1 takerSide=SELL tradeId=7",
                        "    answer PriceUpdated instrumentId=1 tradeCount=1 last=48777 low=48777 high=48777 volume=1"
                                + " tradeTime=2026-03-01T12:00:11.000000000Z tradeId=7"),
                Run.journal("print", another.toString(), "--from", "12", "--events").lines());
    }

    @Test
    void shouldPrintEveryEntryOfAGroup(@TempDir Path another) {
        SeededJournal.scripted(another, TinyVenue::writeUpToCancellationOfAll);

        List<String> lines = Run.journal("print", another.toString(), "--from", "15", "--events").lines();

        assertThat(lines.stream().filter(line -> line.startsWith(" ")))
                .containsExactly(
                        "    answer OrdersCancelled agentId=1 portfolioId=1 instrumentId=0 count=3 releasedCash=700.7"
                                + " assets=[(instrumentId=1 released=0.02)]",
                        "    answer OrderCancelled orderId=4 agentId=1 portfolioId=1 instrumentId=1 side=BUY"
                                + " reason=REQUESTED released=400.4",
                        "    answer OrderCancelled orderId=5 agentId=1 portfolioId=1 instrumentId=1 side=BUY"
                                + " reason=REQUESTED released=300.3",
                        "    answer OrderCancelled orderId=6 agentId=1 portfolioId=1 instrumentId=1 side=SELL"
                                + " reason=REQUESTED released=0.02",
                        "    answer OrdersCancelled agentId=1 portfolioId=1 instrumentId=1 count=0 releasedCash=0");
    }

    @Test
    void shouldTellDueWorkFromAnswer() {
        assertThat(print("--from", "10", "--to", "10", "--events").lines())
                .anyMatch(line -> line.startsWith("    answer PriceUpdated "))
                .anyMatch(line -> line.startsWith("    answer OrderFilled orderId=2 "));
    }

    @Test
    void shouldFilterByAgent() {
        assertEquals(List.of(6L, 7L, 8L, 9L, 11L), sequences("--agent", "1"));
        assertEquals(List.of(4L, 6L, 7L, 8L, 9L, 10L, 11L), sequences("--agent", "1", "--events"));
        assertEquals(List.of(), sequences("--agent", "2"));
    }

    @Test
    void shouldFilterByOrderFromPlacementToEnd() {
        assertEquals(List.of(8L, 10L), sequences("--order", "2"));
        assertEquals(List.of(9L, 11L), sequences("--order", "3"));
        assertEquals(List.of(), sequences("--order", "4"));
    }

    @Test
    void shouldFilterBySymbolInAnyCase() {
        assertEquals(List.of(2L, 5L, 6L, 7L, 8L, 9L, 10L, 11L), sequences("--symbol", "btcusdt"));
        assertEquals(List.of(), sequences("--symbol", "ETHUSDT"));
    }

    @Test
    void shouldFilterByKindOfCommandOrEvent() {
        assertEquals(List.of(6L, 7L, 8L, 9L), sequences("--kind", "placeorder"));
        assertEquals(List.of(6L, 10L), sequences("--kind", "OrderFilled"));
        assertEquals(List.of(5L, 10L, 11L), sequences("--kind", "UpdatePrice", "--kind", "CancelOrder"));
    }

    @Test
    void shouldFilterByTime() {
        assertEquals(
                List.of(4L, 5L),
                sequences("--since", "2026-03-01T12:00:03Z", "--until", "2026-03-01T12:00:05Z"));
        assertEquals(List.of(), sequences("--until", "2026-03-01"));
        assertEquals(11, sequences("--since", "2026-03-01").size());
    }

    @Test
    void shouldPrintOnlyWhatAllFiltersAdmit() {
        assertEquals(List.of(8L), sequences("--agent", "1", "--kind", "PlaceOrder", "--order", "2"));
        assertEquals(List.of(6L), sequences("--kind", "OrderFilled", "--limit", "1"));
    }

    @Test
    void shouldPrintObjectOnEachLineForPrograms() {
        List<JsonNode> lines = print("--order", "2", "--events", "--json").jsonLines();

        assertEquals(2, lines.size());
        JsonNode placed = lines.getFirst();
        assertEquals("PlaceOrder", placed.get("kind").asText());
        assertEquals("0.01", placed.at("/fields/quantity").asText());
        assertEquals("49000", placed.at("/fields/price").asText());
        assertEquals("dip-1", placed.at("/fields/clientOrderId").asText());
        assertEquals("OrderAccepted", placed.at("/events/0/kind").asText());
        assertEquals("490.49", placed.at("/events/0/fields/held").asText());
        assertEquals("false", placed.at("/events/0/due").asText());
        assertThat(print("--limit", "1", "--json").jsonLines().getFirst().has("events")).isFalse();
    }

    @Test
    void shouldFindTradesOfABookByAgentOrderAndSymbol(@TempDir Path book) {
        TinyBook.journal(book);

        for (String[] filter : List.of(
                new String[]{"--order", "4"}, new String[]{"--agent", "1"}, new String[]{"--symbol", "GEMUSDT"})) {
            Run run = Run.journal(
                    "print", book.toString(), "--kind", "OrderTraded", "--from", "9", "--json", filter[0], filter[1]);
            assertThat(run.jsonLines()).as(filter[0]).hasSize(1);
            assertEquals("12", run.jsonLines().getFirst().get("sequence").asText());
        }
        assertThat(Run.journal("print", book.toString(), "--kind", "ModifyOrder").plainLines()).hasSize(2);
    }

    @Test
    void shouldPrintAndFindACommandThatHasAName(@TempDir Path another) {
        SeededJournal.scripted(another, TinyVenue::writeUpToRepeatedRequest);
        String named =
                "12 2026-03-01T12:00:11.000000000Z source=0 correlation=0 agent=0 DoOnce idempotencyKey=\"retry-7\""
                        + " command=(CreateAgent accountId=1 startingBalance=7777 ";

        List<String> lines =
                Run.journal("print", another.toString(), "--kind", "CreateAgent", "--events").lines();

        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).startsWith(named);
        assertThat(lines.get(1)).startsWith("    answer AgentCreated agentId=2 ");
        assertEquals(
                "    answer AlreadyDone agentId=2 accountId=1 firstTime=2026-03-01T12:00:11.000000000Z", lines.get(3));
        assertThat(Run.journal("print", another.toString(), "--kind", "DoOnce").plainLines()).hasSize(2);
        assertThat(Run.journal("print", another.toString(), "--kind", "AlreadyDone").plainLines()).hasSize(1);
        assertThat(Run.journal("print", another.toString(), "--kind", "CloneAgent").plainLines()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithFilter() {
        assertThat(wrong("--kind", "OrderFlled")).contains("There is no command or event 'OrderFlled'");
        assertThat(wrong("--since", "yesterday")).contains("'yesterday' is no time: write 2026-03-01");
        assertThat(wrong("--since", "2026-03-02", "--until", "2026-03-01")).contains("--since is after --until");
        assertThat(wrong("--agent", "ada")).contains("ada");
    }

    private static String wrong(String... options) {
        Run run = print(options);
        assertEquals(2, run.exitCode(), run.out());
        return run.err();
    }

    private static List<Long> sequences(String... options) {
        Run run = print(options);
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        return run.lines()
                .stream()
                .filter(line -> !line.startsWith(" "))
                .map(line -> Long.parseLong(line.split(" ")[0]))
                .toList();
    }

    private static Run print(String... options) {
        List<String> arguments = new ArrayList<>(List.of("print", directory.toString()));
        arguments.addAll(Arrays.asList(options));
        return Run.journal(arguments.toArray(String[]::new));
    }
}
