package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.protocol.BatchHeaderEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes a file of a journal holds, reading it gives commands in order, or names the damage; so does looking for its
 * end, beginning at a hint, and naming all that is damaged.
 */
final class JournalFuzzTest {
    private static final String QUEUE = "20260301L.cq4";
    private static final String SEGMENT = "0000000001.seg";
    private static final int DAMAGES = 100;

    @TempDir
    static Path directory;

    @FuzzTest
    void queueFiles(byte[] bytes) throws IOException {
        check(QUEUE, bytes);
    }

    @FuzzTest
    void segments(byte[] bytes) throws IOException {
        check(SEGMENT, bytes);
    }

    /** The bytes are one document, sound as far as its checksum tells. */
    @FuzzTest
    void batches(byte[] bytes) throws IOException {
        byte[] batch = Arrays.copyOf(bytes, Math.clamp(bytes.length, BatchLayout.HEADER_BYTES, 1 << 16));
        ByteBuffer header = ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(BatchHeaderEncoder.magicEncodingOffset(), BatchLayout.MAGIC);
        header.putShort(BatchHeaderEncoder.formatVersionEncodingOffset(), (short) BatchLayout.FORMAT_VERSION);
        header.putInt(BatchHeaderEncoder.lengthBytesEncodingOffset(), batch.length - BatchLayout.HEADER_BYTES);
        header.putInt(BatchHeaderEncoder.crc32cEncodingOffset(), 0);
        CRC32C crc = new CRC32C();
        crc.update(batch);
        header.putInt(BatchHeaderEncoder.crc32cEncodingOffset(), (int) crc.getValue());
        check(
                QUEUE,
                ByteBuffer.allocate(QueueFile.WORD_BYTES + batch.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(batch.length)
                        .put(batch)
                        .array());
    }

    private static void check(String name, byte[] bytes) throws IOException {
        Path journal = Files.createDirectories(directory.resolve(name + "-journal"));
        Path file = Files.write(journal.resolve(name), bytes);
        Entry.Recorder read = new Entry.Recorder();
        boolean isSound = readsOrNames(journal, read);
        long sequence = 1;
        for (Entry entry : read.entries) {
            assertEquals(sequence++, entry.sequence());
        }

        List<JournalDamage> damages = JournalInspection.of(journal, DAMAGES);
        assertTrue(isSound ? damages.isEmpty() : !damages.isEmpty(), "the inspection says " + damages);
        assertTrue(JournalReader.lastSequenceIn(journal) >= 0);
        beginAtHint(journal, file, bytes);
    }

    /** Whether it could be read to its end. */
    private static boolean readsOrNames(Path journal, Entry.Recorder read) {
        try {
            Recovery.replay(journal, read);
            return true;
        } catch (JournalDamage damage) {
            assertFalse(damage.getMessage().isBlank());
            return false;
        }
    }

    /** The last eight bytes are where somebody says that the batch with the first command is. */
    private static void beginAtHint(Path journal, Path file, byte[] bytes) {
        long position = ByteBuffer.wrap(Arrays.copyOf(bytes, Math.max(bytes.length, Long.BYTES)))
                .getLong(Math.max(0, bytes.length - Long.BYTES));
        JournalPlace hint = new JournalPlace(file.getFileName().toString(), position);
        try (JournalReader reader = JournalReader.open(journal, 2, hint)) {
            Recovery.readAll(reader, (sequence, timeNs, command, offset, length) -> assertTrue(sequence >= 2));
        } catch (JournalDamage damage) {
            assertFalse(damage.getMessage().isBlank());
        }
    }
}
