package io.bullring.gateway.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.journal.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a snapshot is made; the process that makes it only counts here. */
@Timeout(60)
final class SnapshotScheduleTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int LOOKS = 3;

    @TempDir
    private Path directory;

    private final AtomicLong lastSequence = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void shouldMakeOneAfterSoManyCommandsAndTheNextAfterAsMany() {
        try (SnapshotSchedule schedule = schedule(10, NEVER, 1_000)) {
            schedule.start();
            lastSequence.set(9);
            assertMade(0);
            lastSequence.set(10);
            assertMade(1);
            lastSequence.set(19);
            assertMade(1);
            lastSequence.set(20);
            assertMade(2);
        }
    }

    @Test
    void shouldMakeOneAfterSoMuchTimeIfThereWasACommand() {
        try (SnapshotSchedule schedule = schedule(0, Duration.ofNanos(1), 1_000)) {
            schedule.start();
            assertMade(0);
            lastSequence.set(1);
            assertMade(1);
        }
    }

    @Test
    void shouldMakeOneAtTheEndIfItSavesTheNextStartEnough() {
        try (SnapshotSchedule schedule = schedule(0, NEVER, 100)) {
            lastSequence.set(99);
            schedule.makeLast();
            assertThat(made).hasValue(0);
            lastSequence.set(100);
            schedule.makeLast();
            assertThat(made).hasValue(1);
        }
    }

    private SnapshotSchedule schedule(long everyCommands, Duration every, long atEndCommands) {
        SnapshotConfig config = new SnapshotConfig(everyCommands, every, Duration.ofMinutes(1), 3, 0, atEndCommands);
        SnapshotProcess process = new SnapshotProcess(directory, directory, config, () -> 0) {
            @Override
            public String run(Duration patience, BooleanSupplier isEnough) {
                made.incrementAndGet();
                return null;
            }
        };
        return new SnapshotSchedule(config, new SnapshotStore(directory, 3), process, () -> {
            looks.incrementAndGet();
            return lastSequence.get();
        }, () -> 0);
    }

    /** Once it has looked some more times. */
    private void assertMade(int expected) {
        int before = looks.get();
        while (looks.get() - before < LOOKS) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(made).hasValue(expected);
    }
}
