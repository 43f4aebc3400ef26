package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes the file of a chain holds, it is links in order, or evidence against the file; a head is what was handed out, or refused. */
final class ChainFuzzTest {
    private static final int MOST_LINKS = 64;

    @TempDir
    static Path directory;

    @FuzzTest
    void files(byte[] bytes) throws IOException {
        read(bytes);
    }

    /** The bytes are links, one behind the other, sound as far as their checksums tell. */
    @FuzzTest
    void links(byte[] bytes) throws IOException {
        int count = Math.min(bytes.length / ChainLayout.LINK_BYTES, MOST_LINKS);
        ByteBuffer file = ByteBuffer.allocate(ChainLayout.HEADER_BYTES + count * ChainLayout.LINK_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(ChainLayout.MAGIC).putShort((short) ChainLayout.FORMAT_VERSION);
        file.putInt(8, ChainLayout.INTERVAL);
        seal(file, 0, ChainLayout.HEADER_CRC_OFFSET);
        for (int i = 0; i < count; i++) {
            int at = ChainLayout.HEADER_BYTES + i * ChainLayout.LINK_BYTES;
            file.put(at, bytes, i * ChainLayout.LINK_BYTES, ChainLayout.LINK_BYTES);
            seal(file, at, ChainLayout.LINK_CRC_OFFSET);
        }
        read(file.array());
    }

    @FuzzTest
    void heads(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            ChainHead head = ChainHead.parse(text);
            assertEquals(text.toLowerCase(Locale.ROOT), head.text());
            assertEquals(head, ChainHead.parse(head.text()));
        } catch (IllegalArgumentException refusal) {
            assertTrue(refusal.getMessage().startsWith("'" + text + "' is no head of a chain"), refusal.getMessage());
        }
    }

    private static void seal(ByteBuffer file, int offset, int crcOffset) {
        CRC32C crc = new CRC32C();
        crc.update(file.array(), offset, crcOffset);
        file.putInt(offset + crcOffset, (int) crc.getValue());
    }

    private static void read(byte[] bytes) throws IOException {
        Path path = Files.write(directory.resolve(ChainFile.FILE_NAME), bytes);
        try (ChainFile file = ChainFile.openToRead(directory)) {
            long whole = Math.max(0, bytes.length - ChainLayout.HEADER_BYTES) / ChainLayout.LINK_BYTES;
            assertTrue(file.links() <= whole && file.tornBytes() <= bytes.length);
            for (long number = 1; number <= file.links(); number++) {
                file.moveTo(number);
                int at = (int) ChainLayout.linkPosition(number);
                assertEquals(number * file.interval(),
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at));
            }
            checkContinued(bytes, file.links());
        } catch (EvidenceDamage damage) {
            assertTrue(damage.getMessage().startsWith("Evidence against " + path + ", command"), damage.getMessage());
        }
    }

    /** A writer keeps the links that are there, and nothing behind them. */
    private static void checkContinued(byte[] bytes, long links) throws IOException {
        try (ChainFile file = ChainFile.openToWrite(directory)) {
            assertEquals(links, file.links());
        }
        byte[] kept = Files.readAllBytes(directory.resolve(ChainFile.FILE_NAME));
        assertEquals(ChainLayout.linkPosition(links + 1), kept.length);
        if (bytes.length >= kept.length) {
            assertTrue(Arrays.equals(kept, Arrays.copyOf(bytes, kept.length)));
        }
    }
}
