package io.bullring.benchmarks;

import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * orders, resting orders and cancels. The commands lie on tapes, one behind the other; each shot plays the next tape to the same
 * engine. No ring, no journal, no other thread.
 *
 * <p>Of 1,000 orders {@link #named} carry a client order id, whose answers are remembered. That memory grows with the first
 * 1,024 of them, portfolio by portfolio, until it has all that it will ever need.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = EngineMixBenchmark.WARM_UPS)
@Measurement(iterations = EngineMixBenchmark.SHOTS)
public class EngineMixBenchmark {
    static final int WARM_UPS = 10;
    static final int SHOTS = 20;

    private static final int COMMANDS = 100_000;

    @Param({"0", "200"})
    public int named;

    private WorkingVenue venue;
    private final WorkloadTape[] tapes = new WorkloadTape[WARM_UPS + SHOTS];
    private int next;

    @Setup
    public void open() {
        venue = new WorkingVenue(1, mix());
        venue.open();
        for (int i = 0; i < tapes.length; i++) {
            tapes[i] = WorkloadTape.of(venue.workload(), COMMANDS);
        }
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
    @TearDown
    public void shouldHaveRefusedNothing() {
        if (venue.answers().refused() > 0) {
            throw new IllegalStateException(venue.answers().refused() + " commands were refused");
        }
    }

    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public long command() {
        WorkloadTape tape = tapes[next++];
        for (int i = 0; i < COMMANDS; i++) {
            venue.send(tape.timeNs(i), tape.buffer(), tape.offset(i), tape.length(i));
        }
        return venue.answers().commands();
    }
}
