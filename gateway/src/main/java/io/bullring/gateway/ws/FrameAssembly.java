package io.bullring.gateway.ws;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Puts the frames of one client together to messages, as RFC 6455 has them: a text or a binary frame begins one, continuations go on,
 * the final one ends it. The HTTP server could do it, but one whose first fragment is empty would make its connection deaf for good,
 * and it reads bytes that are no UTF-8 as if they were some. For one connection.
 */
final class FrameAssembly {
    /** What a frame has completed. */
    enum Completed {
        NOTHING,
        TEXT,
        /** Binary, or bytes that are no UTF-8. */
        NO_TEXT,
        /** More than a message may have; nothing that follows is to be read. */
        TOO_LARGE
    }

    private final int maxBytes;
    private Buffer parts = Buffer.buffer();
    private boolean isText;
    private String text = "";

    FrameAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the next frame of any kind; the decoder has seen to their order. */
    Completed take(WebSocketFrame frame) {
        if (frame.isText() || frame.isBinary()) {
            isText = frame.isText();
        } else if (!frame.isContinuation()) {
            return Completed.NOTHING;
        }
        Buffer part = frame.binaryData();
        if (parts.length() + part.length() > maxBytes) {
            return Completed.TOO_LARGE;
        }
        parts.appendBuffer(part);
        if (!frame.isFinal()) {
            return Completed.NOTHING;
        }
        byte[] message = parts.getBytes();
        parts = Buffer.buffer();
        return isText && isUtf8(message) ? Completed.TEXT : Completed.NO_TEXT;
    }

    private boolean isUtf8(byte[] message) {
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The text that was completed last. */
    String text() {
        return text;
    }
}
