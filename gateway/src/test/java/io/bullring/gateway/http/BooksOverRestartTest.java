package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.evidence.HashChain;
import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue that ended and starts again has the book that it had, in its order, and its trades, day and candles, whether it replays
 * everything, begins with a snapshot or lost its history.
 */
@Timeout(60)
final class BooksOverRestartTest {
    /** Commands of one link of the hash chain. */
    private static final int LINK = 256;

    @TempDir
    private Path directory;

    private Trader maker;
    private Trader other;
    private Trader taker;
    private String first;
    private List<JsonNode> market;

    @Test
    void shouldHaveTheSameBookAfterAReplay() {
        String book = trade();
        goOn(book);
    }

    @Test
    void shouldHaveTheSameBookAfterAStartFromASnapshot() {
        String book = trade();
        makeSnapshot();
        goOn(book);
    }

    @Test
    void shouldHaveTheSameBookAfterTheHistoryWasLost() throws IOException {
        String book = trade();
        makeSnapshot();
        Path history = VenueConfig.local(directory).historyDirectory();
        Files.move(history, history.resolveSibling("lost"));
        goOn(book);
    }

    private String trade() {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            Owner owner = venue.register("Owner");
            maker = acme.trader(owner, "100");
            other = acme.trader(owner, "100");
            taker = acme.trader(owner, "0");
            venue.send("PUT", fees(taker), "{\"maker_fee\":0,\"taker_fee\":0.0001}", venue.operator());
            first = acme.rest(maker, "sell", "5", "100");
            acme.rest(other, "sell", "2", "100");
            acme.rest(other, "sell", "1", "103");
            acme.rest(taker, "buy", "4", "98.5");
            acme.rest(taker, "buy", "1", "98");
            acme.rest(maker, "sell", "1", "99");
            acme.market(taker, "buy", "4", "");
            acme.modify(other, acme.rest(other, "sell", "3", "104"), "{'price':'103'}");
            venue.post(
                    "/trade/order",
                    "{'symbol':'ACMEUSDT','side':'sell','type':'stop_loss','quantity':'1','price':'90'}",
                    maker.key());
            String book = acme.book();
            assertThat(book).isEqualTo("98.5 x 4, 98 x 1 | 100 x 4, 103 x 4");
            assertThat(acme.trades()).containsExactly("buy 3 at 100", "buy 1 at 99");
            market = market(acme);
            return book;
        }
    }

    private void goOn(String book) {
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            AcmeMarket acme = new AcmeMarket(venue);
            assertThat(acme.book()).isEqualTo(book);
            assertThat(market(acme)).isEqualTo(market);
            assertThat(venue.get("/market/price/ACMEUSDT").text("price")).isEqualTo("100.00000000");
            assertThat(venue.send("GET", fees(taker), null, venue.operator()).text("taker_fee"))
                    .isEqualTo("0.00010000");
            assertThat(acme.market(taker, "buy", "1", "").text("fee")).isEqualTo("0.01000000");
            assertThat(acme.order(maker, first).path("remaining_quantity").asText()).isEqualTo("1.00000000");
            assertThat(acme.trades()).containsExactly("buy 1 at 100", "buy 3 at 100", "buy 1 at 99");
            venue.delete("/trade/orders/open", other.key());
            assertThat(acme.book()).isEqualTo("98.5 x 4, 98 x 1 | 100 x 1");
            venue.delete("/trade/orders/open", maker.key());
            assertThat(acme.book()).isEqualTo("98.5 x 4, 98 x 1 | ");
        }
    }

    private static List<JsonNode> market(AcmeMarket acme) {
        return List.of(acme.market("trades"), acme.market("ticker"), acme.market("candles"));
    }

    private static String fees(Trader agent) {
        return "/operator/v1/agents/" + agent.id() + "/fees";
    }

    /** Where the last link of the hash chain is: enough commands lie before it that all of the trading does. */
    private void makeSnapshot() {
        long sequence;
        try (ServedVenue venue = ServedVenue.openWithBook(directory)) {
            sequence = venue.lastSequence();
            for (int i = 0; i < LINK; i++) {
                venue.delete("/trade/orders/open?symbol=BTCUSDT", taker.key());
            }
        }
        VenueConfig config = VenueConfig.local(directory);
        SnapshotStore store = new SnapshotStore(config.snapshotDirectory(), 3);
        long end = HashChain.lastSequenceIn(config.journalDirectory()).orElseThrow();
        assertThat(Rehearsal.run(config.journalDirectory(), store, end, Long.MAX_VALUE).sequence())
                .isGreaterThan(sequence);
    }
}
