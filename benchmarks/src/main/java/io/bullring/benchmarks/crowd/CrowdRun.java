package io.bullring.benchmarks.crowd;

import io.bullring.benchmarks.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures one engine with 1,000 agents beside one with a million, weighs it, and prints the tables of README.md. */
@Command(name = "bench crowd", mixinStandardHelpOptions = true, description = "What an order costs among few agents and among a million, and what an engine weighs.")
public final class CrowdRun implements Callable<Integer> {
    private static final int FEW = 1_000;
    private static final int OPERATIONS = 1_000_000;

    @Option(names = "--agents", description = "Agents of the large engine, ${DEFAULT-VALUE} by default.")
    private int agents = 1_000_000;

    @Option(names = "--rounds", description = "Rounds that count, ${DEFAULT-VALUE} by default.")
    private int rounds = 9;

    @Option(names = "--warm-up", description = "Rounds before, ${DEFAULT-VALUE} by default.")
    private int warmUps = 4;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CrowdRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Machine machine = Machine.asItIs();
        Crowd few = new Crowd(FEW);
        open(few, new Weights());
        Crowd many = new Crowd(agents);
        Weights weights = new Weights();
        open(many, weights);
        Rounds measured = measure(few, many);
        few.shouldHaveRefusedNothing();
        many.shouldHaveRefusedNothing();
        weights.emptyEngines();

        machine.describe().forEach(System.out::println);
        System.out.println("* Agents: " + Crowd.POSITIONS + " positions each, one resting order each; " + rounds
                + " interleaved rounds after " + warmUps);
        System.out.println();
        measured.lines().forEach(System.out::println);
        System.out.println();
        weights.lines().forEach(System.out::println);
        return CommandLine.ExitCode.OK;
    }

    private static void open(Crowd crowd, Weights weights) {
        crowd.defineInstruments();
        weights.came("instrument", Crowd.INSTRUMENTS);
        crowd.fundAgents();
        weights.came("idle funded agent with an account of its own", crowd.agents());
        crowd.buyPositions();
        weights.came("an agent's four positions", crowd.agents());
        crowd.restOrders();
        weights.came("resting order", crowd.agents());
    }

    private Rounds measure(Crowd few, Crowd many) {
        CrowdTrades ofFew = new CrowdTrades(few);
        CrowdTrades ofMany = new CrowdTrades(many);
        Rounds measured = new Rounds();
        measured.add("machine alone: 100 multiplications in a chain", OPERATIONS / 4, ofFew::machineAlone);
        measured.add("market order, " + few.agents() + " agents", OPERATIONS, ofFew::marketOrders);
        measured.add("market order, " + many.agents() + " agents at random", OPERATIONS, ofMany::marketOrders);
        measured.add("price that fires nothing, " + few.agents() + " orders rest", OPERATIONS, ofFew::prices);
        measured.add("price that fires nothing, " + many.agents() + " orders rest", OPERATIONS, ofMany::prices);
        measured.add("fired order, filled, " + few.agents() + " agents", OPERATIONS / 20, ofFew::firedOrders);
        measured.add("fired order, filled, " + many.agents() + " agents", OPERATIONS / 20, ofMany::firedOrders);
        measured.run(warmUps, rounds, () -> {
            few.refresh();
            many.refresh();
        });
        return measured;
    }
}
