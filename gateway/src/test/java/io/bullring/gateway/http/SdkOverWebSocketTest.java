package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.gateway.http.TestSocket.Library;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the shipped client library does, step by step, with two implementations of the protocol below it. */
final class SdkOverWebSocketTest extends OneBotOverHttp {
    @ParameterizedTest
    @EnumSource(Library.class)
    void shouldServeTheShippedClient(Library library) {
        bot = venue.agent(owner, "");
        try (TestSocket socket = TestSocket.open(library, venue, "?api_key=" + bot.key()[1])) {
            List<String> keys =
                    List.of("ticker:BTCUSDT", "ticker:all", "candles:BTCUSDT:1m", "orders", "portfolio");
            for (String key : keys) {
                socket.send("{'action':'subscribe','channel':'" + key + "'}");
                JsonNode acknowledged = socket.next(message -> message.path("type").asText().equals("subscribed"));
                assertEquals(key, acknowledged.path("channel").asText());
            }

            venue.feed.price("BTCUSDT", "64001");
            JsonNode trade = socket.next(message -> message.path("price").asText().startsWith("64001"));
            assertEquals("ticker", trade.path("type").asText());
            assertEquals("ticker:BTCUSDT", trade.path("channel").asText());
            assertEquals("64001.00000000", trade.path("data").path("price").asText());
            assertEquals(0, count(socket.untilPong(), "ticker"), "a trade comes once");

            venue.feed.price("ETHUSDT", "3000");
            JsonNode other = socket.next(message -> message.path("type").asText().equals("ticker"));
            assertEquals("ticker:ETHUSDT", other.path("channel").asText());
            assertEquals("ETHUSDT", other.path("symbol").asText());

            JsonNode placed = venue.post("/trade/order", BUY, bot.key()).body();
            JsonNode order = socket.next(message -> message.path("channel").asText().equals("orders"));
            assertEquals(placed.path("order_id").asText(), order.path("order_id").asText());
            assertEquals("filled", order.path("status").asText());
            assertEquals("filled", order.path("data").path("status").asText());
            assertEquals("market", order.path("data").path("type").asText());
            assertTrue(order.path("type").isMissingNode(), "the type of the order is not the type of the message");
        }
    }

    private static long count(List<JsonNode> messages, String type) {
        return messages.stream().filter(message -> message.path("type").asText().equals(type)).count();
    }
}
