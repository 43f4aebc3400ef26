package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.journal.EventLog;
import io.bullring.journal.EventLogDamage;
import io.bullring.journal.JournalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            assertThrows(EventLogDamage.class, () -> log.checkEnd(9));
        }
    }

    /** The file's header, which says where the last document is, was written back before that document was. */
    @Test
    void shouldNameItselfAndWhatToMoveAwayWhenAPowerFailureTookItsLastPages() throws IOException {
        Path journal = directory.resolve("journal");
        TAPE.first(500).writeTo(journal, 0, 64);
        Path events = directory.resolve("events");
        write(journal, events);
        List<String> records = Tape.heard(events);
        Path file = JournalFiles.list(events).getFirst();
        byte[] bytes = Files.readAllBytes(file);
        int lastDocument = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(64);
        Arrays.fill(bytes, lastDocument & -4096, bytes.length, (byte) 0);
        Files.write(file, bytes);

        EventLogDamage damage = assertThrows(EventLogDamage.class, () -> EventLog.open(events));

        assertTrue(damage.getMessage().contains(file.getFileName().toString()), damage.getMessage());
        assertTrue(
                damage.getMessage()
                        .contains("derived from the journal: move " + events + " away, and the next start rebuilds it"),
                damage.getMessage());
        Files.move(events, directory.resolve("aside"));
        write(journal, events);
        assertEquals(records, Tape.heard(events));
    }

    private static long write(Path journal, Path events) {
        try (EventLog log = EventLog.open(events)) {
            log.checkEnd(Tape.replay(journal, log));
            return log.checkpoint();
        }
    }
}
