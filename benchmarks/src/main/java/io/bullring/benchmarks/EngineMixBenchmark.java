package io.bullring.benchmarks;

import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine under the whole mix of the trading workload, one command on average: prices that fire what they reach, market
 * orders, resting orders and cancels. The commands lie on a tape, one behind the other, and each shot plays the same tape to an
 * engine of its own. No ring, no journal, no other thread.
 *
 * <p>Of 1,000 orders {@link #named} carry a client order id, whose answers are remembered. That memory grows with its first
 * 1,024 placements, portfolio by portfolio, and is all that is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
public class EngineMixBenchmark {
    private static final int COMMANDS = 500_000;

    @Param({"0", "200"})
    public int named;

    private WorkingVenue venue;
    private WorkloadTape tape;

    @Setup(Level.Iteration)
    public void open() {
        venue = new WorkingVenue(1, mix());
        venue.open();
        tape = WorkloadTape.of(venue.workload(), COMMANDS);
    }

    private WorkloadMix mix() {
        WorkloadMix usual = WorkingVenue.MIX;
        return new WorkloadMix(
                usual.agents(),
                usual.instruments(),
                usual.feeds(),
                usual.instrumentsPerAgent(),
                usual.openOrdersPerAgent(),
                usual.priceShare(),
                usual.marketShare(),
                usual.restingShare(),
                usual.cancelShare(),
                named,
                usual.repeatedPer1000(),
                usual.startingBalanceE8(),
                usual.stepNs());
    }

    /** What was refused was not measured. */
    @TearDown(Level.Iteration)
    public void shouldHaveRefusedNothing() {
        if (venue.answers().refused() > 0) {
            throw new IllegalStateException(venue.answers().refused() + " commands were refused");
        }
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long command() {
        for (int i = 0; i < COMMANDS; i++) {
            venue.send(tape.timeNs(i), tape.buffer(), tape.offset(i), tape.length(i));
        }
        return venue.answers().commands();
    }
}
