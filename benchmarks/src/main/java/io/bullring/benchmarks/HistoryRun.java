package io.bullring.benchmarks;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.engine.EventEncoder;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.gateway.history.DiskHistoryStore;
import io.bullring.gateway.history.FillFilter;
import io.bullring.gateway.history.HistoryConfig;
import io.bullring.gateway.history.OrderFilter;
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
 * Measures the history store in batches as the follower makes them: first all events of the trading workload; then, in a store
 * of its own, what is dearest to it, fills of many agents with a price for every hundred; then the start on that; then reads of
 * agents and numbers that chance chooses, and of one agent that has a sixteenth of all fills. Does not measure the engine and
 * the ring before it, nor JSON.
 */
@Command(name = "bench history", mixinStandardHelpOptions = true, description = "How fast the history is written, opened and read.")
public final class HistoryRun implements Callable<Integer> {
    private static final int BATCH = 1_024;
    private static final int INSTRUMENTS = 16;
    private static final int PAGE = 50;
    private static final int READS = 5_000;
    private static final int READS_OF_BUSY = 500;
    private static final int WALKS = 20;
    private static final int ROWS = Integer.MAX_VALUE;
    private static final int BUSY = 1;
    private static final int BUSY_SHARE = 16;
    private static final int PRICE_SHARE = 100;
    private static final long NS_PER_FILL = 10_000;
    private static final long BALANCE_E8 = 1L << 60;
    private static final long NONE = Long.MIN_VALUE;

    @Option(names = "--fills", description = "Fills to write, ${DEFAULT-VALUE} by default.")
    private long fills = 10_000_000;

    @Option(names = "--events", description = "Events of the trading workload to write before, ${DEFAULT-VALUE} by default.")
    private long events = 5_000_000;

    @Option(names = "--agents", description = "Agents that they belong to, ${DEFAULT-VALUE} by default.")
    private int agents = 100_000;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    private static final AgentDetails NAMED = AgentDetails.named(new byte[]{'A'});

