package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Owner;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.http.TestSocket.Library;
import io.bullring.gateway.ws.SocketConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that do not read, clients that do not answer, accounts that have too many connections, and a venue that ends. */
final class SocketBoundsTest {
    private static final String RESTING =
            "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}";
    private static final String ORDER = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.0001'}";
    private static final int SMALL_WINDOW = 1 << 10;
    private static final int MOST_STALE = 2_000; // what the venue's and the client's buffers hold

    @TempDir
    private Path directory;

    @Test
    void shouldConflatePricesForASlowReaderAndTellAFastOneAll() {
        try (ServedVenue venue = ServedVenue.open(directory)) {
            Owner owner = venue.register("Owner");
            try (RawSocket slow = RawSocket.open(venue.port(), "?api_key=" + owner.agentKey(), SMALL_WINDOW);
                    TestSocket fast = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
                slow.text("{'action':'subscribe','channel':'ticker:BTCUSDT'}");
                assertTrue(slow.text().contains("subscribed"));
                fast.subscribe("'channel':'ticker:BTCUSDT'");

                int prices = 30_000;
                for (int i = 1; i <= prices; i++) {
                    venue.feed.price("BTCUSDT", Integer.toString(i));
                    if (i % 100 == 0) {
                        String last = i + ".00000000";
                        fast.next(message -> message.path("price").asText().equals(last));
                    }
                }
                assertTrue(meter(venue, "bullring_websocket_conflated_total") > prices / 2);
                assertTrue(meter(venue, "bullring_websocket_waiting") > 0,
                        "the last, which took the place of the others");
                List<String> read = new ArrayList<>();
                String text = slow.text();
                while (!text.contains("\"price\":\"" + prices + ".00000000\"")) {
                    read.add(text);
                    text = slow.text();
                }
                assertTrue(
                        read.size() < MOST_STALE,
                        "it was told " + read.size() + " of " + prices + ", though the last would have done");
                slow.text("{'action':'ping'}");
                assertTrue(slow.text().contains("pong"), "it was not cut off, and the last price was the last");
                assertEquals(0, meter(venue, "bullring_websocket_waiting"));
            }
        }
    }

    @Test
    void shouldCutOffASlowReaderOfOrdersAndNobodyElse() {
        SocketConfig patient = SocketConfig.defaults().withRoom(100, 16_384).withCloseTimeout(60_000);
        try (ServedVenue venue = ServedVenue.open(directory, patient)) {
            venue.feed.price("BTCUSDT", "64000");
            Trader bot = venue.agent(venue.register("Owner"), ",'starting_balance':'1000000'");
            try (RawSocket slow = RawSocket.open(venue.port(), "?api_key=" + bot.key()[1], SMALL_WINDOW);
                    TestSocket fast = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
                slow.text("{'action':'subscribe','channel':'orders'}");
                assertTrue(slow.text().contains("subscribed"));
                fast.subscribe("'channel':'orders'");

                for (int i = 0; i < 4_000; i++) { // four times what kernel, socket and queue hold
                    String id = venue.post("/trade/order", ORDER, bot.key()).text("order_id");
                    assertEquals(id, fast.next().path("order_id").asText());
                }
                assertEquals(1013, slow.closeCode());
                assertEquals(List.of(), fast.untilPong());
            }
        }
    }

    @Test
    void shouldCutOffWhoDoesNotEvenReadThatItIsClosed() {
        SocketConfig hurried = SocketConfig.defaults()
                .withConnectionsPerAccount(1)
                .withHeartbeat(4_000, 500)
                .withCloseTimeout(500);
        try (ServedVenue venue = ServedVenue.open(directory, hurried)) {
            venue.feed.price("BTCUSDT", "64000");
            Owner owner = venue.register("Owner");
            String key = "?api_key=" + owner.agentKey();
            try (RawSocket stuck = RawSocket.open(venue.port(), key, SMALL_WINDOW)) {
                fill(stuck, venue);
                assertEquals(101, whenLetIn(venue, key));
            }
        }
    }

