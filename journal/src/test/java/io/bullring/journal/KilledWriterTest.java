package io.bullring.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.CommandListener;
import io.bullring.core.workload.CommandFactory;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.DirectBuffer;
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
            long reported = writeAndKill(lastSequence, 1 + random.nextInt(400));
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
        ChildJvm child = ChildJvm.start(Writer.class, directory, Long.toString(lastSequence));
        long reported = 0;
        try (DataInputStream reports = new DataInputStream(child.output())) {
            for (int i = 0; i < batchesBeforeKill; i++) {
                reported = reports.readLong();
            }
            child.kill();
            while (true) {
                reported = reports.readLong();
            }
        } catch (EOFException e) {
            return reported;
        } finally {
            child.kill();
        }
    }

    /** Every command is the one that the writer's script says. */
    private static final class Check implements CommandListener {
        private final CommandFactory commands = new CommandFactory();
        private long checked;

        @Override
        public void onCommand(
                long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            CommandFactory expected = Script.order(commands, sequence);
            assertEquals(Entry.of(sequence, timeNs, expected.buffer(), 0, expected.length()),
                    Entry.of(sequence, timeNs, command, offset, length));
            checked++;
        }
    }

    /** Writes batches until killed; after each commit, its last sequence goes to the standard output. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            CommandFactory commands = new CommandFactory();
            long sequence = Long.parseLong(args[1]);
            try (ChronicleCommandLog log =
                    ChronicleCommandLog.open(Path.of(args[0]), JournalConfig.defaults(), sequence);
                    DataOutputStream reports = new DataOutputStream(System.out)) {
                while (true) {
                    log.begin(sequence + 1, Script.NOON_NS + sequence);
                    for (int i = 0; i < COMMANDS_PER_BATCH; i++) {
                        Script.order(commands, ++sequence);
                        log.add(commands.buffer(), 0, commands.length());
                    }
                    log.commit();
                    reports.writeLong(sequence);
                    reports.flush();
                }
            }
        }
    }
}
