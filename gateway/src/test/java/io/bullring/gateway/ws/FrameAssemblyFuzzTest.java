package io.bullring.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.ws.FrameAssembly.Completed;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** However a message is cut into frames, and whatever stands between them, the same message comes out; one that is too long never does. */
final class FrameAssemblyFuzzTest {
    private static final int MAX_BYTES = 64;
    private static final WebSocketFrame PING =
            frame(WebSocketFrameType.PING, "?".getBytes(StandardCharsets.US_ASCII), true);

    @FuzzTest
    void cuts(byte[] bytes) {
        byte[] message = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES));
        FrameAssembly text = new FrameAssembly(MAX_BYTES);
        FrameAssembly binary = new FrameAssembly(MAX_BYTES);
        for (int first = 0; first <= message.length; first++) {
            for (int second = first; second <= message.length; second++) {
                checkText(text, message, List.of(first, second));
                assertThat(completed(binary, WebSocketFrameType.BINARY, message, List.of(first, second)))
                        .isEqualTo(Completed.NO_TEXT);
            }
        }
        checkText(text, message, List.of());
        checkText(text, message, everyByte(message.length));
    }

    /** Only the frame that goes beyond the bound is refused, so that never more is kept. */
    @FuzzTest
    void bounds(byte[] bytes) {
        byte[] message = Arrays.copyOf(bytes, MAX_BYTES + 1 + bytes.length % MAX_BYTES);
        for (int cut = 0; cut <= MAX_BYTES; cut++) {
            FrameAssembly frames = new FrameAssembly(MAX_BYTES);
            assertThat(frames.take(frame(WebSocketFrameType.TEXT, Arrays.copyOf(message, cut), false)))
                    .isEqualTo(Completed.NOTHING);
            byte[] rest = Arrays.copyOfRange(message, cut, message.length);
            assertThat(frames.take(frame(WebSocketFrameType.CONTINUATION, rest, true)))
                    .isEqualTo(Completed.TOO_LARGE);
        }
    }

    private static void checkText(FrameAssembly frames, byte[] message, List<Integer> cuts) {
        String text = new String(message, StandardCharsets.UTF_8);
        boolean isUtf8 = Arrays.equals(message, text.getBytes(StandardCharsets.UTF_8));
        assertThat(completed(frames, WebSocketFrameType.TEXT, message, cuts))
                .isEqualTo(isUtf8 ? Completed.TEXT : Completed.NO_TEXT);
        if (isUtf8) {
            assertThat(frames.text()).isEqualTo(text);
        }
    }

    /** What the last frame completes; none before does, nor the pings among them. */
    private static Completed completed(
            FrameAssembly frames, WebSocketFrameType type, byte[] message, List<Integer> cuts) {
        int begin = 0;
        WebSocketFrameType next = type;
        for (int cut : cuts) {
            assertThat(frames.take(frame(next, Arrays.copyOfRange(message, begin, cut), false)))
                    .isEqualTo(Completed.NOTHING);
            assertThat(frames.take(PING)).isEqualTo(Completed.NOTHING);
            next = WebSocketFrameType.CONTINUATION;
            begin = cut;
        }
        return frames.take(frame(next, Arrays.copyOfRange(message, begin, message.length), true));
    }

    private static List<Integer> everyByte(int length) {
        return IntStream.range(0, length).boxed().toList();
    }

    private static WebSocketFrame frame(WebSocketFrameType type, byte[] bytes, boolean isFinal) {
        return new WebSocketFrameImpl(type, Unpooled.wrappedBuffer(bytes), isFinal);
    }
}
