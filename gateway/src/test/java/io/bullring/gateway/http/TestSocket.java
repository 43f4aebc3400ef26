package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.enums.Opcode;
import org.java_websocket.handshake.ServerHandshake;

/** A client of {@code /ws/v1}, of either of two libraries that know nothing of each other. Waits have an end. */
abstract class TestSocket implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    /** Whose client it is. */
    enum Library {
        JDK,
        JAVA_WEBSOCKET
    }

    static TestSocket open(Library library, ServedVenue venue, String query) {
        URI uri = URI.create("ws://127.0.0.1:" + venue.port() + "/ws/v1" + query);
        return switch (library) {
            case JDK -> new OfTheJdk(uri);
            case JAVA_WEBSOCKET -> new OfJavaWebSocket(uri);
        };
    }

    static TestSocket open(ServedVenue venue, String query) {
        return open(Library.JDK, venue, query);
    }

    /** @param json with ' for " */
    abstract void send(String json);

    abstract void sendBytes(byte[] bytes);

    /** One message in two frames. */
    abstract void sendInTwo(String first, String second);

    /** The next message, pings apart. */
    JsonNode next() {
        JsonNode message = nextOfAll();
        while (message.path("type").asText().equals("ping")) {
            message = nextOfAll();
        }
        return message;
    }

    /** The next message. */
    JsonNode nextOfAll() {
        try {
            JsonNode message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertNotNull(message, "nothing came; closed by " + closed.getNow(null));
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next message of which this is true; those before it are passed over. */
    JsonNode next(Predicate<JsonNode> wanted) {
        JsonNode message = next();
        while (!wanted.test(message)) {
            message = next();
        }
        return message;
    }

    /** Whatever comes until the answer to a ping of our own, which comes last: so nothing else came. */
    List<JsonNode> untilPong() {
        send("{'action':'ping'}");
        List<JsonNode> came = new ArrayList<>();
        JsonNode message = next();
        while (!message.path("type").asText().equals("pong")) {
            came.add(message);
            message = next();
        }
        return came;
    }

    /** Subscribes, and takes the acknowledgement. */
    void subscribe(String members) {
        send("{'action':'subscribe'," + members + "}");
        next(message -> message.path("type").asText().equals("subscribed"));
    }

    int closeCode() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new AssertionError("the connection was not closed", e);
        }
    }

    void onText(String text) {
        try {
            messages.add(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the venue sent no JSON: " + text, e);
        }
    }

    @Override
    public abstract void close();

    private static final class OfTheJdk extends TestSocket implements WebSocket.Listener {
        private final HttpClient http = HttpClient.newHttpClient();
        private final StringBuilder parts = new StringBuilder();
        private final WebSocket socket;

        OfTheJdk(URI uri) {
            socket = http.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(uri, this).join();
        }

        @Override
        public CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                onText(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(
                WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }

        @Override
        void send(String json) {
            socket.sendText(json.replace('\'', '"'), true).join();
        }

        @Override
        void sendBytes(byte[] bytes) {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        }

        @Override
        void sendInTwo(String first, String second) {
            socket.sendText(first, false).join();
            socket.sendText(second, true).join();
        }

        @Override
        public void close() {
            socket.abort();
            http.shutdownNow();
        }
    }

    private static final class OfJavaWebSocket extends TestSocket {
        private final WebSocketClient client;

        OfJavaWebSocket(URI uri) {
            client = new WebSocketClient(uri) {
                @Override
                public void onOpen(ServerHandshake handshake) {}

                @Override
                public void onMessage(String message) {
                    onText(message);
                }

                @Override
                public void onClose(int code, String reason, boolean remote) {
                    closed.complete(code);
                }

                @Override
                public void onError(Exception e) {
                    closed.completeExceptionally(e);
                }
            };
            client.setConnectionLostTimeout(0);
            try {
                if (!client.connectBlocking(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("not connected: " + closed);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        void send(String json) {
            client.send(json.replace('\'', '"'));
        }

        @Override
        void sendBytes(byte[] bytes) {
            client.send(bytes);
        }

        @Override
        void sendInTwo(String first, String second) {
            client.sendFragmentedFrame(
                    Opcode.TEXT,
                    ByteBuffer.wrap(first.getBytes(StandardCharsets.UTF_8)),
                    false);
            client.sendFragmentedFrame(
                    Opcode.TEXT,
                    ByteBuffer.wrap(second.getBytes(StandardCharsets.UTF_8)),
                    true);
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