    @Test
    void shouldEndConnectionsThatWouldMissAnOrderAndKeepThoseThatHearOfPrices() {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withRoom(10_000, 2))) {
            venue.feed.price("BTCUSDT", "64000");
            Owner owner = venue.register("Owner");
            for (int i = 0; i < 20; i++) {
                venue.post(
                        "/trade/order",
                        "{'symbol':'BTCUSDT','side':'buy','type':'limit','quantity':'0.001','price':'60000'}",
                        owner.agent());
            }
            try (TestSocket orders = TestSocket.open(venue, "?api_key=" + owner.agentKey());
                    TestSocket prices = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
                orders.subscribe("'channel':'orders'");
                prices.subscribe("'channel':'ticker:BTCUSDT'");
                prices.subscribe("'channel':'portfolio'");
                venue.delete("/trade/orders/open", owner.agent());
                assertEquals(1013, orders.closeCode());
                venue.feed.price("BTCUSDT", "64005");
                prices.next(message -> message.path("price").asText().equals("64005.00000000"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldKeepWhoAnswersPingsAndEndWhoDoesNot(Library library) {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withHeartbeat(400, 300))) {
            Owner owner = venue.register("Owner");
            try (TestSocket mute = TestSocket.open(library, venue, "?api_key=" + owner.agentKey());
                    TestSocket alive = TestSocket.open(library, venue, "?api_key=" + owner.agentKey())) {
                for (int pings = 0; pings < 4; pings++) {
                    JsonNode ping = alive.nextOfAll();
                    assertEquals("{\"type\":\"ping\"}", ping.toString());
                    alive.send(pings % 2 == 0 ? "{'type':'pong'}" : "{'action':'pong'}");
                }
                assertEquals("{\"type\":\"ping\"}", mute.nextOfAll().toString());
                assertEquals(1001, mute.closeCode());
                assertEquals(List.of(), alive.untilPong());
            }
        }
    }

    @Test
    void shouldTellThePortfolioAtIntervalsWhenNothingHappens() {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withIntervals(300, 1_000))) {
            Owner owner = venue.register("Owner");
            try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
                socket.subscribe("'channel':'portfolio'");
                List<String> equities = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    equities.add(socket.next().path("total_equity").asText());
                }
                assertEquals(1, equities.stream().distinct().count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellThePortfolioThatAResetBeginsWithWithoutWaitingForTheInterval(boolean isOrderOpen) {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withIntervals(3_600_000, 1_000))) {
            venue.feed.price("BTCUSDT", "64000");
            Owner owner = venue.register("Owner");
            Trader bot = venue.agent(owner, ",'starting_balance':'20000'");
            Trader other = venue.agent(owner, "");
            try (TestSocket mine = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                    TestSocket narrow = TestSocket.open(venue, "?token=" + owner.token() + "&agent_id=" + bot.id());
                    TestSocket its = TestSocket.open(venue, "?api_key=" + other.key()[1])) {
                for (TestSocket socket : List.of(mine, narrow, its)) {
                    socket.subscribe("'channel':'portfolio'");
                    socket.next();
                }
                List<String> orders = isOrderOpen ? List.of(ORDER, RESTING) : List.of(ORDER);
                for (String order : orders) {
                    venue.post("/trade/order", order, bot.key());
                    assertNotEquals("20000.00000000", mine.next().path("available_cash").asText());
                    narrow.next();
                }
                assertEquals(200, venue.post("/agents/" + bot.id() + "/reset", "", owner.bearer()).status());
                for (TestSocket socket : List.of(mine, narrow)) {
                    JsonNode fresh = socket.next();
                    assertEquals("20000.00000000", fresh.path("available_cash").asText());
                    assertEquals("0", fresh.path("position_value").asText());
                    assertEquals(List.of(), socket.untilPong(), "once");
                }
                assertEquals(List.of(), its.untilPong());
            }
        }
    }

    @Test
    void shouldTellThePortfolioAfterAGrantWithoutWaitingForTheInterval() {
        SocketConfig patient = SocketConfig.defaults().withIntervals(3_600_000, 1_000);
        try (ServedVenue venue = ServedVenue.openWithBook(directory, patient)) {
            Owner owner = venue.register("Owner");
            Trader bot = venue.agent(owner, "");
            try (TestSocket socket = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
                socket.subscribe("'channel':'portfolio'");
                assertEquals("0", socket.next().path("position_value").asText());
                assertEquals(201, venue.grant(bot, "ACMEUSDT", "5").status());
                assertEquals("500.00000000", socket.next().path("position_value").asText());
            }
        }
    }

    @Test
    void shouldTellAnAccountOfItsOldestAgentsAtIntervalsAndOfTheOthersWhenTheyChange() {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withPortfolios(2))) {
            venue.feed.price("BTCUSDT", "64000");
            Owner owner = venue.register("Owner");
            Trader archived = venue.agent(owner, "");
            Trader second = venue.agent(owner, "");
            Trader third = venue.agent(owner, "");
            venue.post("/agents/" + archived.id() + "/archive", "", owner.bearer());
            try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.apiKey())) {
                socket.subscribe("'channel':'portfolio'");
                assertEquals(owner.agentId(), socket.next().path("agent_id").asText());
                assertEquals(second.id(), socket.next().path("agent_id").asText());
                assertEquals(List.of(), socket.untilPong());
                venue.post("/trade/order", ORDER, third.key());
                assertEquals(third.id(), socket.next().path("agent_id").asText());
                venue.post("/agents/" + third.id() + "/reset", "", owner.bearer());
                assertEquals(third.id(), socket.next().path("agent_id").asText());
            }
        }
    }

    @Test
    void shouldAllowAnAccountSoManyConnectionsAndOneMoreOnceOneIsGone() {
        try (ServedVenue venue =
                ServedVenue.open(directory, SocketConfig.defaults().withConnectionsPerAccount(2))) {
            Owner owner = venue.register("Owner");
            Owner other = venue.register("Other");
            String key = "?api_key=" + owner.agentKey();
            try (TestSocket first = TestSocket.open(venue, key)) {
                try (TestSocket second = TestSocket.open(venue, "?api_key=" + owner.apiKey())) {
                    RawSocket.Answer refused = RawSocket.handshake(venue.port(), key);
                    assertEquals(429, refused.status());
                    assertTrue(refused.body().contains("RATE_LIMIT_EXCEEDED"), refused.body());
                    assertEquals(101, RawSocket.handshake(venue.port(), "?api_key=" + other.apiKey()).status());
                    assertEquals(List.of(), second.untilPong());
                }
                assertEquals(101, whenLetIn(venue, key));
                assertEquals(List.of(), first.untilPong());
            }
        }
    }

    @Test
    void shouldNotCountConnectionsThatWereResetWhileTheyWereUpgraded() {
        try (ServedVenue venue =
                ServedVenue.open(directory, SocketConfig.defaults().withConnectionsPerAccount(1))) {
            String key = "?api_key=" + venue.register("Owner").agentKey();
            for (int i = 0; i < 50; i++) {
                RawSocket.handshakeAndReset(venue.port(), key);
            }
            assertEquals(101, whenLetIn(venue, key));
        }
    }

    @Test
    void shouldAllowAConnectionSoManyChannelsAndNoMore() {
        try (ServedVenue venue = ServedVenue.open(directory, SocketConfig.defaults().withSubscriptions(2))) {
            Owner owner = venue.register("Owner");
            try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.agentKey())) {
                socket.subscribe("'channel':'orders'");
                socket.subscribe("'channel':'ticker:BTCUSDT'");
                socket.send("{'action':'subscribe','channel':'ticker:ETHUSDT'}");
                assertEquals(
                        List.of("A connection has 2 subscriptions at most."),
                        socket.untilPong().stream().map(error -> error.findPath("message").asText()).toList());
            }
        }
    }

    @Test
    void shouldShutDownInTimeAlthoughAClientDoesNotRead() {
        ServedVenue venue = ServedVenue.open(directory);
        try (RawSocket stuck = RawSocket.open(
                venue.port(), "?api_key=" + venue.register("Owner").agentKey(), SMALL_WINDOW)) {
            fill(stuck, venue);
            long begunNs = System.nanoTime();
            venue.close();
            long tookMs = (System.nanoTime() - begunNs) / 1_000_000;
            assertTrue(tookMs < 5_000, "closed after " + tookMs + " ms");
        }
    }

    @Test
    void shouldTellClientsToComeBackWhenItShutsDown() {
        List<TestSocket> sockets = new ArrayList<>();
        try (ServedVenue venue = ServedVenue.open(directory)) {
            Owner owner = venue.register("Owner");
            for (Library library : Library.values()) {
                sockets.add(TestSocket.open(library, venue, "?api_key=" + owner.agentKey()));
            }
        }
        for (TestSocket socket : sockets) {
            assertEquals(1001, socket.closeCode());
            socket.close();
        }
    }

    private static double meter(ServedVenue venue, String name) {
        return venue.exchange("GET", "/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Has more sent than is taken in anywhere on the way, and reads nothing of it. */
    private static void fill(RawSocket stuck, ServedVenue venue) {
        stuck.text("{'action':'subscribe','channel':'ticker:BTCUSDT'}");
        assertTrue(stuck.text().contains("subscribed"));
        for (int i = 1; i <= 5_000; i++) {
            venue.feed.price("BTCUSDT", Integer.toString(i));
        }
    }

    /** Asks until it is let in, or patience ends. */
    private static int whenLetIn(ServedVenue venue, String key) {
        long deadlineNs = System.nanoTime() + TestSocket.PATIENCE.toNanos();
        int status = RawSocket.handshake(venue.port(), key).status();
        while (status != 101 && System.nanoTime() < deadlineNs) {
            status = RawSocket.handshake(venue.port(), key).status();
        }
        return status;
    }
}
