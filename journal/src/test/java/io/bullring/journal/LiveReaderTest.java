package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader beside a writer at full speed: it never takes what is being written for damage, and misses nothing. */
@Timeout(60)
class LiveReaderTest {
    private static final int BATCHES_PER_DAY = 5_000;
    private static final int DAYS = 4;

    @TempDir
    Path directory;

    @Test
    void shouldReadAllThatIsWrittenMeanwhile() {
        Script script = new Script();
        Entry.Recorder recorder = new Entry.Recorder();
        int looks = 0;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(script));
        try (JournalReader reader = JournalReader.open(directory)) {
            boolean written = false;
            while (!written) {
                written = writer.isDone();
                Recovery.readAll(reader, recorder);
                looks++;
            }
            assertEquals(DAYS * BATCHES_PER_DAY, reader.documents());
        }
        writer.join();

        assertEquals(script.written, recorder.entries);
        assertTrue(looks > 1, "the reader ran beside the writer");
    }

    @Test
    void shouldStartAgainBesideWriter() {
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(new Script()));
        long before = 0;
        int replays = 0;
        while (!writer.isDone()) {
            RecoveryReport report =
                    Recovery.replay(directory, (sequence, timeNs, command, offset, length) -> {});
            assertTrue(report.lastSequence() >= before);
            before = report.lastSequence();
            replays++;
        }
        writer.join();

        assertTrue(replays > 0 && before > 0, "the reader ran beside the writer");
    }

    private void write(Script script) {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0)) {
            for (int day = 0; day < DAYS; day++) {
                for (int i = 0; i < BATCHES_PER_DAY; i++) {
                    script.batch(log, Script.NOON_NS + day * Script.DAY_NS + i, 1 + i % 20);
                }
            }
        }
    }
}
