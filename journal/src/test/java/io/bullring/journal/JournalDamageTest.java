package io.bullring.journal;

import static io.bullring.journal.Script.DAY_NS;
import static io.bullring.journal.Script.NOON_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.SnapshotStore;
import io.bullring.protocol.BatchHeaderEncoder;
import io.bullring.protocol.FrameHeaderEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {
    private static final JournalConfig CONFIG = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);

    @TempDir
    Path directory;

    @Test
    void shouldNameMissingCommands() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 3));
            queue.append(Script.after(5).batchBuffer(NOON_NS, 3));
        }

        assertDamage(4, "the batch begins with command 6; 2 commands are missing", 3);
    }

    @Test
    void shouldMakeNoSnapshotOfAJournalWhoseEndIsDamaged() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 3));
            queue.append(new byte[40]);
        }
        SnapshotStore snapshots = new SnapshotStore(directory.resolve("snapshots"), 3);

        assertThrows(
                JournalDamage.class,
                () -> Rehearsal.run(directory, snapshots, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void shouldNameMissingBeginning() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(Script.after(5).batchBuffer(NOON_NS, 3));
        }

        assertDamage(1, "the batch begins with command 6; 5 commands are missing", 0);
    }

    @Test
    void shouldNameMissingFile() throws IOException {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            Script script = new Script();
            for (int day = 0; day < 3; day++) {
                script.batch(log, NOON_NS + day * DAY_NS, 2);
            }
        }
        Files.delete(directory.resolve("20260302L.cq4"));

        JournalDamage damage = assertDamage(3, "the batch begins with command 5; 2 commands are missing", 2);
        assertEquals("20260303L.cq4", damage.file().getFileName().toString());
    }

    /** It was taken for a file whose creation was interrupted, and put away as one that holds nothing. */
    @Test
    void shouldNotTakeAFileForEmptyWhoseBeginningIsLost() throws IOException {
        for (int lost : new int[]{4, 100, 512}) {
            Path journal = directory.resolve("lost" + lost);
            Script script = new Script();
            try (ChronicleCommandLog log = ChronicleCommandLog.open(journal, CONFIG, 0)) {
                script.batch(log, NOON_NS, 2);
            }
            Path file = JournalFiles.list(journal).getFirst();
            try (DiskBytes disk = new DiskBytes(file)) {
                disk.write(0, new byte[lost]);
            }
            assertThrows(JournalDamage.class, () -> Entry.readAll(journal));
            assertThat(JournalInspection.of(journal, 1)).hasSize(1);
            if (lost > 4) { // else its end is found by its mark, and its header is spoilt
                assertThrows(JournalDamage.class, () -> ChronicleCommandLog.open(journal, CONFIG, 2));
            } else {
                ChronicleCommandLog.open(journal, CONFIG, 2).close();
            }
            assertEquals(file.getFileName(), JournalFiles.list(journal).getFirst().getFileName());
        }
    }

    @Test
    void shouldNameRepeatedBatch() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 3));
            queue.append(new Script().batchBuffer(NOON_NS, 3));
        }

        assertDamage(4, "the batch begins with command 1, which had been before", 3);
    }

    @Test
    void shouldNameOverlappingBatch() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 3));
            queue.append(Script.after(2).batchBuffer(NOON_NS, 3));
        }

        assertDamage(4, "the batch begins with command 3, which had been before", 3);
    }

    @Test
    void shouldNameReorderedBatches() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 1));
            queue.append(Script.after(2).batchBuffer(NOON_NS, 1));
            queue.append(Script.after(1).batchBuffer(NOON_NS, 1));
        }

        assertDamage(2, "the batch begins with command 3; 1 commands are missing", 1);
    }

    @Test
    void shouldNameTimeThatRunsBackwards() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 1));
            queue.append(Script.after(1).batchBuffer(NOON_NS - 1, 1));
        }

        assertDamage(2, "time runs backwards, from " + NOON_NS + " to " + (NOON_NS - 1), 1);
    }

    @Test
    void shouldNameDocumentThatIsNoBatch() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new Script().batchBuffer(NOON_NS, 1));
            queue.append(new byte[40]);
        }

        assertDamage(2, "the document is not a batch: it begins with 0x0", 1);
    }

    @Test
    void shouldNameDocumentShorterThanHeader() {
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(new byte[]{1, 2, 3, 4});
        }

        assertDamage(1, "a document of 4 bytes, shorter than the header of a batch", 0);
    }

    @Test
    void shouldRefuseFormatOfTheFuture() {
        BatchBuffer batch = new Script().batchBuffer(NOON_NS, 1);
        new BatchHeaderEncoder().wrap(new UnsafeBuffer(batch.bytes()), 0).formatVersion(2);
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(sealed(batch));
        }

        assertDamage(1, "a batch of format version 2, which this program cannot read", 0);
    }

    @Test
    void shouldNameFrameOutOfSequenceDespiteRightChecksum() {
        BatchBuffer batch = new Script().batchBuffer(NOON_NS, 1);
        new FrameHeaderEncoder().wrap(new UnsafeBuffer(batch.bytes()), 32).sequence(9);
        try (RawQueue queue = new RawQueue(directory)) {
            queue.append(sealed(batch));
        }

        assertDamage(1, "command 9 in the place of command 1", 0);
    }

    @Test
    void shouldNameImpossibleLengthDespiteRightChecksum() {
        for (int length : new int[]{-1, 0, 23, 10_000, Integer.MAX_VALUE}) {
            BatchBuffer batch = new Script().batchBuffer(NOON_NS, 1);
            new FrameHeaderEncoder().wrap(new UnsafeBuffer(batch.bytes()), 32).lengthBytes(length);
            Path own = directory.resolve("length" + length);
            try (RawQueue queue = new RawQueue(own)) {
                queue.append(sealed(batch));
            }

            JournalDamage damage = assertThrows(JournalDamage.class, () -> Entry.readAll(own));
            assertThat(damage.what()).contains("command 1 states a length of " + length + " bytes");
        }
    }

    @Test
    void shouldNameWrongCountDespiteRightChecksum() {
        for (int count : new int[]{0, 1, 3}) {
            BatchBuffer batch = new Script().batchBuffer(NOON_NS, 2);
            new BatchHeaderEncoder().wrap(new UnsafeBuffer(batch.bytes()), 0).count(count);
            Path own = directory.resolve("count" + count);
            try (RawQueue queue = new RawQueue(own)) {
                queue.append(sealed(batch));
            }

            JournalDamage damage = assertThrows(JournalDamage.class, () -> Entry.readAll(own));
            assertThat(damage.what()).contains(count > 2 ? "states 3 commands and has 2" : "bytes left over");
        }
    }

    /** Ours and Chronicle's words alike, from the first document's word to the end of the last document. */
    @Test
    void shouldNameEverySingleFlippedBit() throws IOException {
        writeSmallJournal(4);
        List<Entry> written = Entry.readAll(directory);
        Path path = JournalFiles.list(directory).getFirst();
        long from = firstWord(path);
        long to = end(path);
        int tried = 0;
        try (DiskBytes disk = new DiskBytes(path)) {
            for (long position = from; position < to; position++) {
                for (int bit = 0; bit < 8; bit++) {
                    disk.flip(position, bit);
                    assertNamed(written, position, bit);
                    disk.flip(position, bit);
                    tried++;
                }
            }
        }

        assertEquals(8 * (to - from), tried);
        assertEquals(written, Entry.readAll(directory), "all flips were undone");
    }

    @Test
    void shouldNameFlippedBitsInLargerJournal() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        writeSmallJournal(400);
        List<Entry> written = Entry.readAll(directory);
        Path path = JournalFiles.list(directory).getFirst();
        long from = firstWord(path);
        int bytes = (int) (end(path) - from);
        try (DiskBytes disk = new DiskBytes(path)) {
            for (int i = 0; i < 2_000; i++) {
                long position = from + random.nextInt(bytes);
                int bit = random.nextInt(8);
                disk.flip(position, bit);
                assertNamed(written, position, bit);
                disk.flip(position, bit);
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void assertNamed(List<Entry> written, long position, int bit) {
        Entry.Recorder recorder = new Entry.Recorder();
        try {
            Recovery.replay(directory, recorder);
            fail("bit " + bit + " at byte " + position + " went unnoticed");
        } catch (JournalDamage damage) {
            assertThat(damage.positionBytes()).isLessThanOrEqualTo(position);
            assertEquals(recorder.entries.size() + 1, damage.sequence());
            assertEquals(written.subList(0, recorder.entries.size()), recorder.entries);
        }
    }

    /** Cut anywhere, also between two documents: the file's header says what had been committed. */
    @Test
    void shouldNameEveryCut() throws IOException {
        writeSmallJournal(3);
        Path path = JournalFiles.list(directory).getFirst();
        long from = firstWord(path);
        long to = end(path);
        byte[] documents;
        try (DiskBytes disk = new DiskBytes(path)) {
            documents = disk.read(from, (int) (to - from));
            for (long size = to - 1; size >= from; size--) {
                disk.cut(size);
                assertThrows(JournalDamage.class, () -> Entry.readAll(directory), "cut at " + size);
            }
            for (int kept = 0; kept <= lastNonZero(documents); kept++) {
                disk.write(from, documents);
                disk.zero(from + kept, to);
                assertThrows(JournalDamage.class, () -> Entry.readAll(directory), "zeros behind " + kept);
            }
            disk.write(from, documents);
        }

        assertEquals(4, Entry.readAll(directory).size());
    }

    @Test
    void shouldNotOpenLogWhoseEndIsDamaged() throws IOException {
        writeSmallJournal(3);
        Path path = JournalFiles.list(directory).getFirst();
        try (DiskBytes disk = new DiskBytes(path)) {
            disk.flip(end(path) - 20, 3);
        }

        JournalDamage damage =
                assertThrows(JournalDamage.class, () -> ChronicleCommandLog.open(directory, CONFIG, 3));
        assertThat(damage.what()).contains("checksum");
        JournalLock.acquire(directory).close();
    }

    @Test
    void shouldNameFileThatIsNotOfJournal() throws IOException {
        for (String name : List.of("20260301.cq4", "20260301-12F.cq4", "20261301L.cq4")) {
            Path stranger = Files.write(directory.resolve(name), new byte[0]);

            JournalDamage damage =
                    assertThrows(JournalDamage.class, () -> ChronicleCommandLog.open(directory, CONFIG, 0), name);
            assertEquals(stranger.getFileName(), damage.file().getFileName());
            Files.delete(stranger);
        }
    }

    @Test
    void shouldNameFileThatChronicleDidNotWrite() throws IOException {
        writeSmallJournal(1);
        try (DiskBytes disk = new DiskBytes(JournalFiles.list(directory).getFirst())) {
            disk.flip(30, 0);
        }

        assertDamage(2, "does not begin with a header of the Chronicle version we write", 1);
    }

    private void writeSmallJournal(int batches) {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            Script script = new Script();
            for (int i = 0; i < batches; i++) {
                script.batch(log, NOON_NS + i, 1 + i % 3 % 2);
            }
        }
    }

    private static int lastNonZero(byte[] bytes) {
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        return last;
    }

    private static long firstWord(Path path) {
        try (QueueFile file = QueueFile.open(path)) {
            file.next(1);
            return file.position();
        }
    }

    private static long end(Path path) {
        try (QueueFile file = QueueFile.open(path)) {
            long end = 0;
            while (file.next(1)) {
                end = file.position() + QueueFile.WORD_BYTES + file.length();
            }
            return end;
        }
    }

    private JournalDamage assertDamage(long sequence, String what, int readBefore) {
        Entry.Recorder recorder = new Entry.Recorder();
        JournalDamage damage = assertThrows(JournalDamage.class, () -> Recovery.replay(directory, recorder));
        assertThat(damage.what()).contains(what);
        assertEquals(sequence, damage.sequence());
        assertEquals(readBefore, recorder.entries.size());
        assertThat(damage.getMessage()).contains(damage.file().toString()).contains("command " + sequence);
        return damage;
    }

    /** Makes the checksum right again after a change. */
    private static byte[] sealed(BatchBuffer batch) {
        byte[] document = new byte[batch.lengthBytes()];
        batch.bytes().get(0, document);
        ByteBuffer bytes = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(12, 0);
        CRC32C crc = new CRC32C();
        crc.update(document);
        bytes.putInt(12, (int) crc.getValue());
        return document;
    }
}
