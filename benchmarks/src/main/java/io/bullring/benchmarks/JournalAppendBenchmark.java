package io.bullring.benchmarks;

import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.JournalConfig;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One command appended to the journal, as part of a batch: begin, add, commit. Commands of the trading workload; each shot
 * appends 65,536 of them (about 6 MB), as fast as it can, to a file that grows. Nothing is synced: PROCESS_CRASH.
 *
 * <p>Peers: the same bytes, without the checksum, put into a mapped file and written through a file channel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class JournalAppendBenchmark {
    private static final int COMMANDS = 65_536;

    /** Where the batch goes. */
    public enum Log {
        CHRONICLE {
            @Override
            CommandLog open(Path directory) {
                return ChronicleCommandLog.open(directory, JournalConfig.defaults(), 0);
            }
        },
        MAPPED {
            @Override
            CommandLog open(Path directory) {
                return MappedFileLog.open(directory.resolve("mapped"));
            }
        },
        WRITTEN {
            @Override
            CommandLog open(Path directory) {
                return WrittenFileLog.open(directory.resolve("written"));
            }
        };

        abstract CommandLog open(Path directory);
    }

    @Param({"1", "16", "256"})
    public int batch;

    @Param
    public Log log;

    private ScratchDirectory directory;
    private CommandLog commandLog;
    private WorkloadTape tape;
    private long sequence;
    private long timeNs;

    @Setup
    public void open() {
        Workload workload = WorkloadGenerator.trading(1, WorkingVenue.MIX);
        WorkloadTape.of(workload, WorkloadGenerator.openingCommands(WorkingVenue.MIX));
        tape = WorkloadTape.of(workload, COMMANDS);
        timeNs = workload.timeNs();
        directory = ScratchDirectory.inTemporaryFiles();
        commandLog = log.open(directory.path());
    }

    @TearDown
    public void close() {
        commandLog.close();
        directory.close();
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long append() {
        for (int i = 0; i < COMMANDS; i += batch) {
            append(i);
        }
        return sequence;
    }

    private void append(int from) {
        commandLog.begin(sequence + 1, timeNs++);
        for (int i = from; i < from + batch; i++) {
            if (!commandLog.add(tape.buffer(), tape.offset(i), tape.length(i))) {
                throw new IllegalStateException("the log does not take batches of " + batch);
            }
        }
        commandLog.commit();
        sequence += batch;
    }
}
