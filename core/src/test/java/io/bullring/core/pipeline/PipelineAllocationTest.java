package io.bullring.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.PipelineConfig.Wait;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.CommandLog;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From the offer to the reply nothing is allocated, on neither thread, once the engine has grown to the size of what it holds
 * and the code is compiled. Of some runs of 200,000 commands the best counts: see the engine's own test.
 */
class PipelineAllocationTest {
    private static final int RUN = 200_000;
    private static final int RUNS = 5;
    private static final int WARM_UP = 2 * RUN;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A log that takes all and keeps nothing. */
    private static final class DiscardingLog implements CommandLog {
        @Override
        public void begin(long firstSequence, long timeNs) {}

        @Override
        public boolean add(DirectBuffer command, int offset, int length) {
            return true;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    /** Reads the engine thread's meter between two runs, on that thread. */
    private static final class Meter implements EventListener {
        private final boolean isWasteful;
        private final long[] readings = new long[RUNS + 1];
        private Object kept;

        Meter(boolean isWasteful) {
            this.isWasteful = isWasteful;
        }

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer events,
                int offset,
                int length,
                int answerOffset) {
            if (sequence >= WARM_UP && (sequence - WARM_UP) % RUN == 0) {
                readings[(int) (sequence - WARM_UP) / RUN] = THREADS.getCurrentThreadAllocatedBytes();
            }
            if (isWasteful) {
                kept = new Object();
            }
        }

        long leastOfRuns() {
            assertEquals(isWasteful, kept != null);
            return least(readings);
        }
    }

    private static long least(long[] readings) {
        long least = Long.MAX_VALUE;
        for (int run = 1; run < readings.length; run++) {
            least = Math.min(least, readings[run] - readings[run - 1]);
        }
        return least;
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "YIELDING"})
    void shouldAllocateNothingFromOfferToReply(Wait wait) {
        Meter meter = new Meter(false);
        long leastOfOffers = least(trade(wait, meter));
        assertEquals(0, meter.leastOfRuns());
        assertEquals(0, leastOfOffers);
    }

    /** The same with one small object for each reply, so that a zero above is a zero. */
    @Test
    void shouldSeeOneObjectAReply() {
        Meter meter = new Meter(true);
        assertEquals(0, least(trade(Wait.YIELDING, meter)));
        long least = meter.leastOfRuns();
        assertTrue(least >= RUN * 8L && least < RUN * 32L, least + " bytes");
    }

    /** Offers all runs, and returns what the offering thread's meter said between them. */
    private static long[] trade(Wait wait, Meter meter) {
        long[] readings = new long[RUNS + 1];
        Workload workload = WorkloadGenerator.trading(7, WorkloadMix.trading(16, 4));
        PipelineConfig config = new PipelineConfig(1_024, 128, 2, wait);
        FoldedPipeline pipeline = new FoldedPipeline(
                config, new EngineHost(meter), new DiscardingLog(), new VenueClock(WorkloadGenerator.START_NS));
        pipeline.start();
        offer(pipeline, workload, WARM_UP);
        readings[0] = THREADS.getCurrentThreadAllocatedBytes();
        for (int run = 1; run <= RUNS; run++) {
            offer(pipeline, workload, RUN);
            readings[run] = THREADS.getCurrentThreadAllocatedBytes();
        }
        pipeline.close();
        assertEquals(WARM_UP + (long) RUNS * RUN, pipeline.lastSequence());
        return readings;
    }

    private static void offer(FoldedPipeline pipeline, Workload workload, int commands) {
        for (int i = 0; i < commands; i++) {
            workload.next();
            int messageLength = workload.length() - workload.messageOffset();
            while (pipeline.offer(
                    1, i, workload.agentId(), workload.buffer(), workload.messageOffset(),
                    messageLength) != CommandGate.TAKEN) {
                Thread.yield();
            }
        }
    }
}
