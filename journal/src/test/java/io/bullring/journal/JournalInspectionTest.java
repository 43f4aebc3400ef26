package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalInspectionTest {
    private static final int DAYS = 2;
    private static final int BATCHES = 4;
    private static final int PER_BATCH = 3;

    @TempDir
    Path directory;

    @BeforeEach
    void writeTwoDays() {
        Script script = new Script();
        try (ChronicleCommandLog log = ChronicleCommandLog.open(
                directory, new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH), 0)) {
            for (int day = 0; day < DAYS; day++) {
                for (int batch = 0; batch < BATCHES; batch++) {
                    script.batch(log, Script.NOON_NS + day * Script.DAY_NS + batch, PER_BATCH);
                }
            }
        }
    }

    @Test
    void shouldFindNothingInSoundJournal() {
        assertEquals(List.of(), JournalInspection.of(directory, 10));
    }

    @Test
    void shouldNameEveryDamagedDocumentInEveryFile() throws IOException {
        List<Long> first = documents(file(0));
        List<Long> second = documents(file(1));
        flip(file(0), first.get(1) + 60);
        flip(file(0), first.get(3) + 60);
        flip(file(1), second.get(2) + 60);

        List<JournalDamage> found = JournalInspection.of(directory, 10);

        assertEquals(
                List.of(
                        file(0) + " " + first.get(1),
                        file(0) + " " + first.get(3),
                        file(1) + " " + second.get(2)),
                found.stream().map(damage -> damage.file() + " " + damage.positionBytes()).toList());
        assertThat(found).allMatch(damage -> damage.what().contains("checksum"));
    }

    @Test
    void shouldGoOnWithNextFileWhereFramingIsLost() throws IOException {
        List<Long> first = documents(file(0));
        List<Long> second = documents(file(1));
        flip(file(0), first.get(1) + 3); // bit 24 of the word: a document of another length
        flip(file(1), second.get(0) + 60);

        List<JournalDamage> found = JournalInspection.of(directory, 10);

        assertEquals(first.get(1), found.getFirst().positionBytes());
        assertEquals(file(1), found.getLast().file());
        assertThat(found).hasSize(2);
    }

    @Test
    void shouldGoOnBehindASegmentWhoseHeaderIsDamaged() throws IOException {
        Path segments = directory.resolve("segments");
        JournalConfig config = new JournalConfig(16 << 10, 1024, 0, Durability.POWER_LOSS, 64 << 10);
        Script script = new Script();
        try (CommandLog log = JournalWriter.open(segments, config, 0)) {
            while (JournalFiles.list(segments).size() < 4) {
                script.batch(log, Script.NOON_NS, 40);
            }
        }
        List<Path> files = JournalFiles.list(segments);
        flip(files.get(0), 8);
        flip(files.get(1), SegmentLayout.FIRST_RECORD + 60);

        List<JournalDamage> found = JournalInspection.of(segments, 10);

        assertEquals(files.subList(0, 2), found.stream().map(JournalDamage::file).toList());
        assertThat(found.getFirst().what()).contains("header");
        assertThat(found.getLast().what()).contains("checksum");
    }

    @Test
    void shouldStopAtLimit() throws IOException {
        for (long position : documents(file(0))) {
            flip(file(0), position + 60);
        }

        assertThat(JournalInspection.of(directory, 2)).hasSize(2);
    }

    private Path file(int day) {
        return JournalFiles.list(directory).get(day);
    }

    /** Where the words of a file's documents are. */
    private static List<Long> documents(Path path) {
        List<Long> positions = new ArrayList<>();
        try (QueueFile file = QueueFile.open(path)) {
            while (file.next(1)) {
                positions.add(file.position());
            }
        }
        return positions;
    }

    private static void flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.flip(), position);
        }
    }
}