    private final Random random = new Random(7);
    private final EventEncoder encoder = new EventEncoder();
    private final UnsafeBuffer noName = new UnsafeBuffer(new byte[0]);
    private long sequence;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HistoryRun()).execute(arguments));
    }

    @Override
    public Integer call() {
        Machine.asItIs().describe().forEach(System.out::println);
        try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
            trade(scratch.path().resolve("trading"));
            Path directory = scratch.path().resolve("history");
            try (DiskHistoryStore store = DiskHistoryStore.open(directory, HistoryConfig.defaults())) {
                write(store);
            }
            long begin = System.nanoTime();
            try (DiskHistoryStore store = DiskHistoryStore.open(directory, HistoryConfig.defaults())) {
                print("start: %,.0f ms at checkpoint %,d, %,d MiB on disk",
                        (System.nanoTime() - begin) / 1e6, store.checkpoint(), bytesIn(directory) >> 20);
                for (String round : new String[]{"first", "second"}) {
                    time(READS, round + " newest " + PAGE + " of an agent", i -> page(store, anyAgent()));
                    time(READS, round + " order by number", i -> order(store));
                }
                time(READS_OF_BUSY, "newest " + PAGE + " of the busy agent", i -> page(store, BUSY));
                time(WALKS, "all fills of the busy agent", i -> store.walkFills(BUSY, 0, ROWS, fill -> true));
                time(WALKS, "its fills of a time, counted",
                        i -> store.fills(BUSY, new FillFilter(0, null, 0, Long.MAX_VALUE), PAGE, 0, ROWS));
                time(READS_OF_BUSY, "its fills until a time",
                        i -> store.fills(BUSY, new FillFilter(0, null, 0, BUSY_SHARE * NS_PER_FILL), PAGE, 0, ROWS));
                int last = Math.toIntExact(store.orders(BUSY, OrderFilter.ALL, 1, 0, ROWS).total() - 1);
                time(WALKS, "its oldest order by offset", i -> store.orders(BUSY, OrderFilter.ALL, 1, last, ROWS));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** All that a venue of the trading workload does, not only what is dearest. */
    private void trade(Path directory) {
        Histogram batches = new Histogram(3);
        WorkloadMix mix = WorkloadMix.trading(agents, INSTRUMENTS);
        TradedEvents traded = new TradedEvents(WorkloadGenerator.trading(7, mix));
        long elapsedNs = 0;
        try (DiskHistoryStore store = DiskHistoryStore.open(directory, HistoryConfig.defaults())) {
            traded.open(WorkloadGenerator.openingCommands(mix), store);
            while (traded.events() < events) {
                traded.take(BATCH);
                long begin = System.nanoTime();
                traded.giveTo(store);
                store.onBatchEnd();
                long tookNs = System.nanoTime() - begin;
                batches.recordValue(tookNs);
                elapsedNs += tookNs;
            }
        }
        double seconds = elapsedNs / 1e9;
        print("trading workload: %,d events of %,d commands in %,.1f s, %,.0f events/s, %,.0f commands/s",
                traded.events(),
                traded.commands(), seconds, traded.events() / seconds, traded.commands() / seconds);
        print("batch of %,d commands: %s", BATCH, inMicros(batches));
    }

    private void write(DiskHistoryStore store) {
        for (int agentId = 1; agentId <= agents; agentId++) {
            encoder.reset();
            encoder.agentCreated(agentId, 1, agentId, BALANCE_E8, new byte[32], new byte[16], NAMED);
            give(store, 0);
        }
        store.onBatchEnd();
        Histogram batches = new Histogram(3);
        long begin = System.nanoTime();
        long batchBegin = begin;
        for (long fillId = 1; fillId <= fills; fillId++) {
            encodeFill(fillId);
            give(store, fillId);
            if (fillId % BATCH == 0 || fillId == fills) {
                store.onBatchEnd();
                long now = System.nanoTime();
                batches.recordValue(now - batchBegin);
                batchBegin = now;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        print("write: %,d fills in %,.1f s, %,.0f /s; resident %,d MiB", fills, seconds, fills / seconds,
                residentMiB());
        print("batch of %d: %s", BATCH, inMicros(batches));
    }

    private void encodeFill(long fillId) {
        encoder.reset();
        if (fillId % PRICE_SHARE == 0) {
            long lastE8 = 1L + random.nextInt(1 << 30);
            encoder.priceUpdated(1, 1, lastE8, lastE8, lastE8, 1, fillId * NS_PER_FILL, fillId);
        }
        int agentId = agentOf(fillId);
        encoder.orderFilled(
                fillId,
                fillId,
                agentId,
                agentId,
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
    }

    private void give(DiskHistoryStore store, long fillId) {
        sequence++;
        store.onEvents(
                sequence,
                fillId * NS_PER_FILL,
                0,
                0,
                encoder.buffer(),
                0,
                encoder.length(),
                encoder.answerOffset());
    }

    /** As if by chance, so that whoever reads a fill knows its agent. */
    private int agentOf(long fillId) {
        if (fillId % BUSY_SHARE == 0) {
            return BUSY;
        }
        return 1 + (int) Long.remainderUnsigned(fillId * 0x9E37_79B9_7F4A_7C15L >>> 16, agents);
    }

    private int anyAgent() {
        return 1 + random.nextInt(agents);
    }

    private void page(DiskHistoryStore store, int agentId) {
        store.fills(agentId, FillFilter.ALL, PAGE, 0, ROWS);
    }

    private void order(DiskHistoryStore store) {
        long orderId = 1 + (long) (random.nextDouble() * fills);
        if (store.order(agentOf(orderId), orderId) == null) {
            throw new IllegalStateException("order " + orderId + " is missing");
        }
    }

    private static void time(int reads, String what, IntConsumer read) {
        Histogram times = new Histogram(3);
        for (int i = 0; i < reads; i++) {
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
