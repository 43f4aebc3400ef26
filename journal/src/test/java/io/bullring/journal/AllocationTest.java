package io.bullring.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bullring.core.workload.CommandFactory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BATCHES = 20_000;
    private static final int COMMANDS_PER_BATCH = 8;
    private static final int ROUNDS = 12;

    @TempDir
    Path directory;

    private final CommandFactory command = Script.order(new CommandFactory(), 7);
    private Object kept = this;

    /** Within one of the 64 MiB pieces that Chronicle maps; mapping the next one takes some hundred bytes. */
    @Test
    void shouldAllocateNothingPerCommandOrBatch() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0)) {
            append(log, false);

            assertEquals(0, fewest(log, false));
        }
    }

    /** The twin that allocates on purpose shows that the meter works. */
    @Test
    void shouldSeeSingleObjectPerBatch() {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0)) {
            append(log, true);

            assertTrue(fewest(log, true) >= 16L * BATCHES, "an object has at least 16 bytes");
            assertTrue(kept instanceof long[]);
        }
    }

    /** Of several rounds, because a compiler that is not done or finishes meanwhile allocates on our account. */
    private long fewest(ChronicleCommandLog log, boolean wasteful) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && fewest > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            append(log, wasteful);
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    private void append(ChronicleCommandLog log, boolean wasteful) {
        for (int batch = 0; batch < BATCHES; batch++) {
            log.begin(log.lastSequence() + 1, Script.NOON_NS + log.lastSequence());
            for (int i = 0; i < COMMANDS_PER_BATCH; i++) {
                log.add(command.buffer(), 0, command.length());
            }
            log.commit();
            if (wasteful) {
                kept = new long[0];
            }
        }
    }
}
