package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.ServedVenue.Trader;
import io.bullring.gateway.http.TestSocket.Library;
import io.bullring.protocol.AccountStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders and portfolios: who hears of whose, of what, in which order, and until when. */
final class PrivateSocketsTest extends OneBotOverHttp {
    private static final String SMALL = "{'symbol':'BTCUSDT','side':'buy','type':'market','quantity':'0.001'}";

    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldTellEveryStateOfAnOrderInTurn(Library library) {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + bot.key()[1])) {
            socket.subscribe("'channel':'orders'");
            String filled = place(RESTING, bot);
            JsonNode pending = socket.next();
            assertEquals(filled, pending.path("order_id").asText());
            assertEquals(List.of("pending", "limit", "buy", "BTCUSDT", "0.01000000", "60000.00000000"), row(pending));
            assertFalse(pending.path("data").has("executed_price"), "what does not apply is not there");
            venue.feed.price("BTCUSDT", "59000");
            JsonNode done = socket.next();
            assertEquals("filled", done.path("status").asText());
            assertEquals("0.01000000", done.path("executed_qty").asText());
            assertEquals("0.01000000", done.path("data").path("filled_quantity").asText());
            assertTrue(done.path("data").path("filled_at").asText().matches("\\d{4}-.*\\.\\d{3}Z"));
            assertEquals(bot.id(), done.path("agent_id").asText());

            venue.feed.price("BTCUSDT", "64000");
            String cancelled = place(RESTING, bot);
            venue.delete("/trade/order/" + cancelled, bot.key());
            assertEquals("pending", socket.next().path("status").asText());
            JsonNode end = socket.next();
            assertEquals("cancelled", end.path("status").asText());
            assertEquals("limit", end.path("data").path("type").asText());
            assertTrue(end.has("cancelled_at"));
            assertEquals(List.of(), socket.untilPong());
        }
    }

    @Test
    void shouldTellWhatItsSenderCallsAnOrder() {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
            socket.subscribe("'channel':'orders'");
            place(RESTING, bot);
            JsonNode nameless = socket.next();
            assertFalse(nameless.has("client_order_id"));
            assertFalse(nameless.path("data").has("client_order_id"));
            place(RESTING.replace("}", ",'client_order_id':'mine'}"), bot);
            JsonNode named = socket.next();
            assertEquals("mine", named.path("client_order_id").asText());
            assertEquals("mine", named.path("data").path("client_order_id").asText());
        }
    }

    @Test
    void shouldHaveInTheHistoryWhatIsTold() {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
            socket.subscribe("'channel':'orders'");
            for (int i = 0; i < 20; i++) {
                String placed = place(SMALL, bot);
                JsonNode told = socket.next();
                assertEquals(placed, told.path("order_id").asText());
                JsonNode read = venue.get("/trade/order/" + placed, bot.key()).body();
                assertEquals(read.path("status"), told.path("status"));
                assertEquals(read.path("executed_price"), told.path("data").path("executed_price"));
                assertEquals(read.path("fee"), told.path("data").path("fee"));
            }
        }
    }

    @Test
    void shouldTellAnAgentNothingOfAnotherOneOfItsAccount() {
        bot = venue.agent(owner, "");
        Trader other = venue.agent(owner, "");
        try (TestSocket mine = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                TestSocket its = TestSocket.open(venue, "?api_key=" + other.key()[1]);
                TestSocket narrow = TestSocket.open(venue, "?token=" + owner.token() + "&agent_id=" + other.id());
                TestSocket all = TestSocket.open(venue, "?api_key=" + owner.apiKey());
                TestSocket silent = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
            for (TestSocket socket : List.of(mine, its, narrow, all)) {
                socket.subscribe("'channel':'orders'");
            }
            String first = place(BUY, bot);
            String second = place(BUY, other);
            assertEquals(List.of(first), orderIds(mine, 1));
            assertEquals(List.of(second), orderIds(its, 1));
            assertEquals(List.of(second), orderIds(narrow, 1));
            assertEquals(List.of(first, second), orderIds(all, 2));
            assertEquals(List.of(), silent.untilPong(), "nobody hears what he has not subscribed to");
        }
    }

    @Test
    void shouldTellThePortfolioAtOnceAndAfterEachFill() {
        bot = venue.agent(owner, ",'starting_balance':'10000'");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
            socket.subscribe("'channel':'portfolio'");
            JsonNode first = socket.next();
            assertEquals("portfolio", first.path("channel").asText());
            assertEquals(0, new BigDecimal("10000").compareTo(new BigDecimal(first.path("total_equity").asText())));
            assertEquals(first.path("total_equity"), first.path("data").path("total_value"));
            assertEquals(bot.id(), first.path("agent_id").asText());
            place(BUY, bot);
            JsonNode after = socket.next();
            JsonNode read = venue.get("/account/portfolio", bot.key()).body();
            assertEquals(read.path("available_cash"), after.path("available_cash"));
            assertEquals(read.path("total_equity"), after.path("data").path("total_equity"));
            assertEquals(read.path("total_position_value"), after.path("position_value"));
        }
    }

    @Test
    void shouldTellThePortfolioWhenAnOrderHoldsCashAndWhenItReleasesIt() { // trading section 10
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + bot.key()[1])) {
            socket.subscribe("'channel':'portfolio'");
            JsonNode free = socket.next();
            String order = place(RESTING, bot);
            JsonNode held = socket.next();
            JsonNode read = venue.get("/account/portfolio", bot.key()).body();
            assertEquals(read.path("available_cash"), held.path("available_cash"));
            assertNotEquals(free.path("available_cash"), held.path("available_cash"));
            venue.delete("/trade/order/" + order, bot.key());

            assertEquals(free.path("available_cash"), socket.next().path("available_cash"));
        }
    }

    @Test
    void shouldTellAnAccountThePortfolioOfEachOfItsAgents() {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.apiKey())) {
            socket.subscribe("'channel':'portfolio'");
            Set<String> agents = new HashSet<>();
            agents.add(socket.next().path("agent_id").asText());
            agents.add(socket.next().path("agent_id").asText());
            assertEquals(Set.of(owner.agentId(), bot.id()), agents);
            place(BUY, bot);
            assertEquals(bot.id(), socket.next().path("agent_id").asText());
        }
    }

    @Test
    void shouldTellAnAccountOfTheOrdersThatADeletedAgentLeaves() {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(venue, "?api_key=" + owner.apiKey())) {
            socket.subscribe("'channel':'orders'");
            String order = place(RESTING, bot);
            venue.delete("/agents/" + bot.id(), owner.bearer());
            assertEquals(List.of(order, order), orderIds(socket, 2));
        }
    }

    @Test
    void shouldEndAConnectionWhoseKeyWasReplaced() {
        bot = venue.agent(owner, "");
        try (TestSocket old = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                TestSocket account = TestSocket.open(venue, "?api_key=" + owner.apiKey())) {
            old.subscribe("'channel':'orders'");
            String key = venue.post("/agents/" + bot.id() + "/regenerate-key", "", owner.bearer()).text("api_key");
            assertEquals(4401, closedWithinASecond(old));
            assertEquals(List.of(), account.untilPong(), "the account's own key is still good");
            try (TestSocket fresh = TestSocket.open(venue, "?api_key=" + key)) {
                assertEquals(List.of(), fresh.untilPong());
            }
        }
    }

    @Test
    void shouldEndTheConnectionsOfAnAgentThatIsArchivedOrDeleted() {
        bot = venue.agent(owner, "");
        Trader other = venue.agent(owner, "");
        try (TestSocket archived = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                TestSocket narrow = TestSocket.open(venue, "?token=" + owner.token() + "&agent_id=" + bot.id());
                TestSocket deleted = TestSocket.open(venue, "?api_key=" + other.key()[1])) {
            archived.subscribe("'channel':'orders'");
            venue.post("/agents/" + bot.id() + "/archive", "", owner.bearer());
            assertEquals(4401, closedWithinASecond(archived));
            assertEquals(4401, closedWithinASecond(narrow));
            venue.delete("/agents/" + other.id(), owner.bearer());
            assertEquals(4401, closedWithinASecond(deleted));
        }
    }

    @Test
    void shouldEndAllConnectionsOfASuspendedAccount() {
        bot = venue.agent(owner, "");
        try (TestSocket agent = TestSocket.open(venue, "?api_key=" + bot.key()[1]);
                TestSocket account = TestSocket.open(venue, "?api_key=" + owner.apiKey());
                TestSocket token = TestSocket.open(venue, "?token=" + owner.token())) {
            venue.status(owner, AccountStatus.SUSPENDED);
            for (TestSocket socket : List.of(agent, account, token)) {
                assertEquals(4401, closedWithinASecond(socket));
            }
        }
    }

    /** The change was answered before this is called; the venue looks four times a second. */
    private static int closedWithinASecond(TestSocket socket) {
        long begunNs = System.nanoTime();
        int code = socket.closeCode();
        long tookMs = (System.nanoTime() - begunNs) / 1_000_000;
        assertTrue(tookMs < 1_000, "closed after " + tookMs + " ms");
        return code;
    }

    private static String place(String order, Trader trader) {
        return venue.post("/trade/order", order, trader.key()).text("order_id");
    }

    private static List<String> row(JsonNode message) {
        JsonNode data = message.path("data");
        List<String> row = new ArrayList<>();
        for (String field : List.of("status", "type", "side", "symbol", "quantity", "price")) {
            row.add(data.path(field).asText());
        }
        return row;
    }

    /** The orders of the next messages, and that there are no more. */
    private static List<String> orderIds(TestSocket socket, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(socket.next().path("order_id").asText());
        }
        assertEquals(List.of(), socket.untilPong());
        return ids;
    }
}
