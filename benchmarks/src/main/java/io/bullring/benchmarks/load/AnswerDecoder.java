package io.bullring.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;

/** Finds the answers in what comes over an HTTP connection and hands on their status, once each has come whole. For one connection. */
final class AnswerDecoder extends ByteToMessageDecoder {
    private static final ByteBuf END_OF_HEAD = ascii("\r\n\r\n");
    private static final ByteBuf LENGTH = ascii("content-length: ");
    private static final int STATUS_OFFSET = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    private final IntConsumer onAnswer;

    AnswerDecoder(IntConsumer onAnswer) {
        this.onAnswer = onAnswer;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int headLength = ByteBufUtil.indexOf(END_OF_HEAD, in) - in.readerIndex();
        if (headLength < 0) {
            return;
        }
        ByteBuf head = in.slice(in.readerIndex(), headLength + 2);
        int lengthAt = ByteBufUtil.indexOf(LENGTH, head);
        int bodyLength = lengthAt < 0 ? 0 : number(head, lengthAt + LENGTH.readableBytes());
        int length = headLength + END_OF_HEAD.readableBytes() + bodyLength;
        if (in.readableBytes() < length) {
            return;
        }
        int status = 0;
        for (int i = 0; i < STATUS_DIGITS; i++) {
            status = 10 * status + head.getByte(STATUS_OFFSET + i) - '0';
        }
        in.skipBytes(length);
        onAnswer.accept(status);
    }

    private static int number(ByteBuf text, int from) {
        int number = 0;
        for (int i = from; text.getByte(i) >= '0' && text.getByte(i) <= '9'; i++) {
            number = 10 * number + text.getByte(i) - '0';
        }
        return number;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
