package io.bullring.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine with wallets, fees and all risk rules, one command from decoding to encoded event, by agents taking turns in a
 * {@link WorkingVenue}. No ring, no journal, no other thread, and no client order ids; {@link EngineMixBenchmark} has those.
 *
 * <p>{@link #priceAllocating} is the twin that shows that the meter of allocation works: 32 bytes, on purpose.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EngineCommandBenchmark {
    private final WorkingVenue venue = new WorkingVenue(1, WorkingVenue.MIX);
    private PreparedCommands commands;
    private int turn;
    private boolean bought;

    @Setup
    public void open() {
        venue.open();
        commands = new PreparedCommands(venue);
    }

    /** Feeds speak, as they always do: without, prices would be stale after a minute of the venue's time. */
    @Setup(Level.Iteration)
    public void refresh() {
        for (int i = 0; i < commands.feeds(); i++) {
            venue.send(commands.feed(i));
        }
        for (int i = 0; i < commands.instruments(); i++) {
            venue.send(commands.price(i));
        }
    }

    /** What was refused was not measured. */
    @TearDown
    public void shouldHaveRefusedNothing() {
        if (venue.answers().refused() > 0) {
            throw new IllegalStateException(venue.answers().refused() + " commands were refused");
        }
    }

    /** A price that fires nothing. */
    @Benchmark
    public long price() {
        return venue.send(commands.price(nextOf(commands.instruments())));
    }

    /** The same, and two longs that nobody needs. */
    @Benchmark
    public long[] priceAllocating() {
        return new long[]{price(), turn};
    }

    /** A market order, filled: an agent buys, then sells what it bought, then the next one. */
    @Benchmark
    public long marketOrder() {
        bought = !bought;
        return venue.send(
                bought ? commands.marketBuy(nextOf(commands.agents())) : commands.marketSell(turn));
    }

    /** Two commands: a limit order that rests, and its cancellation. */
    @Benchmark
    public long limitOrderAndCancel() {
        venue.send(commands.limit(nextOf(commands.agents())));
        return venue.send(commands.cancel(turn, venue.acceptedOrderId()));
    }

    private int nextOf(int count) {
        turn = turn + 1 < count ? turn + 1 : 0;
        return turn;
    }
}
