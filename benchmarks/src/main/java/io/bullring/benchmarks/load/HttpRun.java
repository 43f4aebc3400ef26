package io.bullring.benchmarks.load;

import io.bullring.benchmarks.Machine;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.benchmarks.latency.Delays;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Orders over HTTP beside a constant answer of the same server, once bare and once behind the guards and the timer that every route of the
 * venue has, round by round in turn: at full speed, then at a constant rate. What a
 * request costs is the processor time of the server's process, by what its threads do.
 */
@Command(name = "http", mixinStandardHelpOptions = true, description = "Orders over HTTP beside a constant answer.")
public final class HttpRun implements Callable<Integer> {
    private static final int CREATED = 201;
    private static final int SILENT_ROUNDS = 2;
    private static final int PERCENT = 100;

    /** Share of the server's processor time up to which the compiler counts as silent: half a microsecond of an order's fifty. */
    private static final double SILENCE = 0.01;

    @Option(names = "--connections", description = "Connections that stay open, an agent each, ${DEFAULT-VALUE} by default.")
    private int connections = 64;

    @Option(names = "--rounds", description = "Rounds of each kind, ${DEFAULT-VALUE} by default.")
    private int rounds = 15;

    @Option(names = "--seconds", description = "Seconds of a round, ${DEFAULT-VALUE} by default.")
    private double seconds = 1;

    @Option(names = "--warm-up", description = {
        "Rounds of each kind before, at most: it is over when the compiler has been silent in two of all kinds, ${DEFAULT-VALUE} by default."
    })
    private int mostWarmUp = 30;

    @Option(names = "--rate", description = "Requests a second of the rounds at a constant rate, ${DEFAULT-VALUE} by default.")
    private int rate = 5_000;

    @Option(names = "--extras", negatable = true, defaultValue = "true", fallbackValue = "true", description = {
        "Also orders with a request id of the client's, with the access log, and over TLS; on by default."
    })
    private boolean extras;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private final List<Contender> contenders = new ArrayList<>();
    private int warmUpRounds;
    private double compilerShare;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HttpRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.asItIs();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                ServerProcess server =
                        ServerProcess.start(scratch.path(), Identity.makeIn(scratch.path()), 10, 0)) {
            List<String> keys = new Traders(server.address()).agents(connections);
            enter(server, group.next(), keys);
            warmUp(server);
            measure(server, Pace.fullSpeed(seconds));
            measure(server, Pace.at(rate, seconds));
            contenders.forEach(contender -> contender.generator().close());
        } finally {
            group.shutdownGracefully().sync();
        }
        machine.describe().forEach(System.out::println);
        report();
        return CommandLine.ExitCode.OK;
    }

    private void warmUp(ServerProcess server) throws IOException, InterruptedException {
        int silent = 0;
        while (silent < SILENT_ROUNDS && warmUpRounds < mostWarmUp) {
            compilerShare = 0;
            for (Contender contender : contenders) {
                double share = contender.round(server, Pace.fullSpeed(seconds), false).compilerShare();
                compilerShare = Math.max(compilerShare, share);
            }
            silent = compilerShare <= SILENCE ? silent + 1 : 0;
            warmUpRounds++;
        }
    }

    private void measure(ServerProcess server, Pace pace) throws IOException, InterruptedException {
        for (int i = 0; i < rounds; i++) {
            for (Contender contender : contenders) {
                contender.round(server, pace, true);
            }
        }
    }

    private void enter(ServerProcess server, EventLoop loop, List<String> keys)
            throws IOException, InterruptedException {
        enter("constant", server, loop, null, keys, Requests::constants, false);
        enter("constant, guarded", server, loop, null, keys, Requests::guardedConstants, false);
        enter("order", server, loop, null, keys, Requests::orders, false);
        if (extras) {
            SslContext tls = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
            enter("order, request id from the client", server, loop, null, keys, Requests::namedOrders, false);
            enter("order, access log", server, loop, null, keys, Requests::orders, true);
            enter("order, TLS", server, loop, tls, keys, Requests::orders, false);
        }
    }

    private void enter(
            String name,
            ServerProcess server,
            EventLoop loop,
            SslContext tls,
            List<String> keys,
            Function<String, List<ByteBuf>> requests,
            boolean accessLog)
            throws InterruptedException {
        List<List<ByteBuf>> ofAll = keys.stream().map(requests).toList();
        Generator generator = Generator.connect(
                loop, tls == null ? server.address() : server.secureAddress(), tls, ofAll, CREATED);
        contenders.add(new Contender(name, generator, accessLog));
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "* Load: %d connections, generator on the same machine; %d rounds of %.0f s of each kind in turn, %d before, in whose last the"
                        + " compiler took %.1f %% of the processor time at most; microseconds%n%n",
                connections,
                rounds,
                seconds,
                warmUpRounds,
                PERCENT * compilerShare);
        RoundTable table = new RoundTable(contenders.get(0), contenders.get(1));
        contenders.forEach(contender -> table.add(contender, rate));
        table.lines().forEach(System.out::println);
        System.out.println();
        System.out.println(LatencyRows.head(String.format(Locale.ROOT, "open loop, %,d /s", rate)));
        for (Contender contender : contenders) {
            Delays latencies = new Delays();
            contender.constantRate().forEach(round -> latencies.add(round.outcome().latencies()));
            System.out.println(LatencyRows.of(contender.name(), latencies));
        }
    }
}
