package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BatchBufferTest {
    /** The example of JOURNAL.md: a CancelOrder of order 42, without its message, then with it and one byte more. */
    @Test
    void shouldLayBatchOutByteForByteAsDocumented() {
        String envelopeAndHeader = "0700000000000000" + "02000000" + "05000000" + "0800" + "0700" + "851c" + "0100";
        UnsafeBuffer command =
                new UnsafeBuffer(HexFormat.of().parseHex(envelopeAndHeader + "2a00000000000000" + "ff"));
        BatchBuffer batch = new BatchBuffer(4096, 10);
        batch.begin(42, 0x0102030405060708L);
        batch.add(command, 0, 24);
        batch.add(command, 0, 33);
        batch.seal();

        byte[] bytes = new byte[batch.lengthBytes()];
        batch.bytes().get(0, bytes);

        String batchHeader = "4c4c5542" + "0100" + "0200" + "60000000" + "25647de4" + "2a00000000000000"
                + "0807060504030201";
        String firstFrame = "2a00000000000000" + "18000000" + "00000000" + envelopeAndHeader;
        String secondFrame =
                "2b00000000000000" + "21000000" + "00000000" + envelopeAndHeader + "2a00000000000000" + "ff"
                        + "00000000000000";
        assertEquals(batchHeader + firstFrame + secondFrame, HexFormat.of().formatHex(bytes));
    }
}
