package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.core.engine.StateHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {
    @TempDir
    static Path directory;

    private static SeededJournal journal;

    @BeforeAll
    static void writeJournal() {
        journal = TinyVenue.journal(directory);
    }

    @Test
    void shouldShowAgentAtCommand() {
        Run run = state("--at", "9", "--agent", "1");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.plainLines())
                .contains("sequence 9", "time 2026-03-01T12:00:08.000000000Z")
                .contains("agent id 1", "status ACTIVE", "kill switch -")
                .contains("max order size pct 50", "order rate limit 100")
                .contains("available 8508.4099", "held 490.49", "orders this minute 3", "halted no")
                .contains("BTCUSDT 0.01 0.01 1001.1001 1000 0 2026-03-01T12:00:05.000000000Z")
                .contains("2 BTCUSDT BUY LIMIT 0.01 49000 490.49 2026-03-01T12:00:07.000000000Z no")
                .contains("3 BTCUSDT SELL STOP_LOSS 0.01 48000 0.01 2026-03-01T12:00:08.000000000Z no")
                .contains("parked portfolio -");
    }

    @Test
    void shouldShowAgentBeforeAndAfterForPrograms() {
        JsonNode before = state("--at", "5", "--agent", "1", "--json").json();
        JsonNode after = state("--at", "6", "--agent", "1", "--json").json();

        assertEquals("10000", before.at("/portfolio/available").asText());
        assertEquals("8998.8999", after.at("/portfolio/available").asText());
        assertEquals(0, before.at("/portfolio/positions").size());
        assertEquals("0.02", after.at("/portfolio/positions/0/available").asText());
        assertThat(after.at("/own_risk_profile/max_open_orders").isNull()).isTrue();
        assertEquals(50, after.at("/limits/max_open_orders").asInt());
    }

    @Test
    void shouldShowBooksAndWhatOrdersHaveLeft(@TempDir Path book) {
        TinyBook.journal(book);

        Run venue = Run.journal("state", book.toString(), "--at", "8");
        assertThat(venue.plainLines()).containsSubsequence("books", "GEMUSDT", "bids", "101 1 1", "offers none");
        JsonNode state = Run.journal("state", book.toString(), "--at", "8", "--json").json();
        assertEquals("BOOK", state.at("/markets/0/traded_in").asText());
        assertEquals("101", state.at("/markets/0/last_price").asText());
        assertEquals("0.002", state.at("/markets/0/taker_fee").asText());
        assertEquals("101", state.at("/books/GEMUSDT/bids/0/price").asText());
        JsonNode agent = Run.journal("state", book.toString(), "--at", "8", "--agent", "2", "--json").json();
        assertEquals("1", agent.at("/portfolio/orders/0/quantity").asText());
        assertEquals("101.202", agent.at("/portfolio/orders/0/held").asText());
    }

    @Test
    void shouldShowFeesOfAnAgentsOwn(@TempDir Path book) {
        SeededJournal.scripted(book, TinyBook::writeUpToFees);

        JsonNode before = Run.journal("state", book.toString(), "--at", "16", "--agent", "2", "--json").json();
        assertEquals("0.0003", before.at("/own_fees/taker_fee").asText());
        JsonNode after = Run.journal("state", book.toString(), "--at", "17", "--agent", "2", "--json").json();
        assertThat(after.at("/own_fees/taker_fee").isNull()).isTrue();
        JsonNode story = Run.journal("explain", book.toString(), "6", "--json").json();
        assertEquals("0.0003", story.at("/steps/0/fees/taker_fee").asText());
        assertEquals("0.002", story.at("/steps/0/market/taker_fee").asText());
    }

    @Test
    void shouldShowVenueAtEnd() {
        JsonNode state = state("--json", "--agents").json();

        assertEquals(TinyVenue.COMMANDS, state.get("sequence").asInt());
        assertEquals(StateHash.of(journal.venue.engine()), state.get("state_hash").asText());
        assertEquals("abcdef012345", state.at("/rules/venue_id").asText());
        assertEquals("48950", state.at("/markets/0/last_price").asText());
        assertEquals("UP", state.at("/markets/0/feed_state").asText());
        assertEquals("-10000", state.at("/house/issuance").asText());
        assertEquals("0", state.at("/ledger_sums/USDT").asText());
        assertEquals("0", state.at("/ledger_sums/BTC").asText());
        assertEquals(2, state.get("last_fill_id").asInt());
    }

    @Test
    void shouldTakeTimeAsWellAsSequence() {
        assertEquals(state("--at", "6"), state("--at", "2026-03-01T12:00:05Z"));
        assertEquals(state("--at", "6"), state("--at", "2026-03-01T12:00:05.999999999Z"));
        assertEquals(state(), state("--at", "2027-01-01"));
    }

    @Test
    void shouldShowVenueBeforeItHasRules() {
        Path empty = directory.resolve("unruly");
        SeededJournal.scripted(empty, (command, appender) -> {
            command.advanceTime();
            appender.at(1);
        });

        Run run = Run.journal("state", empty.toString());

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.plainLines()).contains("rules -", "markets -", "USDT 0");
    }

    @Test
    void shouldSayWhatIsNotThere() {
        assertMissing("There is no agent 2 at command 11.", "--agent", "2");
        assertMissing("There is no agent 1 at command 3.", "--agent", "1", "--at", "3");
        assertMissing("The journal ends with command 11.", "--at", "12");
        assertMissing("The journal has no command at or before that moment.", "--at", "2020-01-01");
        assertEquals(2, state("--at", "0").exitCode());
        assertEquals(2, state("--at", "noon").exitCode());
    }

    private static void assertMissing(String sentence, String... options) {
        Run run = state(options);
        assertEquals(ExitCode.NOT_FOUND, run.exitCode());
        assertThat(run.err()).contains(sentence);
        assertEquals("", run.out());
    }

    private static Run state(String... options) {
        List<String> arguments = new ArrayList<>(List.of("state", directory.toString()));
        arguments.addAll(Arrays.asList(options));
        return Run.journal(arguments.toArray(String[]::new));
    }
}
