package io.bullring.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.protocol.DoOnceDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import org.junit.jupiter.api.Test;

/** A command that its caller named is the same command, within another; one without a name is what it always was. */
final class CommandWriterTest {
    private static final String KEY = "ak_live_0123456789abcdef";

    private final CommandWriter writer = new CommandWriter();

    @Test
    void shouldLeaveACommandWithoutANameAsItIs() {
        int length = writer.rotateKey(7, KEY);
        byte[] command = written(length);

        assertEquals(length, writer.once("", length));
        assertArrayEquals(command, written(length));
    }

    @Test
    void shouldPutACommandUnderItsName() {
        int length = writer.rotateKey(7, KEY);
        byte[] command = written(length);

        int lengthOfBoth = writer.once("retry-7", length);

        DoOnceDecoder once =
                new DoOnceDecoder().wrapAndApplyHeader(writer.buffer(), 0, new MessageHeaderDecoder());
        assertEquals("retry-7", once.idempotencyKey());
        byte[] within = new byte[once.commandLength()];
        once.getCommand(within, 0, within.length);
        assertArrayEquals(command, within);
        assertEquals(lengthOfBoth, once.limit());
    }

    private byte[] written(int length) {
        byte[] bytes = new byte[length];
        writer.buffer().getBytes(0, bytes);
        return bytes;
    }
}
