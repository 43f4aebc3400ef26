package io.bullring.journal;

import static io.bullring.journal.Script.DAY_NS;
import static io.bullring.journal.Script.NOON_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed writer leaves behind. A kill cannot be aimed, so these make its traces; {@link KilledWriterTest} kills.
 */
class TornTailTest {
    private static final JournalConfig CONFIG = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);

    @TempDir
    Path directory;

    /** The word of a document is set last: until then, any part of its bytes may be there. */
    @Test
    void shouldPassOverBatchCutAnywhereAndGoOnBehindIt() throws IOException {
        List<Entry> written = new ArrayList<>();
        written.addAll(write(directory, 0, NOON_NS, 2));
        BatchBuffer torn = Script.after(2).batchBuffer(NOON_NS, 3);
        byte[] document = new byte[torn.lengthBytes()];
        torn.bytes().get(0, document);
        Path path = JournalFiles.list(directory).getFirst();

        for (int there = 1; there <= document.length; there += 1 + there / 16) {
            int lastSequence = written.size();
            long end = endOf(path);
            try (DiskBytes disk = new DiskBytes(path)) {
                disk.write(end + QueueFile.WORD_BYTES, Arrays.copyOf(document, there));
            }

            assertEquals(written, Entry.readAll(directory), there + " bytes are there");
            assertTorn(path, end + QueueFile.WORD_BYTES, there, lastSequence + 1);
            written.addAll(write(directory, lastSequence, NOON_NS, 1));
            assertEquals(written, Entry.readAll(directory), "gone on behind " + there + " bytes");
            assertTrue(tornTail().isEmpty(), "the torn bytes are gone");
        }
    }

    private void assertTorn(Path path, long positionBytes, int there, long sequence) {
        TornTail torn = tornTail().orElseThrow();
        assertEquals(path, torn.file());
        assertEquals(positionBytes, torn.positionBytes());
        assertEquals(sequence, torn.sequence());
        assertTrue(torn.lengthBytes() <= there && torn.lengthBytes() > there - 16, "all but trailing zeros: " + torn);
    }

    @Test
    void shouldGoOnInNewFileBehindTornOne() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        Path path = JournalFiles.list(directory).getFirst();
        try (DiskBytes disk = new DiskBytes(path)) {
            disk.write(endOf(path) + QueueFile.WORD_BYTES, new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
        }

        written.addAll(write(directory, 2, NOON_NS + DAY_NS, 2));

        assertEquals(written, Entry.readAll(directory));
        assertTrue(tornTail().isEmpty());
    }

    /**
     * A copy of the directory, made while Chronicle has a document open: half written, the queue's own lock held, and
     * by a process that is alive and has our number. After a restart in a container that is what the lock says, too.
     */
    @Test
    void shouldOpenAtOnceWhenChroniclesLockWasLeftBehind() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        Path image = directory.resolveSibling(directory.getFileName() + "-image");
        try (SingleChronicleQueue queue = QueueDirectory.open(directory, () -> NOON_NS / 1_000_000);
                ExcerptAppender appender = queue.createAppender();
                DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(Bytes.wrapForRead(ByteBuffer.wrap(new byte[]{9, 9, 9, 9, 9, 9, 9})));
            copy(directory, image);
            document.rollbackOnClose();
        }

        long startNs = System.nanoTime();
        written.addAll(write(image, 2, NOON_NS, 2));

        assertTrue(System.nanoTime() - startNs < 5_000_000_000L, "does not wait for the lock of the dead");
        assertEquals(written, Entry.readAll(image));
    }

    @Test
    void shouldDiscardFileWhoseCreationWasInterrupted() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        Path next = directory.resolve("20260302L.cq4");
        for (byte[] begun : List.of(new byte[0], new byte[4096], new byte[]{0, 0, 0, (byte) 0x80, 'x'})) {
            Files.write(next, begun);

            assertEquals(written, Entry.readAll(directory));
            long startNs = System.nanoTime();
            written.addAll(write(directory, written.size(), NOON_NS, 1));
            assertTrue(System.nanoTime() - startNs < 5_000_000_000L, "does not wait for a header that will never come");
            assertFalse(Files.exists(next));
        }
        written.addAll(write(directory, written.size(), NOON_NS + DAY_NS, 1));

        assertEquals(written, Entry.readAll(directory));
        assertTrue(Files.exists(next));
    }

    /**
     * Ended between the old day and the new: the old file closed, the new one not there, and the clock set back a
     * little.
     */
    @Test
    void shouldNotWriteToFileThatHadBeenClosed() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        Path next = directory.resolve("20260302L.cq4");
        write(directory, 2, NOON_NS + DAY_NS, 1);
        Files.delete(next);

        written.addAll(write(directory, 2, NOON_NS, 1));
        written.addAll(write(directory, 3, NOON_NS + 1, 1));

        assertEquals(written, Entry.readAll(directory));
        assertTrue(Files.exists(next));
    }

    @Test
    void shouldOpenWhenChroniclesOwnFileIsHalfWritten() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        for (byte[] begun : List.of(new byte[0], new byte[]{0, 0, 0, (byte) 0x80}, new byte[131_072])) {
            Files.write(directory.resolve("metadata.cq4t"), begun);

            written.addAll(write(directory, written.size(), NOON_NS, 1));
            assertEquals(written, Entry.readAll(directory));
        }
    }

    /** A document is committed before Chronicle notes that it is: the process may end between the two. */
    @Test
    void shouldKeepCommittedBatchThatFileHeaderDoesNotKnowOf() throws IOException {
        List<Entry> written = new ArrayList<>(write(directory, 0, NOON_NS, 2));
        Path path = JournalFiles.list(directory).getFirst();
        byte[] before;
        try (DiskBytes disk = new DiskBytes(path)) {
            before = disk.read(0, 256);
        }
        written.addAll(write(directory, 2, NOON_NS, 1));
        try (DiskBytes disk = new DiskBytes(path)) {
            disk.write(0, before);
        }

        assertEquals(written, Entry.readAll(directory));
        written.addAll(write(directory, 3, NOON_NS, 2));
        assertEquals(written, Entry.readAll(directory));
    }

    private static List<Entry> write(Path directory, long lastSequence, long timeNs, int batches) {
        Script script = Script.after(lastSequence);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, lastSequence)) {
            for (int i = 0; i < batches; i++) {
                script.batch(log, timeNs, 1);
            }
        }
        return script.written;
    }

    private Optional<TornTail> tornTail() {
        return Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {})
                .tornTail();
    }

    private static long endOf(Path path) {
        try (QueueFile file = QueueFile.open(path)) {
            long end = 0;
            while (file.next(1)) {
                end = file.position() + QueueFile.WORD_BYTES + file.length();
            }
            return end;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
