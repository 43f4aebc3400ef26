package io.bullring.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests as bytes, made once. Buys and sells take turns, so that an agent's position stays small, and every kind of request has the
 * same headers and bodies: what differs is the path, and with {@code named} an id of the client's own.
 */
final class Requests {
    private static final String ORDER_PATH = "/api/v1/trade/order";

    private Requests() {}

    /** Market orders of the agent with this key. */
    static List<ByteBuf> orders(String key) {
        return both(ORDER_PATH, key, "");
    }

    /** The same with a name for each request. */
    static List<ByteBuf> namedOrders(String key) {
        return both(ORDER_PATH, key, "X-Request-Id: bench-0123456789\r\n");
    }

    /** The same bytes to the route that answers a constant. */
    static List<ByteBuf> constants(String key) {
        return both(MeasuredVenue.CONSTANT_PATH, key, "");
    }

    /** The same bytes to the route that answers a constant behind what every route has. */
    static List<ByteBuf> guardedConstants(String key) {
        return both(MeasuredVenue.GUARDED_PATH, key, "");
    }

    private static List<ByteBuf> both(String path, String key, String headers) {
        return List.of(post(path, key, headers, "buy"), post(path, key, headers, "sell"));
    }

    private static ByteBuf post(String path, String key, String headers, String side) {
        String body = "{\"symbol\":\"" + SteadyFeed.SYMBOL + "\",\"side\":\"" + side
                + "\",\"type\":\"market\",\"quantity\":\"0.001\"}";
        return bytes(
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-API-Key: " + key
                        + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Bytes that can be sent any number of times, each time as a duplicate. */
    static ByteBuf bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}
