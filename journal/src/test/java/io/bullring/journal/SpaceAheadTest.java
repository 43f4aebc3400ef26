package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.JournalFault;
import io.bullring.journal.disk.SystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpaceAheadTest {
    private static final int PAGE = 4096;
    private static final int MAX_BATCH = 1 << 20;
    private static final int DISTANCE = 8 << 20;
    private static final JournalConfig CONFIG =
            new JournalConfig(MAX_BATCH, 1024, DISTANCE, Durability.PROCESS_CRASH);

    @TempDir
    Path directory;

    @Test
    void shouldPrepareItsDistanceInEachFileAndNoFurther() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            for (int day = 0; day < 3; day++) {
                script.batch(log, Script.NOON_NS + day * Script.DAY_NS, 1);
                long wanted = (day + 1L) * DISTANCE - (day + 1L) * PAGE;
                await(() -> log.spaceAhead().preparedBytes() >= wanted);
                assertThat(log.spaceAhead().preparedBytes()).isLessThanOrEqualTo((day + 1L) * DISTANCE);
            }
            assertNull(log.spaceAhead().failure());
        }
        assertEquals(script.written, Entry.readAll(directory));
    }

    /** The writer catches up with the preparing thread again and again, and the file is made longer several times. */
    @Test
    void shouldNeverPutZerosOverWhatWasWritten() {
        Script script = new Script();
        JournalConfig close = new JournalConfig(MAX_BATCH, 8_192, 1, Durability.PROCESS_CRASH);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, close, 0)) {
            for (int i = 0; i < 400; i++) {
                script.batch(log, Script.NOON_NS + i, 3_000);
                script.written.clear();
            }
            assertNull(log.spaceAhead().failure());
            assertThat(log.positionBytes()).isGreaterThan(100L << 20);
        }
        RecoveryReport report = Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {});
        assertEquals(1_200_000, report.lastSequence());
    }

    @Test
    void shouldNeverMakeFileLonger() throws IOException {
        Path file = directory.resolve("short.cq4");
        Files.write(file, new byte[3 * PAGE + 100]);
        AppendPosition position = new AppendPosition();
        try (SpaceAhead spaceAhead = new SpaceAhead(new SystemDisk(), position, DISTANCE, MAX_BATCH)) {
            spaceAhead.start();
            position.moveTo(file, 1);
            await(() -> spaceAhead.preparedBytes() == 2 * PAGE);
            position.advance(2 * PAGE);
        }
        assertEquals(3 * PAGE + 100, Files.size(file));
    }

    @Test
    void shouldRefuseNextBatchByNameWhenFileIsGoneAndGoOnAfterRestart() throws IOException {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, Script.NOON_NS, 1);
            await(() -> log.spaceAhead().preparedBytes() >= DISTANCE - PAGE);
            Path file = JournalFiles.list(directory).getFirst();
            Path aside = Files.move(file, directory.resolve("aside"));
            await(() -> log.spaceAhead().failure() != null);

            JournalFault fault = assertThrows(JournalFault.class, () -> Script.after(1).batch(log, Script.NOON_NS, 1));

            assertTrue(fault.isCertain());
            assertThat(fault).hasMessageContaining("command 2 and those of its batch could not be written");
            assertThat(fault.getCause()).hasMessageContaining("is no longer there");
            Files.move(aside, file);
        }
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 1)) {
            script.batch(log, Script.NOON_NS, 1);
        }
        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldBeOffWhenItsDistanceIsZero() {
        JournalConfig off = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, off, 0)) {
            assertNull(log.spaceAhead());
        }
    }

    private static void await(BooleanSupplier condition) {
        long giveUpNs = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < giveUpNs, "it has not come to that in 20 s");
            Thread.yield();
        }
    }
}
