package io.bullring.gateway.http;

import io.bullring.gateway.http.request.IdempotencyKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Refuses a request that a proxy before us may have understood otherwise than we do, as two, or as somebody else's (RFC 9112, 3.2 and
 * 6.1): a body that is announced by its length and in chunks, a transfer coding besides {@code chunked}, chunks in HTTP/1.0, more than
 * one host, a header whose name is none, and two different values of what says who asks and as whom. As with all that is no HTTP, nothing behind it on its connection is read. For one connection.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
    private static final String NAME = "httpDecoder";

    /** What says who asks, as whom, and under which name. */
    private static final List<String> SAID_ONCE =
            List.of("X-API-Key", "Authorization", "X-Agent-Id", IdempotencyKey.HEADER);

    /** One header, two values; the message names it. */
    static final class SaidTwice extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        SaidTwice(String name) {
            super("The header " + name + " is there more than once, with different values.");
        }
    }

    RequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** In the place of the one that the connection has; before anything has been read from it. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        ((ConnectionBase) connection).channel()
                .pipeline()
                .replace(VertxHttpRequestDecoder.class, NAME, new RequestDecoder(options));
    }

    /** Asked once the headers are there, and before they decide where the body ends. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        HttpHeaders headers = message.headers();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            boolean isChunked =
                    codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
            if (!isChunked
                    || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                    || !message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException("the end of the body is not certain");
            }
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            throw new IllegalArgumentException("more than one host");
        }
        for (String name : SAID_ONCE) {
            List<String> values = headers.getAll(name);
            if (values.size() > 1 && !values.stream().allMatch(values.getFirst()::equals)) {
                throw new SaidTwice(name);
            }
        }
        for (Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence(); all.hasNext();) {
            CharSequence name = all.next().getKey();
            if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) >= 0) {
                throw new IllegalArgumentException("a header without a name that one may have");
            }
        }
        return super.isContentAlwaysEmpty(message);
    }
}
