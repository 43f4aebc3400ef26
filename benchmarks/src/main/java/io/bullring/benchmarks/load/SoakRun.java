package io.bullring.benchmarks.load;

import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.ScratchDirectory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A mixed load for a long time: orders, prices to WebSockets, and clients that come and go with garbage. Prints what the server holds each
 * minute, and judges at the end whether it grows.
 */
@Command(name = "soak", mixinStandardHelpOptions = true, description = "Whether what the server holds grows under a mixed load.")
public final class SoakRun implements Callable<Integer> {
    private static final int CREATED = 201;
    private static final int MINUTE_SECONDS = 60;

    /** So many that for who never reads, prices are conflated after a few seconds. */
    private static final int PRICES_PER_SECOND = 100;
    private static final double MEGABYTE = 1 << 20;

    @Option(names = "--minutes", description = "${DEFAULT-VALUE} by default, at least 4.")
    private int minutes = 30;

    @Option(names = "--orders", description = "Orders a second, ${DEFAULT-VALUE} by default.")
    private int ordersPerSecond = 1_000;

    @Option(names = "--share", description = "What may be gained in the time of the run and count as flat, ${DEFAULT-VALUE} by default.")
    private double share = 0.1;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private final List<Footprint> footprints = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 4) {
            throw new IllegalArgumentException("a line needs 4 minutes, not " + minutes);
        }
        Machine.asItIs().describe().forEach(System.out::println);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                ServerProcess server = ServerProcess.start(scratch.path(), null, PRICES_PER_SECOND, 0)) {
            Traders traders = new Traders(server.address());
            String account = traders.accounts(1).getFirst();
            Generator agents = Generator.connect(
                    group.next(), server.address(), null,
                    traders.agents(16).stream().map(Requests::orders).toList(), CREATED);
            try (Subscribers audience = new Subscribers(group.next())) {
                for (int i = 0; i < 50; i++) {
                    audience.add(server.address(), account, true);
                }
                System.out.printf(
                        Locale.ROOT,
                        "* Load: 16 agents, together %,d orders a second, 50 subscribers to %d prices a second, one that never reads, garbage%n%n",
                        ordersPerSecond, PRICES_PER_SECOND);
                System.out.println(
                        "| minute | orders | alive MB | direct MB | threads | descriptors |\n|--:|--:|--:|--:|--:|--:|");
                for (int minute = 1; minute <= minutes; minute++) {
                    try (Mob mob = new Mob(group.next(), server.address(), account, 100)) {
                        row(minute, agents.run(Pace.at(ordersPerSecond, MINUTE_SECONDS)));
                        if (mob.garbage() == 0) {
                            throw new IllegalStateException("no garbage was sent");
                        }
                    }
                    note(server.footprint());
                }
            }
            agents.close();
        } finally {
            group.shutdownGracefully().sync();
        }
        return judge();
    }

    private static void row(int minute, Outcome outcome) {
        System.out.printf(Locale.ROOT, "| %d | %,d |", minute, outcome.answered());
    }

    private void note(Footprint footprint) {
        footprints.add(footprint);
        System.out.printf(
                Locale.ROOT,
                " %.1f | %.1f | %d | %d |%n",
                footprint.liveBytes() / MEGABYTE,
                footprint.directBytes() / MEGABYTE,
                footprint.threads(),
                footprint.descriptors());
    }

    private int judge() {
        System.out.println();
        boolean isFlat = judge("objects alive", Footprint::liveBytes)
                & judge("direct memory", Footprint::directBytes)
                & judge("threads", Footprint::threads)
                & judge("descriptors", Footprint::descriptors);
        return isFlat ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean judge(String what, ToLongFunction<Footprint> value) {
        Slope slope = Slope.ofSecondHalf(footprints.stream().mapToLong(value).toArray());
        boolean isFlat = slope.isFlat(minutes, share);
        System.out.printf(
                Locale.ROOT,
                "* %s: %s, %+.2f %% a minute%n",
                what,
                isFlat ? "flat" : "GROWS",
                100 * slope.perInterval() / slope.level());
        return isFlat;
    }
}
