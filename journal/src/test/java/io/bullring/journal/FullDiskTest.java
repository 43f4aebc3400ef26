package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import java.nio.file.Path;
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

    private static long lastSequence(Path journal) {
        return Recovery.replay(journal, (sequence, timeNs, command, offset, length) -> {})
                .lastSequence();
    }
}
