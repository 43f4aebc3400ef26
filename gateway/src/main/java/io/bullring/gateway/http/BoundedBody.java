package io.bullring.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Takes in one request's body up to a bound. What is longer is answered at once and the rest of it is dropped as it
 * comes, so that the client gets to read the answer; one who sends far too much loses its connection.
 */
final class BoundedBody implements Handler<Buffer> {
    private static final byte[] NONE = {};
    private static final int DROPPED_BODIES = 16;
    private static final int MAX_LENGTH_DIGITS = 10;

    private final HttpServerRequest request;
    private final int maxBytes;
    private final Runnable onTooLong;
    private Buffer body;
    private long receivedBytes;
    private boolean tooLong;

    private BoundedBody(HttpServerRequest request, int maxBytes, Runnable onTooLong) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.onTooLong = onTooLong;
    }

    /**
     * Begins to take the body in; one of the two is called, now or later, on this thread. A client that waits to be asked for its body is
     * asked, unless the body would be too long or the client speaks HTTP/1.0, which has no such answer.
     */
    static void take(HttpServerRequest request, int maxBytes, Handler<byte[]> onBody, Runnable onTooLong) {
        BoundedBody taking = new BoundedBody(request, maxBytes, onTooLong);
        taking.checkAnnouncedLength();
        if (!taking.tooLong && request.version() == HttpVersion.HTTP_1_1
                && request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        request.handler(taking);
        request.endHandler(ignored -> {
            if (!taking.tooLong) {
                onBody.handle(taking.body == null ? NONE : taking.body.getBytes());
            }
        });
    }

    /** Whether the headers say that there is a body. */
    static boolean isAnnounced(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    @Override
    public void handle(Buffer part) {
        receivedBytes += part.length();
        if (receivedBytes > (long) maxBytes * DROPPED_BODIES) {
            request.connection().close();
        } else if (receivedBytes > maxBytes) {
            refuse();
        } else {
            append(part);
        }
    }

    private void append(Buffer part) {
        if (body == null) {
            body = Buffer.buffer(part.length());
        }
        body.appendBuffer(part);
    }

    private void checkAnnouncedLength() {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && (announced.length() > MAX_LENGTH_DIGITS || Long.parseLong(announced) > maxBytes)) {
            refuse();
        }
    }

    private void refuse() {
        body = null;
        if (!tooLong) {
            tooLong = true;
            onTooLong.run();
        }
    }
}
