package io.bullring.benchmarks.exchange;

import com.sun.management.OperatingSystemMXBean;
import io.bullring.benchmarks.ScratchDirectory;
import io.bullring.benchmarks.latency.LogKind;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.FoldedPipeline;
import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.BookTape;
import io.bullring.core.workload.ExchangeMix;
import io.bullring.protocol.CommandEnvelopeDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Our engine with all it does (risk, wallets, fees, positions, events) on the mix of exchange-core's figures, behind our ring, with a
 * journal or without: as fast as it goes. Its peer is {@code ExchangeCorePipeline}; benchmarks/exchange-record lets them take turns.
 */
@Command(name = "bench exchange", mixinStandardHelpOptions = true, description = "Plays the mix that exchange-core publishes its figures for and prints a line for each part: part, ns, ns of CPU time, trades, refusals, hash of the trades, million commands/s, CPU seconds for a million.")
public final class ExchangeRun implements Callable<Integer> {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int MESSAGE = CommandEnvelopeDecoder.ENCODED_LENGTH;
    private static final long LONGEST_NS = 10_000_000_000L;

    @Option(names = "--parts", defaultValue = "8", description = "Parts, ${DEFAULT-VALUE} by default; the first is the cold one.")
    private int parts;

    @Option(names = "--commands", defaultValue = "500000", description = "Commands of each part, ${DEFAULT-VALUE} by default.")
    private int commands;

    @Option(names = "--log", defaultValue = "DISCARDING", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private LogKind log;

    @Option(names = "--wait", defaultValue = "YIELDING", description = "What the engine's thread does when it is idle: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private PipelineConfig.Wait wait;

    @Option(names = "--service", description = "Without ring and log: how long the engine takes for each command, as percentiles.")
    private boolean isService;

    @Option(names = "--seed", defaultValue = "1", description = "Of the messages, ${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(names = "--directory", description = "Where the journal goes for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--tape", description = "Plays nothing, but writes the messages into this file; their layout is that of bench book.")
    private Path tapeFile;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExchangeRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        BookTape tape = ExchangeMix.tape(seed, Math.multiplyExact(parts, commands));
        if (tapeFile != null) {
            write(tape);
            return CommandLine.ExitCode.OK;
        }
        List<TapeCommands> prepared = TapeCommands.of(tape, commands);
        if (isService) {
            serve(prepared);
        } else {
            try (ScratchDirectory scratch = ScratchDirectory.in(parent);
                    CommandLog opened = log.open(scratch.path().resolve("journal"))) {
                play(prepared, opened);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(BookTape tape) throws IOException {
        try (FileChannel channel = FileChannel.open(
                tapeFile, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = tape.bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void play(List<TapeCommands> prepared, CommandLog opened) {
        TradeMeter meter = new TradeMeter();
        FoldedPipeline pipeline = new FoldedPipeline(
                PipelineConfig.defaults().with(wait), new EngineHost(meter), opened, new VenueClock(0));
        pipeline.start();
        try {
            long sent = send(TapeCommands.opening(), pipeline, meter, 0);
            for (int part = 0; part < prepared.size(); part++) {
                long cpuNs = PROCESS.getProcessCpuTime();
                long fromNs = System.nanoTime();
                sent = send(prepared.get(part), pipeline, meter, sent);
                print(part, System.nanoTime() - fromNs, PROCESS.getProcessCpuTime() - cpuNs, meter);
            }
        } finally {
            pipeline.close();
        }
    }

    /** Offers all commands as fast as they are taken and waits until the events of the last have been read. */
    private static long send(TapeCommands prepared, FoldedPipeline pipeline, TradeMeter meter, long sentBefore) {
        for (int i = 0; i < prepared.count(); i++) {
            int answer = offer(prepared, i, pipeline);
            while (answer == CommandGate.PRESSURE) {
                Thread.yield();
                answer = offer(prepared, i, pipeline);
            }
            if (answer != CommandGate.TAKEN) {
                throw new IllegalStateException("the venue stopped", pipeline.fault());
            }
        }
        long sent = sentBefore + prepared.count();
        while (meter.commands() < sent && pipeline.fault() == null) {
            Thread.yield();
        }
        if (pipeline.fault() != null) {
            throw new IllegalStateException("the venue stopped", pipeline.fault());
        }
        return sent;
    }

    private static int offer(TapeCommands prepared, int command, CommandGate gate) {
        return gate.offer(
                1,
                0,
                prepared.agent(command),
                prepared.buffer(),
                prepared.offset(command) + MESSAGE,
                prepared.length(command) - MESSAGE);
    }

    private void print(int part, long ns, long cpuNs, TradeMeter meter) {
        System.out.printf(
                Locale.ROOT,
                "%d %d %d %d %d %016x %.3f %.3f%n",
                part,
                ns,
                cpuNs,
                meter.trades(),
                meter.refusals(),
                meter.hash(),
                commands * 1e3 / ns,
                cpuNs / 1e3 / commands);
    }

    private void serve(List<TapeCommands> prepared) {
        TradeMeter meter = new TradeMeter();
        EngineHost host = new EngineHost(meter);
        long timeNs = serve(TapeCommands.opening(), host, 1, new Histogram(LONGEST_NS, 3));
        for (int part = 0; part < prepared.size(); part++) {
            Histogram took = new Histogram(LONGEST_NS, 3);
            timeNs = serve(prepared.get(part), host, timeNs, took);
            System.out.printf(
                    Locale.ROOT,
                    "%d service ns: 50 %% %d, 90 %% %d, 99 %% %d, 99.9 %% %d, max %d; a look at the clock included%n",
                    part,
                    took.getValueAtPercentile(50),
                    took.getValueAtPercentile(90),
                    took.getValueAtPercentile(99),
                    took.getValueAtPercentile(99.9),
                    took.getMaxValue());
        }
    }

    private static long serve(TapeCommands prepared, EngineHost host, long fromNs, Histogram took) {
        long timeNs = fromNs;
        for (int i = 0; i < prepared.count(); i++) {
            timeNs += 1_000;
            long begun = System.nanoTime();
            host.onCommand(
                    host.lastSequence() + 1,
                    timeNs,
                    prepared.buffer(),
                    prepared.offset(i),
                    prepared.length(i));
            took.recordValue(System.nanoTime() - begun);
        }
        return timeNs;
    }
}
