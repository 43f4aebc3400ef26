package io.bullring.benchmarks.load;

import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.benchmarks.latency.Delays;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many WebSockets that hear every price while orders flow. A price's age is from when the feed was to tell it to when its message had come
 * to a subscriber; the two processes have one clock.
 */
@Command(name = "sockets", mixinStandardHelpOptions = true, description = "Prices to many WebSockets while orders flow.")
public final class SocketsRun implements Callable<Integer> {
    private static final int CREATED = 201;
    private static final int SOCKETS_OF_AN_ACCOUNT = 100;
    private static final int WARM_UP = 2;

    @Option(names = "--subscribers", description = "${DEFAULT-VALUE} by default.")
    private int subscribers = 1_000;

    @Option(names = "--prices", description = "Prices a second, ${DEFAULT-VALUE} by default.")
    private int pricesPerSecond = 20;

    @Option(names = "--orders", description = "Orders a second, ${DEFAULT-VALUE} by default.")
    private int ordersPerSecond = 1_000;

    @Option(names = "--seconds", description = "Seconds of a round, ${DEFAULT-VALUE} by default.")
    private int seconds = 5;

    @Option(names = "--rounds", description = "Rounds with subscribers and without, in turn, ${DEFAULT-VALUE} by default.")
    private int rounds = 3;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private final Delays ages = new Delays();
    private final Delays orders = new Delays();
    private final Delays ordersAlone = new Delays();
    private long fewest;
    private long most;
    private CpuTime cpu = CpuTime.NONE;
    private CpuTime cpuAlone = CpuTime.NONE;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SocketsRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.asItIs();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                ServerProcess server = ServerProcess.start(scratch.path(), null, pricesPerSecond, 0)) {
            Traders traders = new Traders(server.address());
            List<String> accounts = traders.accounts((subscribers - 1) / SOCKETS_OF_AN_ACCOUNT + 1);
            Generator generator = Generator.connect(
                    group.next(), server.address(), null,
                    traders.agents(16).stream().map(Requests::orders).toList(), CREATED);
            for (int i = -WARM_UP; i < rounds; i++) {
                round(server, generator, null, i >= 0);
                try (Subscribers audience = new Subscribers(group.next())) {
                    for (int s = 0; s < subscribers; s++) {
                        audience.add(server.address(), accounts.get(s / SOCKETS_OF_AN_ACCOUNT), true);
                    }
                    audience.takeAges();
                    round(server, generator, audience, i >= 0);
                }
            }
            generator.close();
        } finally {
            group.shutdownGracefully().sync();
        }
        machine.describe().forEach(System.out::println);
        report();
        return CommandLine.ExitCode.OK;
    }

    private void round(ServerProcess server, Generator generator, Subscribers audienceOrNull, boolean isCounted)
            throws InterruptedException {
        CpuTime before = server.cpuTime();
        Outcome outcome = generator.run(Pace.at(ordersPerSecond, seconds));
        CpuTime took = server.cpuTime().minus(before);
        if (!isCounted) {
            return;
        }
        if (audienceOrNull == null) {
            ordersAlone.add(outcome.latencies());
            cpuAlone = cpuAlone.plus(took);
            return;
        }
        if (audienceOrNull.open() != subscribers) {
            throw new IllegalStateException("only " + audienceOrNull.open() + " subscribers are still connected");
        }
        fewest += audienceOrNull.fewest();
        most += audienceOrNull.most();
        ages.add(audienceOrNull.takeAges());
        orders.add(outcome.latencies());
        cpu = cpu.plus(took);
    }

    private void report() {
        double cpuSeconds = (cpu.totalNs() - cpuAlone.totalNs()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "* Load: %,d subscribers, %,d prices and %,d orders a second, %d rounds of %d s, as many without subscribers between; microseconds%n"
                        + "* Prices: %,d to the subscriber that heard the fewest, %,d to the one that heard the most, %,d to all; %.1f s of the server's processor more than without, %.1f us a message%n%n",
                subscribers, pricesPerSecond, ordersPerSecond, rounds, seconds, fewest, most, ages.count(), cpuSeconds,
                cpuSeconds * 1e6 / ages.count());
        System.out.println(LatencyRows.head("open loop"));
        System.out.println(LatencyRows.of("age of a price", ages));
        System.out.println(LatencyRows.of("order, with subscribers", orders));
        System.out.println(LatencyRows.of("order, without", ordersAlone));
    }
}
