package io.bullring.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the messages in what a server sends over a WebSocket, behind the answer that opens it. Fast because it does less than the
 * protocol asks of a client: frames are whole messages, as the venue sends them. For one connection.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private static final ByteBuf END_OF_HEAD =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));
    private static final int SHORT_HEADER = 2;
    private static final int LONG_HEADER = 4;
    private static final int LENGTH_BITS = 0x7F;
    private static final int LENGTH_FOLLOWS = 126;

    private final Consumer<ByteBuf> onMessage;
    private boolean isOpen;

    /** @param onMessage takes a message's bytes, which are only valid during the call; first the head of the answer that opened it */
    FrameDecoder(Consumer<ByteBuf> onMessage) {
        this.onMessage = onMessage;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!isOpen) {
            int end = ByteBufUtil.indexOf(END_OF_HEAD, in);
            if (end >= 0) {
                isOpen = true;
                take(in, 0, end + END_OF_HEAD.readableBytes() - in.readerIndex());
            }
        } else if (in.readableBytes() >= SHORT_HEADER) {
            int length = in.getByte(in.readerIndex() + 1) & LENGTH_BITS;
            if (length < LENGTH_FOLLOWS) {
                take(in, SHORT_HEADER, length);
            } else if (length > LENGTH_FOLLOWS) {
                throw new IllegalStateException("a message of more than 64 KiB");
            } else if (in.readableBytes() >= LONG_HEADER) {
                take(in, LONG_HEADER, in.getUnsignedShort(in.readerIndex() + SHORT_HEADER));
            }
        }
    }

    private void take(ByteBuf in, int header, int length) {
        if (in.readableBytes() >= header + length) {
            onMessage.accept(in.slice(in.readerIndex() + header, length));
            in.skipBytes(header + length);
        }
    }
}
