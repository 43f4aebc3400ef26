package io.bullring.core.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

/**
 * How the pipeline is hosted; nothing here can change an answer.
 *
 * @param ringSize slots of the ring, a power of two up to {@link #MAX_RING_SIZE}: commands that may wait, beyond them is
 *     pressure
 * @param maxBatch commands that are journalled together at most
 * @param longMessages commands longer than a slot that may wait at the same time
 * @param whenIdle what the engine thread does when there is nothing to do
 */
public record PipelineConfig(int ringSize, int maxBatch, int longMessages, Wait whenIdle) {
    /** Slots of 256 bytes in one array. */
    public static final int MAX_RING_SIZE = 1 << 20;

    /** What a thread does that waits. */
    public enum Wait {
        /** Sleeps until it is woken: kind to the other threads of a small machine. */
        BLOCKING,
        /** Gives its core to whoever wants it. */
        YIELDING,
        /** Burns a core that nobody else needs. */
        BUSY_SPIN;

        /** @param doorbell what a thread that sleeps is woken by */
        WaitStrategy strategy(Doorbell doorbell) {
            return switch (this) {
                case BLOCKING -> doorbell;
                case YIELDING -> new YieldingWaitStrategy();
                case BUSY_SPIN -> new BusySpinWaitStrategy();
            };
        }
    }

    public PipelineConfig {
        boolean isRing = Integer.bitCount(ringSize) == 1 && ringSize <= MAX_RING_SIZE;
        if (!isRing || maxBatch < 1 || maxBatch > ringSize || longMessages < 1) {
            throw new IllegalArgumentException("ringSize must be a power of two up to " + MAX_RING_SIZE
                    + ", maxBatch in 1.." + ringSize + " and longMessages at least 1, but they are " + ringSize + ", "
                    + maxBatch + ", " + longMessages);
        }
    }

    /** 8,192 slots, batches of 256, 64 long messages, blocking. */
    public static PipelineConfig defaults() {
        return new PipelineConfig(8_192, 256, 64, Wait.BLOCKING);
    }

    public PipelineConfig with(Wait otherWait) {
        return new PipelineConfig(ringSize, maxBatch, longMessages, otherWait);
    }
}
