package io.bullring.journal;

import static io.bullring.journal.Script.DAY_NS;
import static io.bullring.journal.Script.NOON_NS;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.workload.CommandFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleCommandLogTest {
    private static final JournalConfig CONFIG = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);

    @TempDir
    Path directory;

    @Test
    void shouldReadBackEveryCommandInItsBatchTime() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, NOON_NS, 1).batch(log, NOON_NS, 64).batch(log, NOON_NS + 1, 7);
            assertEquals(72, log.lastSequence());
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldReportWhatItReplayed() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 1).batch(log, NOON_NS + 5, 64);
        }

        RecoveryReport report = Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {});

        assertEquals(65, report.commands());
        assertEquals(2, report.documents());
        assertEquals(65, report.lastSequence());
        assertEquals(NOON_NS + 5, report.lastTimeNs());
        assertTrue(report.tornTail().isEmpty());
    }

    @Test
    void shouldReplayNothingFromMissingOrEmptyDirectory() {
        assertEquals(List.of(), Entry.readAll(directory.resolve("missing")));
        assertEquals(List.of(), Entry.readAll(directory));
        assertEquals(
                0,
                Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {})
                        .lastSequence());
    }

    @Test
    void shouldBeginFileForEachDayOfItsCommands() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, NOON_NS, 3).batch(log, NOON_NS + DAY_NS, 2).batch(log, NOON_NS + 5 * DAY_NS, 4);
        }

        assertEquals(
                List.of("20260301L.cq4", "20260302L.cq4", "20260306L.cq4"),
                JournalFiles.list(directory)
                        .stream()
                        .map(path -> path.getFileName().toString())
                        .toList());
        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldGoOnWhereItEndedOnSameDayAndOnLaterOnes() {
        List<Entry> written = new ArrayList<>();
        long timeNs = NOON_NS;
        for (int run = 0; run < 6; run++) {
            Script script = Script.after(written.size());
            try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, written.size())) {
                script.batch(log, timeNs, 2).batch(log, timeNs + 1, 1 + run);
            }
            written.addAll(script.written);
            timeNs += run % 2 == 0 ? DAY_NS : 10;
        }

        assertEquals(written, Entry.readAll(directory));
    }

    @Test
    void shouldWriteFromTheFirstNanosecondOf1970() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, 0, 1).batch(log, 1, 1).batch(log, DAY_NS, 1);
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldRefuseCommandThatNoLongerFitsAndTakeItInNextBatch() {
        JournalConfig small = new JournalConfig(4096, 1024, 0, Durability.PROCESS_CRASH);
        CommandFactory commands = new CommandFactory();
        Entry.Recorder expected = new Entry.Recorder();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, small, 0)) {
            long sequence = 1;
            for (int batch = 0; batch < 3; batch++) {
                log.begin(sequence, NOON_NS);
                Script.order(commands, sequence);
                while (log.add(commands.buffer(), 0, commands.length())) {
                    expected.onCommand(sequence, NOON_NS, commands.buffer(), 0, commands.length());
                    Script.order(commands, ++sequence);
                }
                log.commit();
            }
            assertTrue(sequence > 60, "a batch of 4 KiB takes some 30 orders");
        }

        assertEquals(expected.entries, Entry.readAll(directory));
    }

    @Test
    void shouldRefuseCommandBeyondNumberOfBatch() {
        JournalConfig two = new JournalConfig(1 << 20, 2, 0, Durability.PROCESS_CRASH);
        CommandFactory command = Script.order(new CommandFactory(), 1);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, two, 0)) {
            log.begin(1, NOON_NS);
            assertTrue(log.add(command.buffer(), 0, command.length()));
            assertTrue(log.add(command.buffer(), 0, command.length()));
            assertFalse(log.add(command.buffer(), 0, command.length()));
            log.commit();
        }

        assertEquals(2, Entry.readAll(directory).size());
    }

    @Test
    void shouldTakeLongestCommandAndFaultOnLongerOne() {
        int longest = CONFIG.maxCommandBytes();
        UnsafeBuffer command = new UnsafeBuffer(new byte[longest + 1]);
        command.setMemory(0, longest + 1, (byte) 7);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            log.begin(1, NOON_NS);
            assertTrue(log.add(command, 0, longest));
            assertFalse(log.add(command, 0, BatchLayout.MIN_COMMAND_BYTES));
            log.commit();
            log.begin(2, NOON_NS);
            assertThatExceptionOfType(EngineFault.class).isThrownBy(() -> log.add(command, 0, longest + 1));
        }

        assertEquals(2L * longest, Entry.readAll(directory).getFirst().bytes().length());
    }

    /** Chronicle maps 64 MiB at a time; a document may lie across the border. */
    @Test
    void shouldWriteAcrossPiecesThatChronicleMaps() {
        int longest = CONFIG.maxCommandBytes();
        UnsafeBuffer command = new UnsafeBuffer(new byte[longest]);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            for (int i = 1; i <= 140; i++) {
                command.setMemory(0, longest, (byte) i);
                log.begin(i, NOON_NS);
                log.add(command, 0, longest);
                log.commit();
            }
        }

        long[] read = new long[1];
        Recovery.replay(directory, (sequence, timeNs, bytes, offset, length) -> {
            assertEquals(++read[0], sequence);
            assertEquals(longest, length);
            assertEquals((byte) sequence, bytes.getByte(offset));
            assertEquals((byte) sequence, bytes.getByte(offset + longest - 1));
        });
        assertEquals(140, read[0]);
    }

    @Test
    void shouldFaultOnBatchThatDoesNotFollow() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 3);

            assertFault("out of sequence", () -> log.begin(3, NOON_NS));
            assertFault("out of sequence", () -> log.begin(5, NOON_NS));
            assertFault("backwards", () -> log.begin(4, NOON_NS - 1));
            assertFault("outside", () -> log.add(new UnsafeBuffer(new byte[64]), 0, 64));
            assertFault("nothing", log::commit);
            log.begin(4, NOON_NS);
            assertFault("within", () -> log.begin(4, NOON_NS));
            assertFault("nothing", log::commit);
            assertFault("without envelope", () -> log.add(new UnsafeBuffer(new byte[64]), 0, 23));
        }

        assertEquals(3, Entry.readAll(directory).size());
    }

    @Test
    void shouldRefuseTimeBeforeLastOneOfEarlierRun() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 3);
        }
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 3)) {
            assertFault("backwards", () -> log.begin(4, NOON_NS - 1));
            log.begin(4, NOON_NS);
        }
    }

    @Test
    void shouldNotOpenForEngineThatStandsElsewhere() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 3);
        }

        for (long engine : new long[]{0, 2, 4}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ChronicleCommandLog.open(directory, CONFIG, engine))
                    .withMessageContaining("ends with command 3")
                    .withMessageContaining("the engine with command " + engine);
        }
        ChronicleCommandLog.open(directory, CONFIG, 3).close();
    }

    @Test
    void shouldBeWrittenByAnotherThreadThanOpenedIt() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            CompletableFuture.runAsync(() -> script.batch(log, NOON_NS, 3).batch(log, NOON_NS + DAY_NS, 3))
                    .join();
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldForgetBatchThatWasNotCommitted() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, NOON_NS, 3);
            log.begin(4, NOON_NS);
            CommandFactory command = Script.order(new CommandFactory(), 4);
            log.add(command.buffer(), 0, command.length());
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldReadFromAnyCommandOn() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            for (int day = 0; day < 4; day++) {
                script.batch(log, NOON_NS + day * DAY_NS, 3).batch(log, NOON_NS + day * DAY_NS, 2);
            }
        }

        for (int from = 1; from <= 21; from++) {
            Entry.Recorder recorder = new Entry.Recorder();
            try (JournalReader reader = JournalReader.open(directory, from)) {
                Recovery.readAll(reader, recorder);
            }
            assertEquals(script.written.subList(from - 1, 20), recorder.entries, "from " + from);
        }
    }

    /** Chronicle's own reader finds the documents that ours finds: we read its format, not our idea of it. */
    @Test
    void shouldHoldDocumentsAsChronicleReadsThem() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            new Script().batch(log, NOON_NS, 3).batch(log, NOON_NS, 200).batch(log, NOON_NS + DAY_NS, 1);
        }

        List<String> theirs = new ArrayList<>();
        try (SingleChronicleQueue queue = QueueDirectory.open(directory, () -> (NOON_NS + DAY_NS) / 1_000_000);
                ExcerptTailer tailer = queue.createTailer()) {
            boolean present = true;
            while (present) {
                try (DocumentContext document = tailer.readingDocument()) {
                    present = document.isPresent();
                    if (present) {
                        Bytes<?> bytes = document.wire().bytes();
                        byte[] content = new byte[(int) bytes.readRemaining()];
                        bytes.read(content);
                        theirs.add(HexFormat.of().formatHex(content));
                    }
                }
            }
        }

        assertEquals(3, theirs.size());
        assertEquals(documents(), theirs);
    }

    private List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (Path path : JournalFiles.list(directory)) {
            try (QueueFile file = QueueFile.open(path)) {
                while (file.next(1)) {
                    byte[] content = new byte[file.length()];
                    file.window().buffer().getBytes(file.offset(), content);
                    documents.add(HexFormat.of().formatHex(content));
                }
            }
        }
        return documents;
    }

    private static void assertFault(String word, ThrowingCallable call) {
        assertThatExceptionOfType(EngineFault.class).isThrownBy(call).withMessageContaining(word);
    }
}
