package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.workload.CommandFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a full disk does to a mapped file: pages that cannot be had, and an error that the JVM delivers late. Cutting the file
 * under the mapping has the same effect. How late depends on the compiler and on assertions being off, hence the process of
 * its own; without reading back before the commit, some of its runs publish a batch of which a part is lost.
 */
@Timeout(120)
class LostPagesTest {
    private static final JournalConfig CONFIG = new JournalConfig(1 << 20, 1024, 0, Durability.PROCESS_CRASH);
    private static final int RUNS = 8;
    private static final int BATCHES_BEFORE = 30_000;
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    @Test
    void shouldNeverPublishBatchThatMappedFileLost() throws Exception {
        ChildJvm child = ChildJvm.start(LosingProcess.class, directory);
        try {
            for (int run = 0; run < RUNS; run++) {
                String[] told = child.readLine().split(" ");
                long begun = Long.parseLong(told[1]);
                long committed = Long.parseLong(told[2]);
                assertThat(told[0]).isIn("JournalFault", "InternalError");

                Path journal = directory.resolve("run" + run);
                long lastSequence = lastSequence(journal);
                assertThat(lastSequence).as("run " + run).isBetween(committed, begun);
                if (told[3].equals("certain")) {
                    assertEquals(committed, lastSequence, "what was refused has not happened, run " + run);
                }
                goOn(journal, lastSequence);
            }
        } finally {
            child.kill();
        }
    }

    /** Once there is room again, a new writer goes on. */
    private static void goOn(Path journal, long lastSequence) {
        try (ChronicleCommandLog log = ChronicleCommandLog.open(journal, CONFIG, lastSequence)) {
            Script.after(lastSequence).batch(log, Script.NOON_NS, 3);
        }
        assertEquals(lastSequence + 3, lastSequence(journal));
    }

    private static long lastSequence(Path journal) {
        return Recovery.replay(journal, (sequence, timeNs, command, offset, length) -> {})
                .lastSequence();
    }

    /** Writes, loses the pages behind what was written, writes on until an error, and says how far it came. */
    static final class LosingProcess {
        private final CommandFactory commands = new CommandFactory();
        private long begun;
        private long committed;

        private LosingProcess() {}

        public static void main(String[] args) throws Exception {
            for (int run = 0; run < RUNS; run++) {
                Path journal = Path.of(args[0], "run" + run);
                int batch = 3 + run;
                Thread thread = new Thread(() -> new LosingProcess().tell(journal, batch), "writer");
                thread.start();
                thread.join();
            }
            System.exit(System.in.read());
        }

        private void tell(Path journal, int batch) {
            try (ChronicleCommandLog log = ChronicleCommandLog.open(journal, CONFIG, 0)) {
                write(log, batch, BATCHES_BEFORE);
                cutBehind(journal, log.positionBytes());
                write(log, batch, Integer.MAX_VALUE);
            } catch (JournalFault | InternalError | IOException e) {
                String known = e instanceof JournalFault fault && fault.isCertain() ? "certain" : "unknown";
                System.out.println(e.getClass().getSimpleName() + " " + begun + " " + committed + " " + known);
            }
        }

        private void write(ChronicleCommandLog log, int batch, int batches) {
            for (int i = 0; i < batches; i++) {
                log.begin(begun + 1, Script.NOON_NS);
                for (int j = 0; j < batch; j++) {
                    Script.order(commands, ++begun);
                    log.add(commands.buffer(), 0, commands.length());
                }
                log.commit();
                committed = begun;
            }
        }

        private static void cutBehind(Path journal, long position) throws IOException {
            try (DiskBytes disk = new DiskBytes(JournalFiles.list(journal).getFirst())) {
                disk.cut((position + 2 * PAGE) & -PAGE);
            }
        }
    }
}
