package io.bullring.journal.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.journal.CommandsMissing;
import io.bullring.journal.Durability;
import io.bullring.journal.EventLog;
import io.bullring.journal.EventLogDamage;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalInspection;
import java.io.IOException;
import java.io.RandomAccessFile;
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
            for (Durability durability : Durability.values()) {
                log.checkEnd(10, durability);
            }
            EventLogDamage damage =
                    assertThrows(EventLogDamage.class, () -> log.checkEnd(9, Durability.PROCESS_CRASH));
            assertTrue(damage.getMessage().contains("move " + events + " away"), damage.getMessage());
            CommandsMissing missing =
                    assertThrows(CommandsMissing.class, () -> log.checkEnd(9, Durability.POWER_LOSS));
            assertTrue(
                    missing.getMessage()
                            .contains("ends with command 9, and the event log in " + events + " knows command 10"),
                    missing.getMessage());
            assertFalse(missing.getMessage().contains("away"), missing.getMessage());
        }
    }

    /** Each bit of the write mark that may be set: none makes it go on elsewhere, or begin anew over what it has. */
    @Test
    void shouldGoOnBehindAllItsRecordsWhicheverBitOfItsWriteMarkChanged() throws IOException {
        Path journal = directory.resolve("journal");
        TAPE.first(1_000).writeTo(journal, 0, 1);
        Path events = directory.resolve("events");
        write(journal, events);
        Path name = JournalFiles.list(events).getFirst().getFileName();
        byte[] whole = Files.readAllBytes(events.resolve(name));
        int written = whole.length;
        while (whole[written - 1] == 0) {
            written--;
        }
        TAPE.writeTo(journal, 1_000, 1);
        Path rebuilt = directory.resolve("rebuilt");
        write(journal, rebuilt);
        List<String> records = Tape.heard(rebuilt);
        int wentOn = 0;
        for (int bit = 0; bit < 20; bit++) {
            Path copy = Files.createDirectory(directory.resolve("bit" + bit));
            byte[] bytes = Arrays.copyOf(whole, written);
            bytes[64 + bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            try (RandomAccessFile file = new RandomAccessFile(copy.resolve(name).toFile(), "rw")) {
                file.write(bytes);
                file.setLength(whole.length);
            }
            if (JournalInspection.of(copy, 1).isEmpty()) {
                assertEquals(COUNT, write(journal, copy), "bit " + bit);
                assertEquals(records, Tape.heard(copy), "bit " + bit);
                wentOn++;
            } else { // a mark that is too high
                assertThrows(EventLogDamage.class, () -> EventLog.open(copy), "bit " + bit);
            }
        }
        assertTrue(wentOn > 0 && wentOn < 20, wentOn + " went on");
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
            log.checkEnd(Tape.replay(journal, log), Durability.PROCESS_CRASH);
            return log.checkpoint();
        }
    }
}
