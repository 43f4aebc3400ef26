package io.bullring.journal;

import static io.bullring.journal.Script.NOON_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Single bits that change in what stands before the records, and a writer that is started on such a file. A queue's header is
 * Chronicle's, which goes by it; a segment's is ours.
 */
@Timeout(300)
class HeaderFlipTest {
    private static final int FLIPS = 150;
    private static final int BATCHES = 300; // Chronicle notes every 128th in its index
    private static final int WRITE_MARK = 64;
    private static final int INDEXES = 240;
    private static final int FIRST_INDEX = 0x400F0;

    /** Byte and bit at each of which a start failed, or the log halted at the next entry of its index. */
    private static final int[][] FAILED_ONCE = {
        {0x79, 7}, {0x89, 7}, {0x99, 2}, {0x9a, 0}, {0x9b, 4}, {0xf1, 3}, {0xf2, 2}, {0x40, 5}, {0x41, 0}, {0x42, 0},
        {0x400fd, 1}, {0xc8, 1}, {0xca, 3}
    };

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("HeaderFlipTest seed " + seed);
    }

    @Test
    void shouldGoOnBehindAllCommandsOrNameTheDamageWhicheverBitOfAQueuesHeaderChanged() throws IOException {
        Image image = new Image(write(directory.resolve("whole"), Durability.PROCESS_CRASH), directory);
        int wentOn = 0;
        List<int[]> flips = flipsOfAQueue();
        for (int[] flip : flips) {
            Path copy = image.copy("flipped");
            try (DiskBytes disk = new DiskBytes(JournalFiles.list(copy).getFirst())) {
                disk.flip(flip[0], flip[1]);
            }
            try {
                wentOn += goOn(copy, image.written) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("bit " + flip[1] + " of byte " + flip[0] + ", seed " + seed, e);
            }
        }
        assertTrue(wentOn > flips.size() / 2 && wentOn < flips.size(), wentOn + " of " + flips.size());
    }

    /** Those that failed once, each bit of the write mark that may be set, and others by chance. */
    private List<int[]> flipsOfAQueue() {
        List<int[]> flips = new ArrayList<>(List.of(FAILED_ONCE));
        for (int bit = 0; bit < 3 * Byte.SIZE; bit++) {
            flips.add(new int[]{WRITE_MARK + bit / Byte.SIZE, bit % Byte.SIZE});
        }
        for (int i = 0; i < FLIPS; i++) {
            int at = i % 5 == 0 ? FIRST_INDEX + random.nextInt(32) : random.nextInt(INDEXES + 2 * Long.BYTES);
            flips.add(new int[]{at, random.nextInt(Byte.SIZE)});
        }
        return flips;
    }

    /** Whether it did; otherwise reader and writer agree that it must not. */
    private static boolean goOn(Path journal, List<Entry> before) {
        boolean isSound = JournalInspection.of(journal, 1).isEmpty();
        if (!isSound) {
            assertThrows(JournalDamage.class, () -> Entry.readAll(journal));
            goOnAsAnEventLog(journal);
            return false;
        }
        assertEquals(before.size(), JournalReader.soundEndOf(journal));
        Script script = Script.after(before.size());
        for (int life = 0; life < 2; life++) {
            try (CommandLog log = open(journal, script.lastSequence())) {
                for (int i = 0; i < BATCHES; i++) {
                    script.batch(log, NOON_NS, 1);
                }
            }
        }
        assertEquals(List.of(), JournalInspection.of(journal, 1));
        List<Entry> all = new ArrayList<>(before);
        all.addAll(script.written);
        assertEquals(all, Entry.readAll(journal));
        return true;
    }

    /** Which nobody reads whole before it goes on: it names the damage, or leaves it to be found, and writes nothing over it. */
    private static void goOnAsAnEventLog(Path journal) {
        try {
            open(journal, JournalReader.soundEndOf(journal)).close();
            assertFalse(JournalInspection.of(journal, 1).isEmpty());
        } catch (JournalDamage damage) {
            assertEquals(damage.file(), JournalFiles.list(journal).getFirst());
        }
    }

    private static CommandLog open(Path journal, long lastSequence) {
        return JournalWriter.open(journal, config(JournalWriter.durabilityOf(journal).orElseThrow()), lastSequence);
    }

    @Test
    void shouldNotStartOnASegmentWhoseHeaderChangedAndStartWhereTheRestOfItsBlockDid() throws IOException {
        Image image = new Image(write(directory.resolve("whole"), Durability.POWER_LOSS), directory);
        for (int i = 0; i < FLIPS; i++) {
            boolean isInHeader = i % 3 > 0;
            int at = isInHeader
                    ? random.nextInt(28)
                    : SegmentLayout.HEADER_BYTES
                            + random.nextInt(SegmentLayout.FIRST_RECORD - SegmentLayout.HEADER_BYTES);
            int bit = random.nextInt(Byte.SIZE);
            String what = "bit " + bit + " of byte " + at + ", seed " + seed;
            Path copy = image.copy("flipped");
            try (DiskBytes disk = new DiskBytes(JournalFiles.list(copy).getFirst())) {
                disk.flip(at, bit);
            }
            assertEquals(isInHeader, !JournalInspection.of(copy, 1).isEmpty(), what);
            if (isInHeader) {
                assertThrows(JournalDamage.class, () -> open(copy, image.written.size()), what);
            } else {
                assertTrue(goOn(copy, image.written), what);
            }
        }
    }

    private static Path write(Path journal, Durability durability) {
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(journal, config(durability), 0)) {
            for (int i = 0; i < BATCHES; i++) {
                script.batch(log, NOON_NS, 1);
            }
        }
        return journal;
    }

    private static JournalConfig config(Durability durability) {
        return new JournalConfig(16 << 10, 1024, 0, durability, 256 << 10);
    }

    /** A journal of one file that has anything in it, of which there may be many copies: files are large and nearly empty. */
    private static final class Image {
        private final Path directory;
        private final Path file;
        private final List<Entry> written;
        private final byte[] bytes;

        Image(Path journal, Path directory) throws IOException {
            this.directory = directory;
            file = JournalFiles.list(journal).getFirst();
            written = Entry.readAll(journal);
            try (DiskBytes disk = new DiskBytes(file)) {
                bytes = disk.read(0, Math.toIntExact(RecordSpan.of(journal).getLast().to()));
            }
        }

        /** In the place of the copy made before. */
        Path copy(String name) throws IOException {
            Path copy = directory.resolve(name);
            if (Files.exists(copy)) {
                try (Stream<Path> files = Files.walk(copy)) {
                    for (Path old : files.toList().reversed()) {
                        Files.delete(old);
                    }
                }
            }
            Files.createDirectory(copy);
            try (RandomAccessFile target =
                    new RandomAccessFile(copy.resolve(file.getFileName()).toFile(), "rw")) {
                target.write(bytes);
                target.setLength(Files.size(file));
            }
            return copy;
        }
    }
}
