package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.AnswerCounts;
import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.core.workload.WorkloadMix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures from gate to reply at constant rates, with the journal, without, and the machine alone; prints the table of README.md. */
@Command(name = "bench latency", mixinStandardHelpOptions = true, description = {
    "From gate to reply at a constant rate, open loop: a command's clock starts when it is due.",
    "Ends with 1 when a series missed its rate and therefore has no result."
})
public final class LatencyRun implements Callable<Integer> {
    private static final WorkloadMix MIX = WorkloadMix.trading();

    @Option(names = "--rate", split = ",", description = "Commands a second, ${DEFAULT-VALUE} by default.")
    private int[] rates = {100_000, 200_000, 500_000};

    @Option(names = "--log", split = ",", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private List<LogKind> logs = List.of(LogKind.JOURNAL, LogKind.SYNCED, LogKind.DISCARDING);

    @Option(names = "--wait", split = ",", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private List<PipelineConfig.Wait> waits = List.of(PipelineConfig.Wait.BLOCKING);

    @Option(names = "--duration", description = "Measured seconds of each series, ${DEFAULT-VALUE} by default.")
    private int seconds = 60;

    @Option(names = "--rounds", description = "Trials that a series is divided into, ${DEFAULT-VALUE} by default.")
    private int rounds = 3;

    @Option(names = "--warm-up", description = "Seconds before each trial, ${DEFAULT-VALUE} by default.")
    private int warmUpSeconds = 5;

    @Option(names = "--journal", description = "Directory for the journals; where temporary files are by default.")
    private Path journals = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--seed", description = "Seed of the workload, ${DEFAULT-VALUE} by default.")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    private final Machine machine = Machine.asItIs();
    private final LatencyTable table = new LatencyTable();
    private final List<String> pauses = new ArrayList<>();
    private final AnswerCounts answers = new AnswerCounts();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LatencyRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (rounds < 1 || seconds < rounds) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--duration has to give each of the --rounds a second at least");
        }
        boolean keptAll = true;
        for (int perSecond : rates) {
            Load load = new Load(perSecond, warmUpSeconds, seconds / rounds);
            CommandReel reel = CommandReel.record(seed, MIX, load.warmUpCommands() + load.commands());
            SideBySide compared = new SideBySide(reel, load, logs, waits, journals);
            compared.run(rounds);
            compared.writeTo(table);
            pauses.addAll(compared.pauseLines());
            compared.addAnswersTo(answers);
            keptAll &= compared.keptItsRate();
        }
        print();
        return keptAll ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void print() {
        machine.describe().forEach(System.out::println);
        System.out.println("* Journal: " + fileSystem());
        System.out.println("* Workload: " + workload());
        System.out.println("* Answers: " + answers());
        System.out.println("* Measured: rates " + Arrays.toString(rates) + "/s, " + rounds + " rounds of "
                + seconds / rounds + " s, each after " + warmUpSeconds + " s at the same rate");
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println();
        System.out.println(Pauses.head());
        pauses.forEach(System.out::println);
    }

    private String fileSystem() {
        try (ScratchDirectory directory = ScratchDirectory.in(journals)) {
            return directory.fileSystem();
        }
    }

    private String workload() {
        return String.format(
                Locale.ROOT,
                "%,d agents, %d instruments; %.1f %% prices, %.1f %% market orders, %.1f %% resting orders, %.1f %% cancels;"
                        + " %.1f %% of the orders with a client order id; seed %d",
                MIX.agents(),
                MIX.instruments(),
                MIX.priceShare() / 10.0,
                MIX.marketShare() / 10.0,
                MIX.restingShare() / 10.0,
                MIX.cancelShare() / 10.0,
                MIX.namedPer1000() / 10.0,
                seed);
    }

    private String answers() {
        return String.format(
                Locale.ROOT,
                "%.1f %% prices, %.1f %% filled, %.1f %% resting, %.1f %% cancelled, %.1f %% cancels too late",
                share(answers.prices()),
                share(answers.fills()),
                share(answers.accepted()),
                share(answers.cancelled()),
                share(answers.late()));
    }

    private double share(long count) {
        return 100.0 * count / answers.commands();
    }
}
