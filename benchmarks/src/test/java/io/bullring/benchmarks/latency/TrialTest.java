package io.bullring.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.WorkloadMix;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Whole trials of a second or so, with logs that misbehave on purpose: what a run must show, it shows. */
final class TrialTest {
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final Load LOAD = new Load(20_000, 0, 1);
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();

    private final CommandReel reel = CommandReel.record(1, WorkloadMix.trading(100, 4), LOAD.commands());
    private final Trial trial = new Trial(reel, LOAD);

    @Test
    void shouldMeasureEveryCommandAndNothingElse() {
        TrialResult result = trial.run(CONFIG, new DiscardingLog());

        assertThat(result.latencies().count()).isEqualTo(LOAD.commands());
        assertThat(result.answers().commands()).isEqualTo(LOAD.commands());
        assertThat(result.answers().fills()).isPositive();
        assertThat(result.answers().refused()).isZero();
    }

    @Test
    void shouldChargeAStallToEveryCommandThatWasDueMeanwhile() {
        TrialResult result = trial.run(CONFIG, new SlowLog(2_000, 1, 300 * MILLISECOND_NS));

        // Three tenths of the commands were due within the stall; a third of these waited for longer than 200 ms.
        assertThat(result.latencies().longestNs()).isGreaterThan(290 * MILLISECOND_NS);
        assertThat(result.latencies().atPercentileNs(90)).isGreaterThan(190 * MILLISECOND_NS);
    }

    @Test
    void shouldHaveNoResultWhenTheVenueCannotKeepTheRate() {
        Series series = new Series(LogKind.DISCARDING, CONFIG.whenIdle(), LOAD);

        series.add(trial.run(CONFIG, new SlowLog(0, Integer.MAX_VALUE, 20 * MILLISECOND_NS)));

        LatencyTable table = new LatencyTable();
        table.series(series);
        assertThat(series.keptItsRate()).isFalse();
        assertThat(table.lines().getLast()).contains("no result: missed its rate");
    }

    @Test
    void shouldSayWhyTheVenueStopped() {
        assertThatThrownBy(() -> trial.run(CONFIG, new FullLog()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the venue stopped");
    }

    /** Sleeps in some commits, the first of them behind so many commands, and then so often. */
    private static final class SlowLog implements CommandLog {
        private final int fromCommand;
        private final int times;
        private final long sleepNs;
        private int slept;
        private long sequence;

        SlowLog(int fromCommand, int times, long sleepNs) {
            this.fromCommand = fromCommand;
            this.times = times;
            this.sleepNs = sleepNs;
        }

        @Override
        public void begin(long firstSequence, long timeNs) {
            sequence = firstSequence;
        }

        @Override
        public boolean add(DirectBuffer command, int offset, int length) {
            return true;
        }

        @Override
        public void commit() {
            if (sequence > fromCommand && slept < times) {
                slept++;
                long untilNs = System.nanoTime() + sleepNs;
                while (System.nanoTime() - untilNs < 0) {
                    LockSupport.parkNanos(untilNs - System.nanoTime());
                }
            }
        }

        @Override
        public void close() {}
    }

    /** Fails in the middle of the run. */
    private static final class FullLog implements CommandLog {
        private long sequence;

        @Override
        public void begin(long firstSequence, long timeNs) {
            sequence = firstSequence;
        }

        @Override
        public boolean add(DirectBuffer command, int offset, int length) {
            return true;
        }

        @Override
        public void commit() {
            if (sequence > 5_000) {
                throw new IllegalStateException("disk full");
            }
        }

        @Override
        public void close() {}
    }
}
