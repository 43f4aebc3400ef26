package io.bullring.journal.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.CommandLog;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.journal.CommandsMissing;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.JournalReader;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.Recovery;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.DiskFile;
import io.bullring.journal.disk.SystemDisk;
import io.bullring.journal.skip.PoisonedJournal;
import io.bullring.journal.skip.SkipDesk;
import io.bullring.journal.skip.SkipRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A start from a snapshot and the tail comes out where a replay of everything does, whatever happened to the snapshots. */
@ParameterizedClass
@EnumSource(Durability.class)
class RestorationTest {
    private static final int COMMANDS = 6_000;
    private static final int FLIPS = 200;
    private static final int BATCH_BYTES = 1 << 15;
    private static final long SEGMENT_BYTES = 1 << 17;
    private static final EventListener NOBODY =
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {};

    @Parameter
    Durability durability;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private Path journal;
    private SnapshotStore store;

    @BeforeEach
    void makeJournal() {
        System.out.println("RestorationTest seed " + seed);
        journal = directory.resolve("journal");
        store = new SnapshotStore(directory.resolve("snapshots"), 3);
        WorkloadMix mix = WorkloadMix.trading(200, 10);
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.trading(seed, mix), COMMANDS);
        JournalConfig config = new JournalConfig(BATCH_BYTES, 1024, 0, durability, SEGMENT_BYTES);
        try (CommandLog log = JournalWriter.open(journal, config, 0)) {
            for (int next = 0; next < COMMANDS;) {
                int end = Math.min(COMMANDS, next + random.nextInt(1, 40));
                next = tape.writeBatch(log, next, end, tape.timeNs(end - 1));
            }
        }
    }

    @Test
    void shouldComeOutAsAfterAFullReplayFromAnySnapshot() {
        String expected = fullReplay();
        for (int i = 0; i < 12; i++) {
            long at = snapshotAfter(random.nextInt(COMMANDS));
            Restoration restored = restore(Long.MAX_VALUE);
            assertEquals(expected, StateHash.of(restored.host().engine()));
            assertTrue(restored.snapshotSequence() >= at);
            assertEquals(COMMANDS - restored.snapshotSequence(), restored.tail().commands());
            assertEquals(COMMANDS, restored.tail().lastSequence());
        }
    }

    @Test
    void shouldReplayEverythingWhenThereIsNoSnapshotOrNoneIsOldEnough() {
        snapshotAfter(COMMANDS / 2);

        assertEquals(0, restore(10).snapshotSequence());
        assertEquals(COMMANDS, restore(10).tail().commands());
    }

    @Test
    void shouldPassOverASnapshotThatTheDiskDoesNotGive() throws IOException {
        long sound = snapshotAfter(COMMANDS / 2);
        Files.createDirectory(store.newestFirst().getFirst().resolveSibling("9".repeat(19) + ".snapshot"));

        Restoration restored = restore(Long.MAX_VALUE);

        assertEquals(sound, restored.snapshotSequence());
        assertEquals(1, restored.damaged().size());
        assertTrue(restored.damaged().getFirst().contains("cannot be read"), restored.damaged().getFirst());
    }

    @Test
    void shouldBeginAtTheBatchThatTheSnapshotNames() {
        long at = snapshotAfter(COMMANDS - 100);
        Restoration restored = restore(Long.MAX_VALUE);

        assertTrue(restored.tail().documents() <= COMMANDS - at + 1, "documents read: " + restored.tail().documents());
    }

    @Test
    void shouldLoseNoCommandToAWrongHint() {
        String expected = fullReplay();
        EngineHost host = new EngineHost(NOBODY);
        JournalPlace place = readSome(host, COMMANDS / 2);
        List<JournalPlace> hints = List.of(
                JournalPlace.BEGINNING,
                new JournalPlace("../journal/" + place.fileName(), place.positionBytes()),
                new JournalPlace("20200101L.cq4", 64),
                new JournalPlace("0000000999.seg", 4096),
                new JournalPlace(place.fileName(), place.positionBytes() + 8),
                new JournalPlace(place.fileName(), -4),
                new JournalPlace(place.fileName(), 0),
                new JournalPlace(place.fileName(), 1L << 40),
                readSome(new EngineHost(NOBODY), COMMANDS));
        for (JournalPlace hint : hints) {
            store.write(host, hint);
            Restoration restored = restore(Long.MAX_VALUE);
            assertEquals(expected, StateHash.of(restored.host().engine()), hint.toString());
            assertEquals(host.lastSequence(), restored.snapshotSequence());
        }
    }

    @Test
    void shouldPassOverADamagedSnapshotByNameForTheOneBeforeIt() throws IOException {
        String expected = fullReplay();
        long older = snapshotAfter(COMMANDS / 3);
        snapshotAfter(2 * COMMANDS / 3);
        Path newest = store.newestFirst().getFirst();
        byte[] intact = Files.readAllBytes(newest);
        for (int i = 0; i < FLIPS; i++) {
            long bit = i < SnapshotHeader.BYTES ? i * 8L + random.nextInt(8) : random.nextLong(intact.length * 8L);
            byte[] flipped = intact.clone();
            flipped[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
            Files.write(newest, flipped);
            expectOlder(older, newest, expected, "bit " + bit);
        }
        Files.write(newest, Arrays.copyOf(intact, random.nextInt(intact.length)));
        expectOlder(older, newest, expected, "cut");
        Files.write(newest, Arrays.copyOf(intact, intact.length + 1));
        expectOlder(older, newest, expected, "too long");
    }

    private void expectOlder(long older, Path newest, String expected, String what) {
        Restoration restored = restore(Long.MAX_VALUE);
        assertEquals(older, restored.snapshotSequence(), what);
        assertEquals(1, restored.damaged().size(), what);
        assertTrue(restored.damaged().getFirst().contains(newest.toString()), what);
        assertEquals(expected, StateHash.of(restored.host().engine()), what);
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeItsSnapshot() throws IOException {
        snapshotAfter(COMMANDS);
        for (Path file : JournalFiles.list(journal)) {
            Files.delete(file);
        }

        assertThrows(JournalBehindSnapshot.class, () -> restore(Long.MAX_VALUE));
    }

    /** Of a synced journal no power failure takes anything, so the snapshot is not to be moved away. */
    @Test
    void shouldSayWhetherAPowerFailureMayHaveTakenWhatOnlyASnapshotKnows() {
        snapshotAfter(COMMANDS);
        Path shorter = directory.resolve("shorter");
        JournalWriter.open(shorter, new JournalConfig(BATCH_BYTES, 1024, 0, durability, SEGMENT_BYTES), 0)
                .close();
        Class<? extends RuntimeException> expected =
                durability == Durability.POWER_LOSS ? CommandsMissing.class : JournalBehindSnapshot.class;

        RuntimeException refused = assertThrows(
                expected,
                () -> Restoration.of(shorter, store, Long.MAX_VALUE, () -> new EngineHost(NOBODY)));

        assertTrue(refused.getMessage().contains("ends with command 0, "), refused.getMessage());
        assertTrue(refused.getMessage().contains("command " + COMMANDS), refused.getMessage());
    }

    @Test
    void shouldKeepTheNewestThatAStartCouldUseAndRemoveWhatDiedRunsLeft() throws IOException {
        for (int part = 1; part <= 6; part++) {
            snapshotAfter(part * COMMANDS / 6);
        }
        List<Path> all = store.newestFirst();
        Files.write(all.get(2), new byte[]{1});
        Files.write(all.get(0).resolveSibling("0000000000000000009.snapshot.tmp"), new byte[]{1});

        store.retain(COMMANDS - 1);

        assertEquals(all.subList(0, 5), store.newestFirst());
        try (var files = Files.list(all.get(0).getParent())) {
            assertEquals(5, files.count());
        }
    }

    /** What is derived from the events may stand still, as on a full disk, while snapshots go on. */
    @Test
    void shouldKeepWhatAStartCouldUseHoweverManySnapshotsAreMadeBehindIt() {
        List<Long> made = new ArrayList<>();
        for (int part = 1; part <= 12; part++) {
            made.add(snapshotAfter(part * COMMANDS / 12));
            if (part > 6) {
                store.retain(made.get(1));
            }
        }

        assertEquals(
                List.of(made.get(11), made.get(10), made.get(9), made.get(1), made.get(0)),
                store.newestFirst()
                        .stream()
                        .map(file -> SnapshotStore.headerOf(file).sequence())
                        .toList());
    }

    @Test
    void shouldRemoveADamagedSnapshotByNameOnceEnoughSoundOnesAreNewerAndNoSooner() throws IOException {
        snapshotAfter(COMMANDS / 6);
        snapshotAfter(2 * COMMANDS / 6);
        Path damaged = store.newestFirst().getFirst();
        Files.write(damaged, new byte[]{1});
        for (int part = 3; part <= 4; part++) {
            snapshotAfter(part * COMMANDS / 6);
            assertEquals(List.of(), store.retain(COMMANDS));
            assertEquals(part, store.newestFirst().size());
        }
        snapshotAfter(COMMANDS);
        List<Path> sound = store.newestFirst().subList(0, 3);

        List<String> removed = store.retain(COMMANDS);

        assertEquals(sound, store.newestFirst());
        assertEquals(1, removed.size());
        assertTrue(removed.getFirst().contains(damaged.toString()), removed.getFirst());
    }

    @Test
    void shouldKnowAgainWhatAStartMayNeedWhenTheOldestSnapshotWasDamagedAndIsGone() throws IOException {
        for (int part = 1; part <= 3; part++) {
            snapshotAfter(part * COMMANDS / 6);
        }
        Files.write(store.newestFirst().getLast(), new byte[]{1});
        store.retain(COMMANDS);
        assertEquals(OptionalLong.empty(), store.oldestSequence());
        long oldestSound = SnapshotStore.headerOf(store.newestFirst().get(1)).sequence();

        snapshotAfter(4 * COMMANDS / 6);
        store.retain(COMMANDS);

        assertEquals(OptionalLong.of(oldestSound), store.oldestSequence());
    }

    @Test
    void shouldLeaveTheSnapshotsThatThereAreWhenTheDiskFails() {
        long before = snapshotAfter(COMMANDS / 2);
        EngineHost host = new EngineHost(NOBODY);
        JournalPlace place = readSome(host, COMMANDS);
        for (int writes = 0; writes < 3; writes++) {
            SnapshotStore failing =
                    new SnapshotStore(directory.resolve("snapshots"), 3, new WeakDisk(writes));
            assertThrows(UncheckedIOException.class, () -> failing.write(host, place));
            assertEquals(before, restore(Long.MAX_VALUE).snapshotSequence());
        }
    }

    @Test
    void shouldGoOnAfterShortWrites() {
        EngineHost host = new EngineHost(NOBODY);
        JournalPlace place = readSome(host, COMMANDS);
        new SnapshotStore(directory.resolve("snapshots"), 3, new WeakDisk(Integer.MAX_VALUE)).write(host, place);

        assertEquals(COMMANDS, restore(Long.MAX_VALUE).snapshotSequence());
        assertEquals(List.of(), restore(Long.MAX_VALUE).damaged());
    }

    @Test
    void shouldMakeEachSnapshotFromTheOneBeforeExactlyWhereItIsAsked() {
        int middle = COMMANDS / 2 + random.nextInt(100);
        Rehearsal first = Rehearsal.run(journal, store, middle, Long.MAX_VALUE);
        Rehearsal second = Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE);
        Rehearsal third = Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE);

        assertEquals(List.of(0L, (long) middle), List.of(first.fromSequence(), first.sequence()));
        assertEquals(List.of((long) middle, (long) COMMANDS), List.of(second.fromSequence(), second.sequence()));
        assertEquals(COMMANDS - middle, second.commands());
        assertNull(third.file());
        assertEquals(List.of(second.file(), first.file()), store.newestFirst());
        assertEquals(COMMANDS, store.newest().orElseThrow().sequence());
        assertEquals(fullReplay(), StateHash.of(restore(Long.MAX_VALUE).host().engine()));
        assertEquals(middle, restore(COMMANDS - 1).snapshotSequence());
    }

    @Test
    void shouldNotGoOnFromAStateWithAnotherHashThanItWasWrittenWith() throws IOException {
        long older = snapshotAfter(COMMANDS / 3);
        snapshotAfter(COMMANDS / 2);
        Path newest = store.newestFirst().getFirst();
        SnapshotHeader header = store.newest().orElseThrow();
        byte[] bytes = Files.readAllBytes(newest);
        new SnapshotHeader(
                header.ruleVersion(),
                header.venueId(),
                header.sequence(),
                header.timeNs(),
                header.agents(),
                header.openOrders(),
                "0f".repeat(32),
                header.bodyBytes(),
                header.place())
                .encode()
                .get(bytes, 0, SnapshotHeader.BYTES);
        Files.write(newest, bytes);

        Rehearsal made = Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE);

        assertEquals(older, made.fromSequence());
        assertEquals(1, made.damaged().size());
        assertTrue(made.damaged().getFirst().contains("hash"));
    }

    @Test
    void shouldPassOverWhatIsSkippedBehindTheSnapshot() throws SkipRefused {
        Path poisoned = directory.resolve("poisoned");
        SnapshotStore states = new SnapshotStore(directory.resolve("states"), 3);
        PoisonedJournal commands = new PoisonedJournal(poisoned, durability).batch("rules").batch("account");
        Rehearsal.run(poisoned, states, Long.MAX_VALUE, Long.MAX_VALUE);
        commands.batch("poison", "account");
        assertThrows(ReplayFault.class, () -> Rehearsal.run(poisoned, states, Long.MAX_VALUE, Long.MAX_VALUE));

        new SkipDesk(poisoned).skip(3, "it halts", "a test");

        EngineHost full = new EngineHost(NOBODY);
        Recovery.replay(poisoned, full);
        assertEquals(4, Rehearsal.run(poisoned, states, 4, Long.MAX_VALUE).sequence());
        for (long from : List.of(2L, 4L)) {
            Restoration restored = Restoration.of(poisoned, states, from, () -> new EngineHost(NOBODY));
            assertEquals(from, restored.snapshotSequence());
            assertEquals(5, restored.tail().lastSequence());
            assertEquals(StateHash.of(full.engine()), StateHash.of(restored.host().engine()));
        }
    }

    @Test
    void shouldMakeOneSnapshotAtATime() {
        try (JournalLock held = JournalLock.acquire(store.directory())) {
            assertThrows(JournalInUse.class, () -> Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE));
            assertTrue(Files.exists(held.directory()));
        }
        assertEquals(COMMANDS, Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE).sequence());
    }

    /** The system's disk, whose new files take little at a time and, after so many writes, nothing any more. */
    private static final class WeakDisk implements Disk {
        private static final int MOST_BYTES = 10_007;

        private final Disk disk = new SystemDisk();
        private int writesLeft;

        WeakDisk(int writes) {
            writesLeft = writes;
        }

        @Override
        public DiskFile open(Path file) throws IOException {
            return disk.open(file);
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            return new WeakFile(disk.create(file));
        }

        @Override
        public List<Path> list(Path at) throws IOException {
            return disk.list(at);
        }

        @Override
        public boolean exists(Path file) {
            return disk.exists(file);
        }

        @Override
        public void rename(Path source, Path target) throws IOException {
            disk.rename(source, target);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void syncDirectory(Path at) throws IOException {
            disk.syncDirectory(at);
        }

        private final class WeakFile implements DiskFile {
            private final DiskFile file;

            WeakFile(DiskFile file) {
                this.file = file;
            }

            @Override
            public int write(ByteBuffer source, long positionBytes) throws IOException {
                if (writesLeft == 0) {
                    throw new IOException("No space left on device");
                }
                writesLeft--;
                int limit = source.limit();
                source.limit(Math.min(limit, source.position() + MOST_BYTES));
                int written = file.write(source, positionBytes);
                source.limit(limit);
                return written;
            }

            @Override
            public int read(ByteBuffer target, long positionBytes) throws IOException {
                return file.read(target, positionBytes);
            }

            @Override
            public void force() throws IOException {
                file.force();
            }

            @Override
            public long sizeBytes() throws IOException {
                return file.sizeBytes();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }

    private Restoration restore(long noLaterThan) {
        return Restoration.of(journal, store, noLaterThan, () -> new EngineHost(NOBODY));
    }

    private String fullReplay() {
        EngineHost host = new EngineHost(NOBODY);
        Recovery.replay(journal, host);
        return StateHash.of(host.engine());
    }

    /** A snapshot behind the batch with this command. Returns its sequence. */
    private long snapshotAfter(int sequence) {
        EngineHost host = new EngineHost(NOBODY);
        store.write(host, readSome(host, sequence));
        return host.lastSequence();
    }

    private JournalPlace readSome(EngineHost host, int sequence) {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (host.lastSequence() < sequence && reader.poll(host)) {}
            return reader.place();
        }
    }
}
