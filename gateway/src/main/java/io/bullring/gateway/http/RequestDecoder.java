package io.bullring.gateway.http;

import io.bullring.gateway.http.request.IdempotencyKey;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
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
 * one host, a header whose name is none; two different values of what says who asks and as whom; and a chunk whose length is none (7.1),
 * or has more digits than Netty reads: it took 2<sup>32</sup> for 0, hence for the end of the body, and what followed for the next
 * request. As with all that is no HTTP, nothing behind it on its connection is read. For one connection.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
    private static final String NAME = "httpDecoder";
    private static final int LEAST_READ_BYTES = 64;
    private static final int MOST_READ_BYTES = 1 << 10;
    private static final RecvByteBufAllocator READING =
            new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, MOST_READ_BYTES, MOST_READ_BYTES);
    private static final byte LINE_END = '\n';
    private static final byte BEFORE_LINE_END = '\r';
    private static final int LINE_END_BYTES = 2;
    private static final int NO_LINE = -1;
    private static final int NO_LENGTH = -1;
    private static final int MOST_BEFORE_DIGIT = Integer.MAX_VALUE >> 4;
    private static final int BASE = 16;

    /** What says who asks, as whom, and under which name. */
    private static final List<String> SAID_ONCE =
            List.of("X-API-Key", "Authorization", "X-Agent-Id", IdempotencyKey.HEADER);

    /** Whether the body at hand comes in chunks, the last of which has not come. */
    private boolean isInChunks;

    /** Bytes of the chunk at hand, the end of its line among them, that have not come. */
    private int restOfChunk;

    /** Nothing that follows is read. */
    private boolean isRefused;

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
        isInChunks = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        return super.isContentAlwaysEmpty(message);
    }

    /** Reads headers, or a part of a body; never more than one line with the length of a chunk, and that at its beginning. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isRefused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int begin = in.readerIndex();
        int lineEnd = isInChunks && restOfChunk == 0 ? in.indexOf(begin, in.writerIndex(), LINE_END) : NO_LINE;
        int chunkBegin = begin;
        if (lineEnd != NO_LINE) {
            int length = chunkLength(in, begin, lineEnd);
            if (length == NO_LENGTH) {
                refuse(in, out);
                return;
            }
            chunkBegin = lineEnd + 1;
            isInChunks = length > 0;
            restOfChunk = isInChunks ? length + LINE_END_BYTES : 0;
        }
        super.decode(context, in, out);
        if (!out.isEmpty() && ((HttpObject) out.getLast()).decoderResult().isFailure()) {
            isRefused = true;
        } else if (restOfChunk > 0) {
            restOfChunk -= in.readerIndex() - chunkBegin;
        }
    }

    /** As Netty does it where it finds something. */
    private void refuse(ByteBuf in, List<Object> out) {
        isRefused = true;
        in.skipBytes(in.readableBytes());
        HttpObject end = new DefaultLastHttpContent();
        end.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a chunk without a length")));
        out.add(end);
    }

    /** Hexadecimal digits, and perhaps blanks and, behind a semicolon, what nobody reads. */
    private static int chunkLength(ByteBuf in, int begin, int lineEnd) {
        int end = lineEnd - 1;
        if (end <= begin || in.getByte(end) != BEFORE_LINE_END || in.indexOf(begin, end, BEFORE_LINE_END) >= 0) {
            return NO_LENGTH;
        }
        int at = begin;
        int length = 0;
        for (; at < end && Character.digit(in.getByte(at), BASE) >= 0; at++) {
            if (length > MOST_BEFORE_DIGIT) {
                return NO_LENGTH;
            }
            length = length * BASE + Character.digit(in.getByte(at), BASE);
        }
        boolean hasDigits = at > begin;
        while (at < end && (in.getByte(at) == ' ' || in.getByte(at) == '\t')) {
            at++;
        }
        boolean isAll = at == end || in.getByte(at) == ';';
        return hasDigits && isAll && length <= Integer.MAX_VALUE - LINE_END_BYTES ? length : NO_LENGTH;
    }
}
