package io.bullring.journal;

import static io.bullring.journal.Script.NOON_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.journal.disk.FaultyDisk;
import io.bullring.journal.disk.FaultyDisk.Fault;
import io.bullring.journal.disk.SystemDisk;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SyncedFileLogTest {
    private static final int SEGMENT = 64 << 10;
    private static final JournalConfig CONFIG = new JournalConfig(16 << 10, 1024, 0, Durability.POWER_LOSS, SEGMENT);

    @TempDir
    Path directory;

    @Test
    void shouldReadBackWhatWasWrittenAcrossSegmentsAndRestarts() {
        Script script = new Script();
        for (int life = 0; life < 3; life++) {
            try (CommandLog log = JournalWriter.open(directory, CONFIG, script.lastSequence())) {
                for (int i = 0; i < 40; i++) {
                    script.batch(log, NOON_NS + life, 1 + i);
                }
            }
            assertEquals(script.written, Entry.readAll(directory));
        }
        assertThat(JournalFiles.list(directory)).hasSizeGreaterThan(3);
    }

    @Test
    void shouldReadOnlyFromTheCommandAskedFor() {
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            for (int i = 0; i < 100; i++) {
                script.batch(log, NOON_NS, 10);
            }
        }
        for (long from : new long[]{1, 2, 499, 500, 501, 1000, 1001}) {
            Entry.Recorder read = new Entry.Recorder();
            try (JournalReader reader = JournalReader.open(directory, from)) {
                Recovery.readAll(reader, read);
            }
            assertEquals(script.written.subList((int) from - 1, 1000), read.entries, "from " + from);
        }
    }

    /** Beside the writer, the reader is never misled by the segment that is only there to be written next. */
    @Test
    void shouldBeReadWhileItIsWritten() {
        Script script = new Script();
        Entry.Recorder read = new Entry.Recorder();
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0);
                JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < 200; i++) {
                script.batch(log, NOON_NS, 1 + i % 50);
                assertTrue(reader.poll(read), "batch " + i);
                assertFalse(reader.poll(read));
                assertTrue(reader.isAtEnd());
            }
        }
        assertEquals(script.written, read.entries);
    }

    @Test
    void shouldLieOnDiskAsTheDocumentSays() throws IOException {
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 1);
        }
        Path first = JournalFiles.list(directory).getFirst();
        assertEquals("0000000001.seg", first.getFileName().toString());
        assertEquals(SEGMENT, Files.size(first));
        try (DiskBytes disk = new DiskBytes(first)) {
            assertEquals("4253454701000000010000000000000000000100000000005",
                    hex(disk.read(0, 32)).substring(0, 48) + "5");
            assertEquals("4c4c554201000100", hex(disk.read(4096, 8)));
            BatchBuffer batch = new Script().batchBuffer(NOON_NS, 1);
            int record = SegmentLayout.recordBytes(batch.lengthBytes());
            assertEquals("444f4e4500000000", hex(disk.read(4096 + record - 8, 8)));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void shouldRefuseSecondWriterWithTheHoldersProcess() {
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            JournalInUse inUse = assertThrows(JournalInUse.class, () -> JournalWriter.open(directory, CONFIG, 0));
            assertEquals(Long.toString(ProcessHandle.current().pid()), inUse.holder());
            new Script().batch(log, NOON_NS, 1);
        }
        JournalWriter.open(directory, CONFIG, 1).close();
    }

    @Test
    void shouldRefuseAnotherDurabilityThanItsFilesHave() {
        JournalConfig queue = CONFIG.with(Durability.PROCESS_CRASH);
        JournalWriter.open(directory.resolve("synced"), CONFIG, 0).close();
        Path chronicle = directory.resolve("queue");
        try (CommandLog log = JournalWriter.open(chronicle, queue, 0)) {
            new Script().batch(log, NOON_NS, 1);
        }

        DurabilityMismatch weaker = assertThrows(
                DurabilityMismatch.class, () -> JournalWriter.open(directory.resolve("synced"), queue, 0));
        DurabilityMismatch stronger =
                assertThrows(DurabilityMismatch.class, () -> JournalWriter.open(chronicle, CONFIG, 1));

        assertThat(weaker).hasMessageContaining("Start it with --durability power-loss.");
        assertThat(stronger).hasMessageContaining("Start it with --durability process-crash.");
        JournalWriter.open(chronicle, queue, 1).close();
        JournalWriter.open(directory.resolve("synced"), CONFIG, 0).close();
    }

    @Test
    void shouldNameFilesOfTwoKinds() throws IOException {
        JournalWriter.open(directory, CONFIG, 0).close();
        Files.createFile(directory.resolve("20260301L.cq4"));

        JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalFiles.list(directory));

        assertThat(damage.what()).contains("files of two kinds");
    }

    @Test
    void shouldEraseBatchThatCouldNotBeWrittenAndSayThatNothingHappened() throws IOException {
        for (Fault fault : new Fault[]{Fault.FAILED_WRITE, Fault.FAILED_SYNC}) {
            Path own = directory.resolve(fault.name());
            Script script = new Script();
            FaultyDisk disk = new FaultyDisk(new Random(1), fault, 40);
            JournalFault failed = writeUntilFault(own, disk, script);

            assertTrue(failed.isCertain());
            assertThat(failed).hasMessageContaining("could not be written to " + own.toRealPath());
            assertEquals(script.written, Entry.readAll(own));
            goOn(own, script);
        }
    }

    @Test
    void shouldSayThatItIsUnknownWhenNothingCanBeErasedAnyMore() throws IOException {
        Script script = new Script();
        JournalFault failed = writeUntilFault(directory, new FaultyDisk(new Random(1), Fault.READ_ONLY, 40), script);

        assertFalse(failed.isCertain());
        assertThat(failed).hasMessageContaining("only then is it known");
    }

    @Test
    void shouldRefuseByNameBeforeTheSegmentIsFullWhenThereIsNoRoomForTheNext() throws IOException {
        Script script = new Script();
        FaultyDisk full = new FaultyDisk(new Random(1), Fault.FULL, 40);
        JournalFault failed = writeUntilFault(directory, full, script);

        assertTrue(failed.isCertain());
        assertThat(failed).hasMessageContaining("make room on its disk and start the venue again");
        assertThat(failed.getCause()).hasMessageContaining("the next segment could not be made ready");
        assertEquals(script.written, Entry.readAll(directory));
        goOn(directory, script);
    }

    /** Found by the campaign: behind a record whose length was changed, a torn one made it look torn itself. */
    @Test
    void shouldNameChangedLengthAlsoWithTornRecordBehindIt() throws IOException {
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 1).batch(log, NOON_NS, 1);
        }
        RecordSpan last = RecordSpan.of(directory).getLast();
        BatchBuffer next = Script.after(2).batchBuffer(NOON_NS, 3);
        byte[] part = new byte[next.lengthBytes() / 2];
        next.bytes().get(0, part);
        try (DiskBytes disk = new DiskBytes(last.file())) {
            disk.write(last.to(), part);
            assertEquals(2, Entry.readAll(directory).size());
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                long at = last.from() + 8 + bit / Byte.SIZE;
                disk.flip(at, bit % Byte.SIZE);
                BitFlips.assertNamed(directory, last, at, bit % Byte.SIZE);
                disk.flip(at, bit % Byte.SIZE);
            }
        }
    }

    @Test
    void shouldKnowWhichCommandIsDueInASegmentThatHasNoneYetHoweverManyThereAre() throws IOException {
        int batches = 70;
        JournalConfig config = new JournalConfig(1 << 20, 1024, 0, Durability.POWER_LOSS, 16 << 20);
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(directory, config, 0)) {
            for (int i = 0; i < batches; i++) {
                script.batch(log, NOON_NS, 1_000);
            }
        }
        long due = script.lastSequence() + 1;
        BatchBuffer batch = script.batchBuffer(NOON_NS, 2);
        byte[] record = new byte[batch.lengthBytes()];
        batch.bytes().get(0, record);
        Path next = SegmentFile.path(directory, 2);
        SegmentAhead.make(new SystemDisk(), directory, 2, SEGMENT).file().close();
        try (DiskBytes disk = new DiskBytes(next)) {
            disk.write(SegmentLayout.FIRST_RECORD, Arrays.copyOf(record, 100));

            assertEquals(due, JournalEnd.find(directory).tornTail().orElseThrow().sequence());

            disk.zero(SegmentLayout.FIRST_RECORD, SegmentLayout.FIRST_RECORD + 100);
            BatchBuffer behind = script.batchBuffer(NOON_NS, 1);
            byte[] header = new byte[BatchLayout.HEADER_BYTES];
            behind.bytes().get(0, header);
            disk.write(SegmentLayout.FIRST_RECORD + SegmentLayout.recordBytes(record.length), header);
            JournalDamage damage = assertThrows(JournalDamage.class, () -> JournalEnd.find(directory));
            assertEquals(next, damage.file());
            assertEquals(due, damage.sequence());
        }
    }

    /** What an agent may call its orders, and how much it may want, must not keep the venue from starting. */
    @Test
    void shouldTakeNothingThatAClientWroteForTheEndOrTheBeginningOfARecord() throws IOException {
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(directory, CONFIG, 0)) {
            script.batch(log, NOON_NS, 2);
            log.begin(3, NOON_NS);
            for (int i = 0; i < 40; i++) {
                CommandFactory order = orderLikeARecord(i);
                assertTrue(log.add(order.buffer(), 0, order.length()));
            }
            log.commit();
        }
        RecordSpan last = RecordSpan.of(directory).getLast();
        int recordBytes = Math.toIntExact(last.to() - last.from());
        byte[] record;
        try (DiskBytes disk = new DiskBytes(last.file())) {
            record = disk.read(last.from(), recordBytes);
        }
        assertThat(new String(record, StandardCharsets.ISO_8859_1)).contains("DONEDONE", "LLUB\u0001\0");
        for (int there = 0; there <= recordBytes - SegmentLayout.TRAILER_BYTES; there += 13) {
            assertTorn(script, last, Arrays.copyOf(record, there), recordBytes, there + " bytes are there");
        }
        for (int sector = 0; sector < recordBytes; sector += SegmentLayout.SECTOR_BYTES) {
            byte[] part = record.clone();
            int from = Math.max(0, sector - (int) (last.from() % SegmentLayout.SECTOR_BYTES));
            Arrays.fill(part, from, Math.min(recordBytes, from + SegmentLayout.SECTOR_BYTES), (byte) 0);
            assertTorn(script, last, part, recordBytes, "without the sector at " + from);
        }
    }

    private void assertTorn(Script before, RecordSpan at, byte[] part, int recordBytes, String what)
            throws IOException {
        try (DiskBytes disk = new DiskBytes(at.file())) {
            disk.write(at.from(), Arrays.copyOf(part, recordBytes));
        }
        assertEquals(before.written, Entry.readAll(directory), what);
    }

    /** Its client order id is made of trailers, and its quantity begins like a batch. */
    private static CommandFactory orderLikeARecord(int i) {
        byte[] id = ("x".repeat(i % 4) + "DONE".repeat(15)).getBytes(StandardCharsets.US_ASCII);
        CommandFactory order = new CommandFactory();
        order.placeOrder(
                1, 1, Side.BUY, OrderType.LIMIT, 54_07853644L, 100_000_000L, id, id.length - i % 5);
        return order;
    }

    private static JournalFault writeUntilFault(Path directory, FaultyDisk disk, Script script) {
        try (CommandLog log = SyncedFileLog.open(JournalLock.acquire(directory), CONFIG, 0, disk)) {
            JournalFault failed = assertThrows(JournalFault.class, () -> {
                while (true) {
                    int before = script.written.size();
                    try {
                        script.batch(log, NOON_NS, 20);
                    } catch (JournalFault e) {
                        script.written.subList(before, script.written.size()).clear();
                        throw e;
                    }
                }
            });
            JournalFault again = assertThrows(JournalFault.class, () -> log.begin(1, NOON_NS));
            assertTrue(again.isCertain());
            assertThat(again).hasMessageContaining("closed by an earlier fault").hasCause(failed);
            return failed;
        }
    }

    private static void goOn(Path directory, Script script) {
        List<Entry> before = List.copyOf(script.written);
        Script after = Script.after(before.size());
        try (CommandLog log = JournalWriter.open(directory, CONFIG, before.size())) {
            after.batch(log, NOON_NS, 7);
        }
        List<Entry> all = Entry.readAll(directory);
        assertEquals(before, all.subList(0, before.size()));
        assertEquals(after.written, all.subList(before.size(), all.size()));
    }
}
