package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalLockTest {
    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    @TempDir
    Path directory;

    @Test
    void shouldRefuseSecondWriterOfSameProcess() throws IOException {
        try (ChronicleCommandLog first = ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0)) {
            assertEquals(0, first.lastSequence());
            JournalInUse inUse = assertThrows(
                    JournalInUse.class, () -> ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0));

            assertEquals(OWN_PID, inUse.holder());
            assertThat(inUse.getMessage()).contains("process " + OWN_PID).contains("journal.lock");
            assertEquals(directory.toRealPath().resolve("journal.lock"), inUse.lockFile());
        }
    }

    @Test
    void shouldRefuseSecondWriterThatCameByAnotherName() throws IOException {
        Path link = Files.createSymbolicLink(
                directory.resolveSibling(directory.getFileName() + "-link"), directory.toAbsolutePath());
        try (JournalLock lock = JournalLock.acquire(directory)) {
            assertThrows(JournalInUse.class, () -> JournalLock.acquire(link));
            assertEquals(directory.toRealPath(), lock.directory());
        } finally {
            Files.delete(link);
        }
    }

    /** Also after this process was refused: an attempt that opens and closes the file would have lost the lock. */
    @Test
    void shouldRefuseWriterOfAnotherProcess() throws Exception {
        try (JournalLock lock = JournalLock.acquire(directory)) {
            assertThrows(JournalInUse.class, () -> JournalLock.acquire(lock.directory()));

            ChildJvm child = ChildJvm.start(LockingProcess.class, directory);
            try {
                assertEquals("refused by " + OWN_PID, child.readLine());
            } finally {
                child.kill();
            }
        }
    }

    @Test
    void shouldNameOtherProcessAndTakeLockOnceThatWasKilled() throws Exception {
        ChildJvm child = ChildJvm.start(LockingProcess.class, directory);
        try {
            assertEquals("locked", child.readLine());

            assertThatThrownBy(() -> JournalLock.acquire(directory))
                    .isInstanceOf(JournalInUse.class)
                    .hasMessageContaining("process " + child.process().pid());
        } finally {
            child.kill();
        }
        JournalLock.acquire(directory).close();
    }

    @Test
    void shouldGiveLockBackWhenClosed() {
        JournalLock lock = JournalLock.acquire(directory);
        lock.close();
        lock.close();

        JournalLock.acquire(directory).close();
    }

    @Test
    void shouldWriteHolderIntoFile() throws Exception {
        ChildJvm child = ChildJvm.start(LockingProcess.class, directory);
        try {
            assertEquals("locked", child.readLine());
            assertEquals(child.process().pid() + "\n", Files.readString(directory.resolve("journal.lock")));
        } finally {
            child.kill();
        }
    }

    /** Takes the lock and says so, or says who has it; then waits to be killed. */
    static final class LockingProcess {
        private LockingProcess() {}

        public static void main(String[] args) throws IOException {
            try {
                JournalLock lock = JournalLock.acquire(Path.of(args[0]));
                System.out.println("locked");
                System.exit(System.in.read());
                lock.close();
            } catch (JournalInUse e) {
                System.out.println("refused by " + e.holder());
                System.exit(System.in.read());
            }
        }
    }
}
