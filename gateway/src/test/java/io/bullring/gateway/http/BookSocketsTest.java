package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Reply;
import io.bullring.gateway.http.ServedVenue.Trader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of orders that trade with one another: to each side of its own, and of the price to everybody. */
@Timeout(60)
final class BookSocketsTest {
    @TempDir
    private Path directory;

    private ServedVenue venue;
    private AcmeMarket acme;
    private Trader maker;
    private Trader taker;

    @BeforeEach
    void open() {
        venue = ServedVenue.openWithBook(directory);
        acme = new AcmeMarket(venue);
        Owner owner = venue.register("Owner");
        maker = acme.trader(owner, "100");
        taker = acme.trader(owner, "0");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldTellTheMakerOfEachTradeOfItsOrderAndNothingOfTheTakers() {
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + maker.key()[1])) {
            socket.subscribe("'channel':'orders'");
            String order = acme.rest(maker, "sell", "5", "100");
            acme.market(taker, "buy", "2", "");
            Reply second = acme.market(taker, "buy", "1", "");
            acme.modify(maker, order, "{'remaining_quantity':'1'}");
            acme.modify(maker, order, "{'price':'101'}");
            acme.market(taker, "buy", "1", "");
            List<JsonNode> told = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                told.add(socket.next());
            }
            assertEquals(
                    List.of(
                            "pending 0 left 5 at 100",
                            "partially_filled 2 left 3 at 100",
                            "partially_filled 3 left 2 at 100",
                            "partially_filled 3 left 1 at 100",
                            "partially_filled 3 left 1 at 101",
                            "filled 4 left 0 at 101"),
                    told.stream().map(BookSocketsTest::row).toList());
            assertTrue(told.stream().allMatch(message -> message.path("order_id").asText().equals(order)));
            assertEquals(
                    second.body().path("trades").get(0).path("trade_id"),
                    told.get(2).path("data").path("last_trade_id"));
            assertEquals("0.06000000", told.get(2).path("fee").asText());
            assertFalse(told.get(2).has("filled_at"));
            assertTrue(told.get(5).has("filled_at"));
            assertEquals("100.25000000", told.get(5).path("executed_price").asText());
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldTellTheTakerWhatBecameOfItsOrder() {
        acme.rest(maker, "sell", "1", "100");
        acme.rest(maker, "sell", "1", "101");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + taker.key()[1])) {
            socket.subscribe("'channel':'orders'");
            acme.limit(taker, "buy", "3", "101", ",'time_in_force':'IOC'");
            List<String> told = new ArrayList<>();
            JsonNode last = null;
            for (int i = 0; i < 4; i++) {
                last = socket.next();
                told.add(row(last));
            }
            assertEquals(
                    List.of(
                            "pending 0 left 3 at 101",
                            "partially_filled 1 left 2 at 101",
                            "partially_filled 2 left 1 at 101",
                            "cancelled 2 left 0 at 101"),
                    told);
            assertEquals("not_traded", last.path("cancel_reason").asText());
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldTellEverybodyOfEachTradeOfAnOrderByItselfAndWhoTook() {
        acme.rest(maker, "sell", "1", "100");
        acme.rest(maker, "sell", "9", "1000");
        acme.rest(maker, "buy", "1", "90");
        try (TestSocket everybody = TestSocket.open(venue, "?api_key=" + maker.key()[1])) {
            everybody.subscribe("'channel':'ticker:ACMEUSDT'");
            everybody.subscribe("'channel':'ticker:all'");
            Reply bought = acme.market(taker, "buy", "10", "");
            acme.market(taker, "sell", "1", "");
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                JsonNode tick = everybody.next();
                told.add(AcmeMarket.plain(tick.path("quantity").asText()) + " at "
                        + AcmeMarket.plain(tick.path("price").asText())
                        + (tick.path("is_buyer_maker").asBoolean() ? " sold" : " bought")
                        + (tick.path("side_inferred").asBoolean(true) ? ", it seems" : ""));
            }
            assertEquals(List.of("1 at 100 bought", "9 at 1000 bought", "1 at 90 sold"), told);
            assertEquals(2, bought.body().path("trade_count").asInt());
            assertEquals(List.of(), everybody.untilPong());
        }
    }

    @Test
    void shouldTellEverybodyThePriceOfATradeAndBothSidesHowTheyStandNow() {
        acme.rest(maker, "sell", "5", "102");
        try (TestSocket everybody = TestSocket.open(venue, "?api_key=" + maker.key()[1]);
                TestSocket portfolio = TestSocket.open(venue, "?api_key=" + maker.key()[1])) {
            everybody.subscribe("'channel':'ticker:ACMEUSDT'");
            portfolio.subscribe("'channel':'portfolio'");
            portfolio.next();
            acme.market(taker, "buy", "2", "");
            JsonNode tick = everybody.next();
            assertEquals("102.00000000", tick.path("price").asText());
            assertEquals("2.00000000", tick.path("quantity").asText());
            JsonNode standing = portfolio.next();
            assertEquals(
                    venue.get("/account/portfolio", maker.key()).text("available_cash"),
                    standing.path("available_cash").asText());
            assertEquals("100203.9592", AcmeMarket.plain(standing.path("available_cash").asText()));
        }
    }

    private static String row(JsonNode message) {
        JsonNode data = message.path("data");
        return data.path("status").asText() + " " + AcmeMarket.plain(data.path("executed_quantity").asText("0"))
                + " left "
                + AcmeMarket.plain(data.path("remaining_quantity").asText()) + " at "
                + AcmeMarket.plain(data.path("price").asText());
    }
}
