package io.bullring.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue that plays a capture of an exchange's streams, as a process: what was recorded is what is answered, and what its journal tells. */
class CaptureProcessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int TRADES = 8;
    private static final String SNAPSHOT =
            "1 {\"lastUpdateId\":10,\"bids\":[[\"99\",\"1\"],[\"98\",\"2\"]],\"asks\":[[\"101\",\"3\"]]}\n";

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerTheRecordedBookAndWhoTookAndReplayBothSidesAfterItWasKilled() {
        assertTimeoutPreemptively(PATIENCE, this::playAndKill);
    }

    private void playAndKill() throws IOException, InterruptedException {
        Path data = directory.resolve("venue");
        JsonNode before;
        try (VenueProcess venue =
                VenueProcess.start(data, "--recording", capture().toString(), "--speed", "1");
                ApiClient anybody = ApiClient.anonymous(venue.address())) {
            before = awaitLastTrade(anybody);
            assertSidesAreTheRecorded(before);

            JsonNode book = anybody.get("/market/orderbook/BTCUSDT?depth=5").body();
            assertThat(book.path("synthetic").asBoolean(true)).isFalse();
            assertThat(book.path("last_update_id").asLong()).isEqualTo(11);
            assertThat(book.path("bids"))
                    .isEqualTo(JSON.readTree("[[\"99.00000000\",\"5.00000000\"],[\"98.00000000\",\"2.00000000\"]]"));
            assertThat(book.path("asks")).isEqualTo(JSON.readTree("[[\"101.00000000\",\"3.00000000\"]]"));
            venue.kill();
        }
        assertReplayTellsWhoTook(data.resolve("journal"), before);
        try (VenueProcess venue = VenueProcess.start(data, "--feed", "none");
                ApiClient anybody = ApiClient.anonymous(venue.address())) {
            assertThat(anybody.get("/market/price/BTCUSDT").body().path("price"))
                    .isEqualTo(before.path(0).path("price"));
            assertThat(anybody.get("/market/orderbook/BTCUSDT").body().path("synthetic").asBoolean()).isTrue();
            assertThat(venue.stop()).isIn(0, 143);
        }
    }

    /** The commands that were journalled, executed once more by an engine that has seen nothing else. */
    private static void assertReplayTellsWhoTook(Path journal, JsonNode trades)
            throws IOException, InterruptedException {
        VenueProcess.Output verify = VenueProcess.journal("verify", journal.toString());
        assertThat(verify.exitCode()).as(verify.text()).isZero();
        List<String> replayed = VenueProcess.journal("print", journal.toString(), "--events")
                .text()
                .lines()
                .filter(line -> line.contains("TradeReported"))
                .toList();
        List<String> told = new ArrayList<>();
        for (JsonNode trade : trades) {
            if (!trade.path("side_inferred").asBoolean()) {
                String side = trade.path("side").asText().toUpperCase(Locale.ROOT);
                told.addFirst("takerSide=" + side + " tradeId=" + trade.path("trade_id").asText());
            }
        }
        assertThat(replayed).hasSameSizeAs(told);
        for (int i = 0; i < told.size(); i++) {
            assertThat(replayed.get(i)).endsWith(told.get(i));
        }
    }

    /** Of what was late, trades are brought together, and their side is a guess that says so. */
    private static void assertSidesAreTheRecorded(JsonNode trades) {
        int single = 0;
        for (JsonNode trade : trades) {
            if (trade.path("trade_count").asInt() == 1) {
                long id = trade.path("trade_id").asLong();
                assertThat(trade.path("is_buyer_maker").asBoolean(!isBuyerMaker(id))).isEqualTo(isBuyerMaker(id));
                assertThat(trade.path("side").asText()).isEqualTo(isBuyerMaker(id) ? "sell" : "buy");
                assertThat(trade.path("side_inferred").asBoolean(true)).isFalse();
                single++;
            }
        }
        assertThat(single).as("trades that were not brought together").isGreaterThan(TRADES / 2);
    }

    private static JsonNode awaitLastTrade(ApiClient anybody) throws IOException, InterruptedException {
        JsonNode trades = trades(anybody);
        while (trades.path(0).path("trade_id").asLong() < TRADES) {
            Thread.sleep(20);
            trades = trades(anybody);
        }
        return trades;
    }

    private static JsonNode trades(ApiClient anybody) throws IOException, InterruptedException {
        return anybody.get("/market/trades/BTCUSDT").body().path("trades");
    }

    /** Trades half a second apart, each a little dearer whoever took, and the last one minutes later, so that it goes on. */
    private Path capture() throws IOException {
        StringBuilder messages = new StringBuilder(SNAPSHOT).append(diff(1_000, 11, "[[\"99\",\"5\"]]"));
        for (int id = 1; id <= TRADES; id++) {
            messages.append(trade(1_000 + 500L * id, id));
        }
        messages.append(diff(900_000, 12, "[]")).append(trade(900_000, TRADES + 1));
        return Files.writeString(directory.resolve("capture"), messages);
    }

    /** Twice one, then twice the other: what the price did says nothing about it. */
    private static boolean isBuyerMaker(long id) {
        return id % 4 < 2;
    }

    private static String trade(long timeMs, int id) {
        return "1 {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":" + timeMs + ",\"s\":\"BTCUSDT\",\"t\":"
                + id
                + ",\"p\":\"100.0" + id + "\",\"q\":\"1\",\"T\":" + timeMs + ",\"m\":" + isBuyerMaker(id) + "}}\n";
    }

    private static String diff(long timeMs, long id, String bids) {
        return "1 {\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"E\":" + timeMs + ",\"s\":\"BTCUSDT\",\"U\":" + id
                + ",\"u\":" + id + ",\"b\":" + bids + ",\"a\":[]}}\n";
    }
}
