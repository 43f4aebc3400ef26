package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TouchAheadTest {
    private static final int PAGE = 4096;
    private static final int DISTANCE = 1 << 20;
    private static final JournalConfig CONFIG = new JournalConfig(1 << 20, 1024, DISTANCE, Durability.PROCESS_CRASH);

    @TempDir
    Path directory;

    @Test
    void shouldTouchItsDistanceAndNoFurther() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            script.batch(log, Script.NOON_NS, 1);
            TouchAhead touchAhead = log.touchAhead();
            await(() -> touchAhead.touchedPages() >= DISTANCE / PAGE);

            assertEquals(DISTANCE / PAGE, touchAhead.touchedPages());
            assertTrue(touchAhead.isRunning());
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldFollowIntoNextFile() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, CONFIG, 0)) {
            for (int day = 0; day < 3; day++) {
                script.batch(log, Script.NOON_NS + day * Script.DAY_NS, 1);
                long pages = (day + 1L) * DISTANCE / PAGE;
                await(() -> log.touchAhead().touchedPages() >= pages);
            }
            assertEquals(0, log.touchAhead().failures());
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    /** The writer overtakes the touching thread again and again, which must never change what was written. */
    @Test
    void shouldNotDisturbWriterThatOvertakesIt() {
        Script script = new Script();
        JournalConfig close = new JournalConfig(1 << 20, 1024, 64 << 10, Durability.PROCESS_CRASH);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, close, 0)) {
            for (int i = 0; i < 400; i++) {
                script.batch(log, Script.NOON_NS + i, 250);
            }
            assertEquals(0, log.touchAhead().failures());
        }

        assertEquals(script.written, Entry.readAll(directory));
    }

    @Test
    void shouldStopAndCountWhenFileCannotBeHadAndLeaveVenueAlone() throws IOException {
        AppendPosition position = new AppendPosition();
        try (TouchAhead touchAhead = new TouchAhead(position, DISTANCE)) {
            touchAhead.start();
            position.moveTo(directory.resolve("missing.cq4"));
            await(() -> !touchAhead.isRunning());

            assertEquals(1, touchAhead.failures());
            assertEquals(0, touchAhead.touchedPages());
            assertFalse(Files.exists(directory.resolve("missing.cq4")));
        }
    }

    @Test
    void shouldNeverMakeFileLonger() throws IOException {
        Path file = directory.resolve("short.cq4");
        Files.write(file, new byte[3 * PAGE + 100]);
        AppendPosition position = new AppendPosition();
        try (TouchAhead touchAhead = new TouchAhead(position, DISTANCE)) {
            touchAhead.start();
            position.moveTo(file);
            await(() -> touchAhead.touchedPages() == 3);
            position.advance(2 * PAGE);
        }

        assertEquals(3 * PAGE + 100, Files.size(file));
    }

    @Test
    void shouldBeOffWhenItsDistanceIsZero() {
        JournalConfig off = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, off, 0)) {
            assertEquals(null, log.touchAhead());
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
