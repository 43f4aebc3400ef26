package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that really is full: of both kinds of log nothing is lost, and both go on once there is room. */
@Timeout(120)
class FullDiskTest {
    private static final int MEGABYTES = 40;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldRefuseByNameLoseNothingAndGoOnWhenThereIsRoomAgain(Durability durability) throws Exception {
        JournalConfig config = new JournalConfig(1 << 20, 4_096, 16 << 20, durability, 8 << 20);
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), MEGABYTES)) {
            Path journal = disk.directory().resolve("journal");
            JournalFault fault = null;
            long committed = 0;
            try (CommandLog log = JournalWriter.open(journal, config, 0)) {
                while (fault == null) {
                    try {
                        Script.after(committed).batch(log, Script.NOON_NS, 500);
                        committed += 500;
                    } catch (JournalFault e) {
                        fault = e;
                    }
                }
            }
            assertTrue(fault.isCertain());
            assertThat(fault.getMessage()).contains("command " + (committed + 1), journal.toRealPath().toString());
            assertThat(fault.getCause().getMessage()).contains("No space left on device");
            assertEquals(committed, lastSequence(journal));
            assertThat(committed).as("most of the disk was used").isGreaterThan(100_000);

            assertTrue(disk.resize(4 * MEGABYTES));
            try (CommandLog log = JournalWriter.open(journal, config, committed)) {
                for (int i = 0; i < 200; i++) {
                    Script.after(committed).batch(log, Script.NOON_NS, 500);
                    committed += 500;
                }
            }
            assertEquals(committed, lastSequence(journal));
        }
    }

    @Test
    void shouldRefuseTheFirstBatchOfANewDayWhenThereIsNoRoomForItsFile() throws Exception {
        JournalConfig config = new JournalConfig(1 << 20, 4_096, 1 << 20, Durability.PROCESS_CRASH);
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), MEGABYTES)) {
            Path journal = disk.directory().resolve("journal");
            try (CommandLog log = JournalWriter.open(journal, config, 0)) {
                Script script = new Script().batch(log, Script.NOON_NS, 500);
                fill(disk.directory().resolve("ballast"));

                JournalFault fault = assertThrows(
                        JournalFault.class, () -> script.batch(log, Script.NOON_NS + Script.DAY_NS, 500));
                assertTrue(fault.isCertain());
                assertThat(fault.getCause()).hasMessageContaining("a new file needs");
            }
            assertEquals(500, lastSequence(journal));
            assertThat(JournalFiles.list(journal)).hasSize(1);

            Files.delete(disk.directory().resolve("ballast"));
            try (CommandLog log = JournalWriter.open(journal, config, 500)) {
                Script.after(500).batch(log, Script.NOON_NS + Script.DAY_NS, 500);
            }
            assertEquals(1_000, lastSequence(journal));
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream file = Files.newOutputStream(ballast)) {
            byte[] piece = new byte[64 << 10];
            for (long written = 0; written < (long) MEGABYTES << 20; written += piece.length) {
                file.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    @Test
    void shouldMeetTheEndOfTheDiskAsAnErrorInTheEventLogTooAndGoOnBehindItsLastBatch() throws Exception {
        UnsafeBuffer events = new UnsafeBuffer(new byte[4_096]);
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), MEGABYTES)) {
            Path directory = disk.directory().resolve("events");
            JournalFault fault = null;
            long committed = 0;
            try (EventLog log = EventLog.open(directory)) {
                while (fault == null) {
                    try {
                        tell(log, committed + 1, events);
                        committed++;
                    } catch (JournalFault e) {
                        fault = e;
                    }
                }
                assertEquals(committed, log.checkpoint());
            }
            assertThat(fault.getCause()).hasMessageContaining("No space left on device");
            assertThat(committed).as("most of the disk was used").isGreaterThan(5_000);
            assertEquals(committed, lastSequence(directory));

            assertTrue(disk.resize(2 * MEGABYTES));
            try (EventLog log = EventLog.open(directory)) {
                assertEquals(committed, log.checkpoint());
                tell(log, committed + 1, events);
            }
            assertEquals(committed + 1, lastSequence(directory));
        }
    }

    private static void tell(EventLog log, long sequence, UnsafeBuffer events) {
        log.onCommand(sequence, Script.NOON_NS, events, 0, 24);
        log.onEvents(sequence, Script.NOON_NS, 0, 0, events, 0, events.capacity(), 0);
        log.onBatchEnd();
    }

    private static long lastSequence(Path journal) {
        return Recovery.replay(journal, (sequence, timeNs, command, offset, length) -> {})
                .lastSequence();
    }
}
