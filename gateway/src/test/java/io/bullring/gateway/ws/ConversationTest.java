package io.bullring.gateway.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.history.OrderRecord;
import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import io.vertx.core.http.WebSocketFrame;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may rely on from the moment in which it reads an answer. */
final class ConversationTest {
    private static final SocketConfig CONFIG = SocketConfig.defaults();
    private static final int ACCOUNT = 1;
    private static final int AGENT = 5;

    @TempDir
    private Path directory;

    private final ScriptedWebSocket client = new ScriptedWebSocket();

    @ParameterizedTest
    @ValueSource(strings = {"orders", "portfolio"})
    void shouldTellOfAnOrderThatIsPlacedAsSoonAsSubscribedIsRead(String channel) {
        try (LocalVenue venue = LocalVenue.open(VenueConfig.local(directory), new NoFeed())) {
            Conversation conversation =
                    new Conversation(CONFIG, new Channels(venue, CONFIG, task -> {}), RequestGate.OPEN);
            Socket socket = new Socket(client.asWebSocket(), client::cutOff,
                    new Entitlement(ACCOUNT, AGENT, null, false), CONFIG, new SocketCounts(), System.nanoTime());
            client.onRead = text -> {
                if (text.contains("\"subscribed\"")) {
                    venue.pushes().onOrder(order());
                }
            };

            conversation.onFrame(socket, new FrameAssembly(1_024), WebSocketFrame.textFrame(
                    "{\"action\":\"subscribe\",\"channel\":\"" + channel + "\"}", true));

            assertTrue(client.read.getFirst().contains("\"subscribed\""), client.read::toString);
            assertEquals(1, venue.pushes().waiting());
        }
    }

    private static OrderRecord order() {
        return new OrderRecord(7, AGENT, AGENT, 1, Side.BUY, OrderType.LIMIT, 1, 1, 1, null, null,
                OrderStatus.PENDING, 1, 1, 0, 0, null, null, null);
    }
}
