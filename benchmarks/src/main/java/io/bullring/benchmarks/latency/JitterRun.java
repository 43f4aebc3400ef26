package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the machine without the venue, and prints the tables of README.md. */
@Command(name = "bench jitter", mixinStandardHelpOptions = true, description = "What the machine alone takes from a thread that only looks at the clock.")
public final class JitterRun implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 2;

    @Option(names = "--duration", description = "Seconds to measure, ${DEFAULT-VALUE} by default.")
    private int seconds = 60;

    @Option(names = "--rate", description = "Requests a second that would have been sent, ${DEFAULT-VALUE} by default.")
    private int perSecond = 200_000;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JitterRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Machine machine = Machine.asItIs();
        new JitterMeter().spin(perSecond, (long) WARM_UP_SECONDS * perSecond);
        JitterMeter meter = new JitterMeter();
        meter.spin(perSecond, (long) seconds * perSecond);
        LatencyTable table = new LatencyTable();
        table.machineAlone(perSecond, meter.delays());

        machine.describe().forEach(System.out::println);
        System.out.println("* Measured: " + seconds + " s on one thread");
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println();
        meter.gaps().lines().forEach(System.out::println);
        return CommandLine.ExitCode.OK;
    }
}
