package io.bullring.benchmarks;

import io.bullring.core.engine.EventEncoder;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.FillFilter;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the history store: fills of many agents in batches as the follower makes them, then the start on what has been
 * written, then reads of agents and numbers that chance chooses. Does not measure the ring before it, nor JSON.
 */
@Command(name = "bench history", mixinStandardHelpOptions = true, description = "How fast the history is written, opened and read.")
public final class HistoryRun implements Callable<Integer> {
    private static final int BATCH = 256;
    private static final int PAGE = 50;
    private static final int READS = 5_000;
    private static final long NONE = Long.MIN_VALUE;

    @Option(names = "--fills", description = "Fills to write, ${DEFAULT-VALUE} by default.")
    private long fills = 10_000_000;

    @Option(names = "--agents", description = "Agents that they belong to, ${DEFAULT-VALUE} by default.")
    private int agents = 100_000;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private final Random random = new Random(7);
    private final EventEncoder encoder = new EventEncoder();
    private final UnsafeBuffer noName = new UnsafeBuffer(new byte[0]);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HistoryRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Machine.asItIs().describe().forEach(System.out::println);
        try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
            Path directory = scratch.path().resolve("history");
            try (DiskHistoryStore store = DiskHistoryStore.open(directory, HistoryConfig.defaults())) {
                write(store);
            }
            long begin = System.nanoTime();
            try (DiskHistoryStore store = DiskHistoryStore.open(directory, HistoryConfig.defaults())) {
                print("start: %,.0f ms at checkpoint %,d, %,d MiB on disk",
                        (System.nanoTime() - begin) / 1e6, store.checkpoint(), bytesIn(directory) >> 20);
                for (String round : new String[] {"first", "second"}) {
                    time(round + " newest " + PAGE + " of an agent", i -> page(store));
                    time(round + " fill by number", i -> store.fill(1 + (long) (random.nextDouble() * fills)));
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(DiskHistoryStore store) {
        Histogram batches = new Histogram(3);
        long begin = System.nanoTime();
        long batchBegin = begin;
        for (long fillId = 1; fillId <= fills; fillId++) {
            give(store, fillId);
            if (fillId % BATCH == 0 || fillId == fills) {
                store.onBatchEnd();
                long now = System.nanoTime();
                batches.recordValue(now - batchBegin);
                batchBegin = now;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        print("write: %,d fills in %,.1f s, %,.0f /s; resident %,d MiB", fills, seconds, fills / seconds, residentMiB());
        print("batch of %d: %s", BATCH, inMicros(batches));
    }

    private void give(DiskHistoryStore store, long fillId) {
        encoder.reset();
        encoder.orderFilled(
                fillId,
                fillId,
                1 + random.nextInt(agents),
                10,
                1,
                Side.BUY,
                OrderType.MARKET,
                random.nextInt(1 << 30),
                random.nextInt(1 << 30),
                random.nextInt(1 << 30),
                random.nextInt(1 << 20),
                random.nextInt(1 << 30),
                random.nextInt(1 << 20),
                0,
                NONE,
                noName);
        store.onEvents(fillId, fillId, 0, 0, encoder.buffer(), 0, encoder.length(), encoder.answerOffset());
    }

    private void page(DiskHistoryStore store) {
        store.fills(1 + random.nextInt(agents), FillFilter.ALL, PAGE, 0);
    }

    private static void time(String what, IntConsumer read) {
        Histogram times = new Histogram(3);
        for (int i = 0; i < READS; i++) {
            long begin = System.nanoTime();
            read.accept(i);
            times.recordValue(System.nanoTime() - begin);
        }
        print("%s: %s; resident %,d MiB", what, inMicros(times), residentMiB());
    }

    private static String inMicros(Histogram times) {
        return String.format(
                Locale.ROOT,
                "50 %% %,.1f µs, 99 %% %,.1f µs, max %,.1f µs",
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(99) / 1e3,
                times.getMaxValue() / 1e3);
    }

    private static long bytesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Memory of the process, natively allocated included. */
    private static long residentMiB() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of this process", e);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
