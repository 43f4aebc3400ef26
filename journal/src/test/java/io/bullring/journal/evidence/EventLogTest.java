package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.journal.EventLog;
import io.bullring.journal.JournalDamage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EventLogTest {
    private static final int COUNT = 2_000;
    private static final Tape TAPE = Tape.of(5, COUNT);

    @TempDir
    Path directory;

    @Test
    void shouldBeTheSameInOneRunAfterRestartsAndRebuilt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path journal = directory.resolve("journal");
        Path grown = directory.resolve("grown");
        int done = 0;
        while (done < COUNT) {
            int upTo = Math.min(COUNT, done + 1 + random.nextInt(500));
            TAPE.first(upTo).writeTo(journal, done, 64);
            assertEquals(upTo, write(journal, grown));
            done = upTo;
        }
        Path rebuilt = directory.resolve("rebuilt");
        write(journal, rebuilt);

        List<String> records = Tape.heard(rebuilt);
        assertEquals(COUNT, records.size());
        assertEquals(records, Tape.heard(grown), "seed " + seed);
    }

    @Test
    void shouldSayWhetherItIsNew() {
        Path journal = directory.resolve("journal");
        TAPE.first(10).writeTo(journal, 0, 64);
        Path events = directory.resolve("events");
        try (EventLog log = EventLog.open(events)) {
            assertTrue(log.isNew());
        }
        write(journal, events);

        try (EventLog log = EventLog.open(events)) {
            assertFalse(log.isNew());
            assertEquals(10, log.checkpoint());
        }
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeIt() {
        Path journal = directory.resolve("journal");
        TAPE.first(10).writeTo(journal, 0, 64);
        Path events = directory.resolve("events");
        write(journal, events);

        try (EventLog log = EventLog.open(events)) {
            log.checkEnd(10);
            assertThrows(JournalDamage.class, () -> log.checkEnd(9));
        }
    }

    private static long write(Path journal, Path events) {
        try (EventLog log = EventLog.open(events)) {
            log.checkEnd(Tape.replay(journal, log));
            return log.checkpoint();
        }
    }
}
