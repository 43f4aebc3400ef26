package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.CommandLog;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.Restoration;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Older files may lie elsewhere, or be taken away: no start needs them, every reader finds them, nothing is lost. */
@ParameterizedClass
@EnumSource(Durability.class)
class ColdStorageTest {
    private static final int COMMANDS = 6_000;
    private static final int BATCH = 20;
    private static final long DAY_NS = TimeUnit.DAYS.toNanos(1);
    private static final long STEP_NS = 10 * DAY_NS / COMMANDS;
    private static final long ALL = Long.MAX_VALUE;
    private static final int BATCH_BYTES = 1 << 15;
    private static final int SEGMENT_BYTES = 1 << 17;
    private static final EventListener NOBODY =
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {};

    @Parameter
    Durability durability;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private Path journal;
    private SnapshotStore snapshots;
    private WorkloadTape tape;
    private String expected;

    @BeforeEach
    void makeJournalOfTenDays() {
        System.out.println("ColdStorageTest seed " + seed);
        journal = directory.resolve("journal");
        snapshots = new SnapshotStore(directory.resolve("snapshots"), 3);
        tape = WorkloadTape.of(WorkloadGenerator.trading(seed, WorkloadMix.trading(200, 10)), COMMANDS + BATCH);
        write(0, COMMANDS);
        expected = replayed();
    }

    @Test
    void shouldMoveWhatIsOldAndReadItAllTheSame() {
        List<Path> before = JournalFiles.list(journal);

        List<Path> moved = ColdStorage.move(journal, timeNs(COMMANDS / 2), ALL);

        assertThat(moved).isNotEmpty().isEqualTo(filesIn("cold"));
        assertThat(names(JournalFiles.list(journal))).isEqualTo(names(before));
        assertThat(JournalFiles.list(journal).subList(0, moved.size())).isEqualTo(moved);
        assertThat(firstTimeNs(JournalFiles.list(journal).get(moved.size() + 1)))
                .isGreaterThanOrEqualTo(timeNs(COMMANDS / 2));
        assertThat(JournalInspection.of(journal, 10)).isEmpty();
        assertEquals(expected, replayed());
    }

    @Test
    void shouldMoveNothingTwiceAndNeverTheLastFile() {
        List<Path> moved = ColdStorage.move(journal, ALL, ALL);

        assertThat(ColdStorage.move(journal, ALL, ALL)).isEmpty();
        assertThat(JournalFiles.list(journal).size() - moved.size()).isBetween(1, 2); // and the segment made ready
        assertEquals(COMMANDS, JournalReader.lastSequenceIn(journal));
    }

    @Test
    void shouldMoveNothingThatAStartMayNeed() {
        assertThat(ColdStorage.move(journal, ALL, 1)).isEmpty();
        assertThat(ColdStorage.move(journal, 0, ALL)).isEmpty();
    }

    @Test
    void shouldStartFromASnapshotWhenTheColdStorageIsTakenAwayAndSayWhatAFullReplayLacks() throws IOException {
        Rehearsal.run(journal, snapshots, COMMANDS / 2);
        ColdStorage.move(journal, ALL, snapshots.oldestSequence().getAsLong());
        Path away = Files.move(journal.resolve("cold"), directory.resolve("away"));

        Restoration restored = Restoration.of(
                journal, snapshots, ALL, COMMANDS, () -> new EngineHost(NOBODY), (file, header, host) -> {});
        JournalDamage damage = assertThrows(JournalDamage.class, this::replayed);
        Files.move(away, journal.resolve("cold"));

        assertEquals(expected, StateHash.of(restored.host().engine()));
        assertThat(damage).hasMessageContaining("commands are missing: older files, taken away from ")
                .hasMessageContaining("cold? Put them back there");
        assertEquals(expected, replayed());
    }

    @Test
    void shouldGoOnWritingBehindWhatWasMoved() {
        ColdStorage.move(journal, ALL, ALL);

        write(COMMANDS, COMMANDS + BATCH);

        assertEquals(COMMANDS + BATCH, JournalReader.lastSequenceIn(journal));
        assertThat(JournalInspection.of(journal, 10)).isEmpty();
    }

    @Test
    void shouldNotDisturbWhoIsReading() {
        List<Long> sequences = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            reader.poll((sequence, timeNs, command, offset, length) -> sequences.add(sequence));
            ColdStorage.move(journal, ALL, ALL);
            Recovery.readAll(reader, (sequence, timeNs, command, offset, length) -> sequences.add(sequence));
        }

        assertThat(sequences).hasSize(COMMANDS).startsWith(1L).endsWith((long) COMMANDS).isSorted();
    }

    @Test
    void shouldReadOnceWhatIsInBothPlacesAndGoOnWhereACopyWasInterrupted() throws IOException {
        Path first = JournalFiles.list(journal).getFirst();
        Path cold = Files.createDirectories(journal.resolve("cold"));
        Files.copy(first, cold.resolve(first.getFileName()));
        Path interrupted = Files.createFile(cold.resolve(first.getFileName() + ".arriving"));

        assertEquals(expected, replayed());
        ColdStorage.move(journal, ALL, ALL);

        assertThat(interrupted).doesNotExist();
        assertThat(first).doesNotExist();
        assertEquals(expected, replayed());
    }

    @Test
    void shouldCopyToAnotherDiskAndRemoveOnlyThen() throws IOException {
        Path first = JournalFiles.list(journal).getFirst();
        byte[] bytes = Files.readAllBytes(first);
        Path cold = Files.createDirectories(journal.resolve("cold"));

        Path copied = ColdStorage.copy(first, cold.resolve(first.getFileName()));

        assertThat(copied).hasBinaryContent(bytes);
        assertThat(first).doesNotExist();
        assertThat(filesIn("cold")).containsExactly(copied);
        assertEquals(expected, replayed());
    }

    private void write(int from, int to) {
        JournalConfig config = new JournalConfig(BATCH_BYTES, BATCH, 0, durability, SEGMENT_BYTES);
        try (CommandLog log = JournalWriter.open(journal, config, from)) {
            for (int next = from; next < to; next += BATCH) {
                log.begin(next + 1, timeNs(next));
                for (int i = next; i < next + BATCH; i++) {
                    log.add(tape.buffer(), tape.offset(i), tape.length(i));
                }
                log.commit();
            }
        }
    }

    private long timeNs(int command) {
        return tape.timeNs(0) + command * STEP_NS;
    }

    private String replayed() {
        EngineHost host = new EngineHost(NOBODY);
        Recovery.replay(journal, host);
        return StateHash.of(host.engine());
    }

    private static long firstTimeNs(Path file) {
        try (BatchFile batches = BatchFile.open(file)) {
            batches.next(JournalReader.ANY_SEQUENCE);
            return batches.timeNs();
        }
    }

    private List<Path> filesIn(String child) {
        return JournalFiles.list(journal.resolve(child));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
