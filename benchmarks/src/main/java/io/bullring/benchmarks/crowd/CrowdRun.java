package io.bullring.benchmarks.crowd;

import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.crowd.CrowdPart.Work;
import io.bullring.benchmarks.crowd.Rounds.Took;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures an engine with 1,000 agents beside one with a million, weighs it, and prints the tables of README.md. Each engine has a
 * virtual machine of its own, as it has in a venue; they take turns, never two at a time. The compiler does not come to the same
 * code twice, so there are several machines with the small engine.
 */
@Command(name = "bench crowd", mixinStandardHelpOptions = true, description = "What an order costs among few agents and among a million, and what an engine weighs.")
public final class CrowdRun implements Callable<Integer> {
    private static final int FEW = 1_000;
    private static final int OPERATIONS = 50_000;

    @Option(names = "--agents", description = "Agents of the large engine, ${DEFAULT-VALUE} by default.")
    private int agents = 1_000_000;

    @Option(names = "--machines", description = "Virtual machines with the small engine, ${DEFAULT-VALUE} by default.")
    private int machines = 3;

    @Option(names = "--rounds", description = "Rounds that count, ${DEFAULT-VALUE} by default.")
    private int rounds = 60;

    @Option(names = "--warm-up", description = "Rounds before, ${DEFAULT-VALUE} by default.")
    private int warmUps = 20;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CrowdRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.asItIs();
        Rounds measured = new Rounds();
        List<String> weights = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        try {
            Part many = start(parts, agents, CrowdPart.WEIGH, weights);
            for (int i = 0; i < machines; i++) {
                Part few = start(parts, FEW, "", new ArrayList<>());
                Part invested = start(parts, FEW, CrowdPart.INVESTED, new ArrayList<>());
                measured.add(marketOrder(FEW), OPERATIONS, few.does(Work.MARKET_ORDER));
                measured.add(marketOrder(FEW) + " close to their limits", OPERATIONS, invested.does(Work.MARKET_ORDER));
                measured.add(price(FEW), OPERATIONS, few.does(Work.PRICE));
                measured.add(firedOrder(FEW), OPERATIONS, few.does(Work.FIRED_ORDER));
            }
            measured.add(marketOrder(agents) + " at random", OPERATIONS, many.does(Work.MARKET_ORDER));
            measured.add(price(agents), OPERATIONS, many.does(Work.PRICE));
            measured.add(firedOrder(agents), OPERATIONS, many.does(Work.FIRED_ORDER));
            measured.run(warmUps, rounds);
        } finally {
            parts.forEach(Part::close);
        }
        machine.describe().forEach(System.out::println);
        System.out.println("* Agents: " + Crowd.POSITIONS + " positions each, one resting order each; " + rounds
                + " interleaved rounds after " + warmUps + ", each engine in a virtual machine of its own, " + machines
                + " of each small one, " + OPERATIONS + " operations a round");
        System.out.println();
        measured.lines().forEach(System.out::println);
        System.out.println();
        weights.forEach(System.out::println);
        return CommandLine.ExitCode.OK;
    }

    private static String marketOrder(int agents) {
        return "market order, " + agents + " agents";
    }

    private static String price(int orders) {
        return "price that fires nothing, " + orders + " orders rest";
    }

    private static String firedOrder(int agents) {
        return "fired order, filled, " + agents + " agents";
    }

    private static Part start(List<Part> parts, int agents, String kind, List<String> weights) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrowdPart.class.getName()));
        command.addAll(List.of(Integer.toString(agents), kind));
        Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        Part part = new Part(
                process,
                process.inputReader(StandardCharsets.UTF_8),
                new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
        parts.add(part);
        part.readUntilReady(weights);
        return part;
    }

    /** A virtual machine with an engine, which is ready and waits to be asked. */
    private record Part(Process process, BufferedReader answers, PrintStream asks) implements AutoCloseable {
        Rounds.Work does(Work work) {
            return count -> {
                asks.println(work + " " + count);
                String[] answered = next().split(" ");
                return new Took(Double.parseDouble(answered[0]), Double.parseDouble(answered[1]));
            };
        }

        void readUntilReady(List<String> lines) {
            for (String line = next(); !line.equals(CrowdPart.READY); line = next()) {
                lines.add(line);
            }
        }

        private String next() {
            try {
                String line = answers.readLine();
                if (line == null) {
                    throw new IllegalStateException("a part of the measurement ended early");
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot hear a part of the measurement", e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
