package io.bullring.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with its own arguments and the profiler of allocation, and prints the table of README.md behind its report. */
public final class JmhRun {
    private JmhRun() {}

    public static void main(String[] arguments) throws CommandLineOptionException, IOException, RunnerException {
        CommandLineOptions options = new CommandLineOptions(arguments);
        if (options.shouldHelp()) {
            options.showHelp();
            return;
        }
        Runner runner = new Runner(new OptionsBuilder()
                .parent(options)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build());
        if (options.shouldList()) {
            runner.list();
            return;
        }
        Machine machine = Machine.asItIs();
        print(machine, runner.run());
    }

    private static void print(Machine machine, Collection<RunResult> results) {
        System.out.println();
        machine.describe().forEach(System.out::println);
        System.out.println();
        JmhTable.lines(results).forEach(System.out::println);
    }
}
