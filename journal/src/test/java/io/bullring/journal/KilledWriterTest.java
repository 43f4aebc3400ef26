package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.bullring.core.port.CommandListener;
import io.bullring.core.workload.CommandFactory;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer at full speed is killed, again and again, in one journal. */
@Timeout(120)
class KilledWriterTest {
    private static final int RUNS = 5;
    private static final int COMMANDS_PER_BATCH = 500;

    @TempDir
    Path directory;

    @Test
    void shouldHoldEveryBatchThatWasReportedCommitted() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long lastSequence = 0;
        for (int run = 0; run < RUNS; run++) {
            long reported = writeAndKill(lastSequence, 1 + random.nextInt(200));
            Check check = new Check();
            RecoveryReport report = Recovery.replay(directory, check);

            String context = "run " + run + ", seed " + seed;
            assertThat(reported).as(context).isGreaterThan(lastSequence);
            assertThat(report.lastSequence()).as(context).isGreaterThanOrEqualTo(reported);
            assertThat(report.lastSequence()).as(context).isLessThanOrEqualTo(reported + COMMANDS_PER_BATCH);
            assertEquals(report.lastSequence(), check.checked, context);
            lastSequence = report.lastSequence();
        }
    }

    /** Returns the last sequence that the writer reported before the kill reached it. */
    private long writeAndKill(long lastSequence, int batchesBeforeKill) throws Exception {
        Path reports = Files.write(directory.resolveSibling(directory.getFileName() + "-reports"), new byte[0]);
        ChildJvm child = ChildJvm.start(Writer.class, directory, Long.toString(lastSequence), reports.toString());
        try {
            while (Files.size(reports) < (long) batchesBeforeKill * Long.BYTES) {
                assertTrue(child.process().isAlive(), "the writer writes until it is killed");
                Thread.yield();
            }
        } finally {
            child.kill();
        }
        ByteBuffer reported = ByteBuffer.wrap(Files.readAllBytes(reports));
        Files.delete(reports);
        return reported.getLong((reported.limit() / Long.BYTES - 1) * Long.BYTES);
    }

    /** Every command is the one that the writer's script says. */
    private static final class Check implements CommandListener {
        private final CommandFactory commands = new CommandFactory();
        private final UnsafeBuffer expected = new UnsafeBuffer(0, 0);
        private final UnsafeBuffer actual = new UnsafeBuffer(0, 0);
        private long checked;

        @Override
        public void onCommand(
                long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            Script.order(commands, sequence);
            expected.wrap(commands.buffer(), 0, commands.length());
            actual.wrap(command, offset, length);
            if (!actual.equals(expected)) {
                fail("command " + sequence + " is not the one that was written");
            }
            checked++;
        }
    }

    /** Writes batches until killed; after each commit, its last sequence goes to a file. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            CommandFactory commands = new CommandFactory();
            long sequence = Long.parseLong(args[1]);
            try (ChronicleCommandLog log =
                    ChronicleCommandLog.open(Path.of(args[0]), JournalConfig.defaults(), sequence);
                    DataOutputStream reports = new DataOutputStream(new FileOutputStream(args[2]))) {
                while (true) {
                    log.begin(sequence + 1, Script.NOON_NS + sequence);
                    for (int i = 0; i < COMMANDS_PER_BATCH; i++) {
                        Script.order(commands, ++sequence);
                        log.add(commands.buffer(), 0, commands.length());
                    }
                    log.commit();
                    reports.writeLong(sequence);
                }
            }
        }
    }
}
