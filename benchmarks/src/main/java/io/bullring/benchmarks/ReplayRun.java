package io.bullring.benchmarks;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.Recovery;
import io.bullring.journal.RecoveryReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a replay: a journal of the trading workload is written, then read alone, and replayed into a new engine, in turn. A replay
 * verifies all of it on the way, and reads it twice: what is to be skipped must be known before. Does not measure what follows from
 * the events: directory, history, evidence.
 */
@Command(name = "bench replay", mixinStandardHelpOptions = true, description = "How fast a journal is read, and replayed.")
public final class ReplayRun implements Callable<Integer> {
    private static final long SEED = 1;
    private static final int INSTRUMENTS = 16;

    @Option(names = "--commands", description = "Commands of the journal, ${DEFAULT-VALUE} by default.")
    private int commands = 8_000_000;

    @Option(names = "--batch", description = "Commands of a batch, ${DEFAULT-VALUE} by default.")
    private int batch = 64;

    @Option(names = "--agents", description = "Agents of the workload, ${DEFAULT-VALUE} by default.")
    private int agents = 1_000;

    @Option(names = "--rounds", description = "Rounds that count, after one that does not, ${DEFAULT-VALUE} by default.")
    private int rounds = 5;

    @Option(names = "--durability", description = "Kind of the log, ${DEFAULT-VALUE} by default.")
    private Durability durability = Durability.PROCESS_CRASH;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Machine machine = Machine.asItIs();
        List<Double> reading = new ArrayList<>();
        List<Double> replaying = new ArrayList<>();
        String hash = null;
        try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
            Path journal = scratch.path().resolve("journal");
            write(journal);
            for (int round = 0; round <= rounds; round++) {
                RecoveryReport read = Recovery.replay(journal, (sequence, timeNs, command, offset, length) -> {});
                EngineHost host = new EngineHost(
                        (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {});
                RecoveryReport replayed = Recovery.replay(journal, host);
                String now = StateHash.of(host.engine());
                if (hash != null && !hash.equals(now)) {
                    throw new IllegalStateException("two replays of one journal differ: " + hash + ", " + now);
                }
                hash = now;
                if (round > 0) {
                    reading.add(millionsASecond(read));
                    replaying.add(millionsASecond(replayed));
                }
            }
        }
        machine.describe().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "* Journal: %,d commands of the trading workload, %,d agents, %d a batch, %s; %d rounds after one%n%n",
                commands,
                agents,
                batch,
                durability,
                rounds);
        System.out.println("| million commands a second | median | fastest | slowest |");
        System.out.println("|---|--:|--:|--:|");
        print("read and verified", reading);
        print("replayed into an engine", replaying);
        System.out.printf("%nAll %d replays gave the state %s.%n", rounds + 1, hash);
        return CommandLine.ExitCode.OK;
    }

    private void write(Path journal) {
        WorkloadMix mix = WorkloadMix.trading(agents, INSTRUMENTS);
        Workload workload = WorkloadGenerator.trading(SEED, mix);
        try (CommandLog log = JournalWriter.open(journal, JournalConfig.defaults().with(durability), 0)) {
            for (int sequence = 1; sequence <= commands; sequence += batch) {
                workload.next();
                log.begin(sequence, workload.timeNs());
                log.add(workload.buffer(), 0, workload.length());
                for (int i = 1; i < batch && sequence + i <= commands; i++) {
                    workload.next();
                    log.add(workload.buffer(), 0, workload.length());
                }
                log.commit();
            }
        }
    }

    private static double millionsASecond(RecoveryReport report) {
        return report.commands() * 1e3 / report.elapsed().toNanos();
    }

    private static void print(String name, List<Double> figures) {
        figures.sort(Double::compare);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f |%n",
                name,
                figures.get(figures.size() / 2),
                figures.getLast(),
                figures.getFirst());
    }
}
