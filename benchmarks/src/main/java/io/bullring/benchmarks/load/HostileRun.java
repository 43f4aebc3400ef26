package io.bullring.benchmarks.load;

import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.benchmarks.latency.Delays;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What well-behaved agents see of hostile clients: rounds without them (A), once more without (A), and with them (B), in turn, so that the
 * difference of the first two says what the machine alone does.
 */
@Command(name = "hostile", mixinStandardHelpOptions = true, description = "What hostile clients do to others.")
public final class HostileRun implements Callable<Integer> {
    private static final int CREATED = 201;
    private static final int QUOTAS = 10;

    /** So many that buffers of kernel and server are full in the first second, and prices are conflated for who never reads. */
    private static final int PRICES_PER_SECOND = 2_000;

    @Option(names = "--idle", description = "Connections that do nothing, ${DEFAULT-VALUE} by default.")
    private int idle = 5_000;

    @Option(names = "--connections", description = "Well-behaved agents, ${DEFAULT-VALUE} by default.")
    private int connections = 64;

    @Option(names = "--rate", description = "Their orders a second, together, ${DEFAULT-VALUE} by default.")
    private int rate = 1_000;

    @Option(names = "--quota", description = "Orders a minute of one agent, ${DEFAULT-VALUE} by default.")
    private int quota = 6_000;

    @Option(names = "--seconds", description = "Seconds of a round, ${DEFAULT-VALUE} by default.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "Rounds of each kind, ${DEFAULT-VALUE} by default.")
    private int rounds = 4;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private final Delays first = new Delays();
    private final Delays second = new Delays();
    private final Delays besieged = new Delays();
    private long refusedOfGreedy;
    private long takenOfGreedy;
    private long garbage;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HostileRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.asItIs();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                ServerProcess server = ServerProcess.start(scratch.path(), null, PRICES_PER_SECOND, quota)) {
            Traders traders = new Traders(server.address());
            String account = traders.accounts(1).getFirst();
            Generator agents = Generator.connect(
                    group.next(), server.address(), null,
                    traders.agents(connections).stream().map(Requests::orders).toList(), CREATED);
            Generator greedy = Generator.connect(
                    group.next(), server.address(), null,
                    traders.agents(1).stream().map(Requests::orders).toList(), CREATED);
            Pace pace = Pace.at(rate, seconds);
            agents.run(pace);
            for (int i = 0; i < rounds; i++) {
                first.add(calm(agents.run(pace)));
                second.add(calm(agents.run(pace)));
                try (Mob mob = new Mob(group.next(), server.address(), account, idle)) {
                    besieged(agents, greedy, mob, pace);
                }
            }
            agents.close();
            greedy.close();
        } finally {
            group.shutdownGracefully().sync();
        }
        if (refusedOfGreedy == 0) {
            throw new IllegalStateException("the greedy agent never met its quota: rounds are too short for it");
        }
        machine.describe().forEach(System.out::println);
        report();
        return CommandLine.ExitCode.OK;
    }

    private static Delays calm(Outcome outcome) {
        if (outcome.refused() > 0) {
            throw new IllegalStateException(outcome.refused() + " orders of well-behaved agents were refused");
        }
        return outcome.latencies();
    }

    private void besieged(Generator agents, Generator greedy, Mob mob, Pace pace) throws InterruptedException {
        Pace tenfold = Pace.at(QUOTAS * quota / (int) TimeUnit.MINUTES.toSeconds(1), seconds);
        Generator.Running running = greedy.start(tenfold);
        besieged.add(calm(agents.run(pace)));
        Outcome ofGreedy = running.await(tenfold);
        takenOfGreedy += ofGreedy.answered();
        refusedOfGreedy += ofGreedy.refused();
        garbage += mob.garbage();
        if (mob.idleConnections() != idle) {
            throw new IllegalStateException("only " + mob.idleConnections() + " idle connections are still there");
        }
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "* Load: %d agents, together %,d orders a second; %d rounds of %d s of each kind in turn; microseconds%n"
                        + "* Hostile: %,d idle connections; a WebSocket that never reads any of %,d prices a second; %,d times garbage; an agent at %d times its quota,"
                        + " %,d orders taken and %,d refused%n%n",
                connections, rate, rounds, seconds, idle, PRICES_PER_SECOND, garbage, QUOTAS, takenOfGreedy,
                refusedOfGreedy);
        System.out.println(LatencyRows.head("orders of well-behaved agents, open loop"));
        System.out.println(LatencyRows.of("nobody else", first));
        System.out.println(LatencyRows.of("nobody else, once more", second));
        System.out.println(LatencyRows.of("hostile clients beside them", besieged));
    }
}
