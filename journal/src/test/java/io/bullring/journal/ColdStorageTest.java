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
import java.nio.file.AccessDeniedException;
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
        Rehearsal.run(journal, snapshots, COMMANDS / 2, Long.MAX_VALUE);
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
    void shouldNotDisturbWhoIsWriting() {
        int half = COMMANDS / 2;
        Path beside = directory.resolve("beside");
        List<Path> moved = new ArrayList<>();
        try (CommandLog log = open(beside, 0)) {
            write(log, 0, half);
            moved.addAll(ColdStorage.move(beside, ALL, ALL));
            write(log, half, COMMANDS);
            moved.addAll(ColdStorage.move(beside, timeNs(COMMANDS), COMMANDS));
        }

        assertThat(moved).hasSizeGreaterThan(2).isEqualTo(JournalFiles.list(beside.resolve("cold")));
        assertThat(JournalInspection.of(beside, 10)).isEmpty();
        assertEquals(expected, replayed(beside));
    }

    @Test
    void shouldMoveTheFilesOfAnEventLogThatIsBeingWritten() {
        Path whole = directory.resolve("whole-events");
        Path beside = directory.resolve("events");
        try (EventLog events = EventLog.open(whole)) {
            replay(journal, events);
        }
        List<Path> moved = new ArrayList<>();
        try (EventLog events = EventLog.open(beside)) {
            EngineHost host = new EngineHost(events);
            try (JournalReader reader = JournalReader.open(journal)) {
                while (host.lastSequence() < COMMANDS / 2 && reader.poll(host)) {
                    host.onBatchEnd();
                }
                moved.addAll(ColdStorage.move(beside, ALL, ALL));
                Recovery.readAll(reader, host);
                host.onBatchEnd();
            }
            moved.addAll(ColdStorage.move(beside, ALL, ALL));
            assertEquals(COMMANDS, events.checkpoint());
        }

        assertThat(moved).hasSizeGreaterThan(2).isEqualTo(JournalFiles.list(beside.resolve("cold")));
        assertEquals(Entry.readAll(whole), Entry.readAll(beside));
    }

    @Test
    void shouldStartWithoutAColdStorageThatCannotBeListedAndNameIt() {
        Rehearsal.run(journal, snapshots, COMMANDS / 2, Long.MAX_VALUE);
        List<Path> moved = ColdStorage.move(journal, ALL, snapshots.oldestSequence().getAsLong());
        JournalFiles.Listing refused = at -> {
            throw new AccessDeniedException(at.toString());
        };

        assertThat(JournalFiles.list(journal, refused)).isNotEmpty().doesNotContainAnyElementsOf(moved);
        assertThat(JournalFiles.coldFault(journal, refused).orElseThrow())
                .hasMessage(journal.resolve("cold").toString());
        assertThat(JournalFiles.coldFault(journal)).isEmpty();
        assertThat(JournalFiles.coldFault(directory.resolve("nowhere"), refused)).isEmpty();
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
        try (CommandLog log = open(journal, from)) {
            write(log, from, to);
        }
    }

    private CommandLog open(Path at, long lastSequence) {
        JournalConfig config = new JournalConfig(BATCH_BYTES, BATCH, 0, durability, SEGMENT_BYTES);
        return JournalWriter.open(at, config, lastSequence);
    }

    private void write(CommandLog log, int from, int to) {
        for (int next = from; next < to;) {
            next = tape.writeBatch(log, next, next + BATCH, timeNs(next));
        }
    }

    private long timeNs(int command) {
        return tape.timeNs(0) + command * STEP_NS;
    }

    private String replayed() {
        return replayed(journal);
    }

    private static String replayed(Path at) {
        return StateHash.of(replay(at, NOBODY).engine());
    }

    private static EngineHost replay(Path at, EventListener listener) {
        EngineHost host = new EngineHost(listener);
        Recovery.replay(at, host);
        host.onBatchEnd();
        return host;
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
