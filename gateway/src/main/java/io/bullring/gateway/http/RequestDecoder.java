package io.bullring.gateway.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
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
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Refuses a request that a proxy before us may have understood otherwise than we do, as two, or as somebody else's (RFC 9112, 3.2 and
 * 6.1): a body that is announced by its length and in chunks, a transfer coding besides {@code chunked}, chunks in HTTP/1.0, more than
 * one host, a header whose name is none. As with all that is no HTTP, nothing behind it on its connection is read. For one connection.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
    private static final String NAME = "httpDecoder";
    private static final int LEAST_READ_BYTES = 64;
    private static final int MOST_READ_BYTES = 1 << 10;
    private static final RecvByteBufAllocator READING =
            new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, MOST_READ_BYTES, MOST_READ_BYTES);

    RequestDecoder(HttpServerOptions options) {
        super(options);
    }

    /** In the place of the one that the connection has; before anything has been read from it. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        Channel channel = ((ConnectionBase) connection).channel();
        readLittle(channel);
        channel.pipeline().replace(VertxHttpRequestDecoder.class, NAME, new RequestDecoder(options));
    }

    /**
     * Has a connection, from which nothing has been read, read 1 KiB at a time: all requests that were read are made at once, ten times as
     * large as their bytes, and wait as long as the first of them is not answered.
     */
    static void readLittle(Channel channel) {
        channel.config().setRecvByteBufAllocator(READING);
    }

    /**
     * A connection that was reset ends here. Vert.x would tell of it to the request that was read last, and trip over it when that one has
     * not begun yet; what is in progress it tells of the end as well.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            context.close();
        } else {
            super.exceptionCaught(context, cause);
        }
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
        for (Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence(); all.hasNext();) {
            CharSequence name = all.next().getKey();
            if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) >= 0) {
                throw new IllegalArgumentException("a header without a name that one may have");
            }
        }
        return super.isContentAlwaysEmpty(message);
    }
}
