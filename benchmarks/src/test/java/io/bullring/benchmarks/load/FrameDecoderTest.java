package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameDecoderTest {
    private static final String OPENED = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

    private final List<String> messages = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new FrameDecoder(message -> messages.add(message.toString(StandardCharsets.US_ASCII))));

    @Test
    void shouldFindShortAndLongMessagesBehindTheOpening() {
        String longOne = "x".repeat(300);
        channel.writeInbound(Unpooled.wrappedBuffer(ascii(OPENED), frame("short"), frame(longOne), frame("")));

        assertThat(messages).containsExactly(OPENED, "short", longOne, "");
    }

    @Test
    void shouldFindMessagesHoweverTheyAreCut() {
        ByteBuf bytes = Unpooled.wrappedBuffer(ascii(OPENED), frame("x".repeat(126)), frame("short"));
        while (bytes.isReadable()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes.readSlice(1)));
        }

        assertThat(messages).containsExactly(OPENED, "x".repeat(126), "short");
    }

    @Test
    void shouldRefuseMessagesLongerThanTheVenueSends() {
        channel.writeInbound(ascii(OPENED));

        assertThatThrownBy(() -> channel.writeInbound(Unpooled.buffer().writeByte(0x81).writeByte(127)))
                .isInstanceOf(DecoderException.class)
                .hasMessageContaining("more than 64 KiB");
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf frame(String text) {
        ByteBuf frame = Unpooled.buffer().writeByte(0x81);
        ByteBuf length =
                text.length() < 126 ? frame.writeByte(text.length()) : frame.writeByte(126).writeShort(text.length());
        return length.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
