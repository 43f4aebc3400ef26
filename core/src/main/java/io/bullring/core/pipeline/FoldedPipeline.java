package io.bullring.core.pipeline;

import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.CommandLog;
import io.bullring.protocol.CommandEnvelopeEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The pipeline folded into one thread: for each batch of the ring it journals, decides and replies, in this order, so that the
 * engine never sees what the log does not have and nobody hears what is not journalled.
 *
 * <pre>
 *  any thread ── offer ──► ring of CommandSlot ──► bullring-engine:  stamp ─► CommandLog.commit ─► EngineHost ─► EventListener
 *                 │
 *                 └──► PRESSURE, CLOSED
 * </pre>
 *
 * <p>A fault stops it for good: {@link #fault} tells, and every further offer is {@link #CLOSED}.
 */
public final class FoldedPipeline implements CommandGate, AutoCloseable {
    /** Longest command, envelope included. An agent with all its texts at their bounds stays below. */
    public static final int MAX_COMMAND_BYTES = 16 * 1024;

    private static final long CLOSE_SECONDS = 30;

    private final Disruptor<CommandSlot> disruptor;
    private final RingBuffer<CommandSlot> ring;
    private final ManyToManyConcurrentArrayQueue<UnsafeBuffer> longBuffers;
    private final BatchHandler handler;
    private volatile boolean isClosed;
    private volatile Throwable fault;

    /** A pipeline that goes on behind the last sequence of the host. It does not yet run. */
    public FoldedPipeline(PipelineConfig config, EngineHost host, CommandLog log, VenueClock clock) {
        UnsafeBuffer slots = new UnsafeBuffer(new byte[config.ringSize() * CommandSlot.INLINE_BYTES]);
        SlotFactory factory = new SlotFactory(slots);
        disruptor = new Disruptor<>(
                factory::next,
                config.ringSize(),
                task -> new Thread(task, "bullring-engine"),
                ProducerType.MULTI,
                config.whenIdle().strategy());
        longBuffers = new ManyToManyConcurrentArrayQueue<>(config.longMessages());
        for (int i = 0; i < config.longMessages(); i++) {
            longBuffers.offer(new UnsafeBuffer(new byte[MAX_COMMAND_BYTES]));
        }
        handler = new BatchHandler(config.maxBatch(), host, log, clock, longBuffers);
        disruptor.setDefaultExceptionHandler(new FaultKeeper());
        disruptor.handleEventsWith(handler);
        ring = disruptor.getRingBuffer();
    }

    public void start() {
        disruptor.start();
    }

    @Override
    public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
        if (length > maxMessageBytes()) {
            throw new IllegalArgumentException("message of " + length + " bytes, at most " + maxMessageBytes());
        }
        if (isClosed) {
            return CLOSED;
        }
        boolean isLong = CommandEnvelopeEncoder.ENCODED_LENGTH + length > CommandSlot.INLINE_BYTES;
        UnsafeBuffer lent = isLong ? longBuffers.poll() : null;
        if (isLong && lent == null) {
            return PRESSURE;
        }
        return publish(source, correlationId, agentId, message, offset, length, lent);
    }

    private int publish(
            int source,
            long correlationId,
            int agentId,
            DirectBuffer message,
            int offset,
            int length,
            UnsafeBuffer lent) {
        long slot;
        try {
            slot = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            if (lent != null) {
                longBuffers.offer(lent);
            }
            return PRESSURE;
        }
        try {
            ring.get(slot).write(source, correlationId, agentId, message, offset, length, lent);
        } finally {
            ring.publish(slot);
        }
        return TAKEN;
    }

    @Override
    public int maxMessageBytes() {
        return MAX_COMMAND_BYTES - CommandEnvelopeEncoder.ENCODED_LENGTH;
    }

    /** Sequence of the last command that was answered. Any thread. */
    public long lastSequence() {
        return handler.lastSequence();
    }

    /** When the engine will have something to do without being asked; {@link Long#MAX_VALUE}: never. Any thread. */
    public long nextDeadlineNs() {
        return handler.nextDeadlineNs();
    }

    /** Free slots of the ring. Any thread. */
    public long freeSlots() {
        return ring.remainingCapacity();
    }

    /** What stopped the pipeline, null while it is well. Any thread. */
    public Throwable fault() {
        return fault;
    }

    /** Takes no more, finishes what was taken, ends its thread. Log and host stay open. */
    @Override
    public void close() {
        isClosed = true;
        if (fault != null) {
            disruptor.halt();
            return;
        }
        try {
            disruptor.shutdown(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            disruptor.halt();
            throw new IllegalStateException("commands still waited after " + CLOSE_SECONDS + " s", e);
        }
    }

    /** Keeps the first fault and ends the engine thread by throwing it on. */
    private final class FaultKeeper implements ExceptionHandler<CommandSlot> {
        @Override
        public void handleEventException(Throwable thrown, long slot, CommandSlot event) {
            keep(thrown);
        }

        @Override
        public void handleOnStartException(Throwable thrown) {
            keep(thrown);
        }

        @Override
        public void handleOnShutdownException(Throwable thrown) {
            keep(thrown);
        }

        private void keep(Throwable thrown) {
            isClosed = true;
            fault = thrown;
            throw new IllegalStateException("the engine stopped", thrown);
        }
    }

    /** Cuts one block of memory into slots that lie side by side. */
    private static final class SlotFactory {
        private final UnsafeBuffer memory;
        private int next;

        SlotFactory(UnsafeBuffer memory) {
            this.memory = memory;
        }

        CommandSlot next() {
            int at = next++ * CommandSlot.INLINE_BYTES;
            return new CommandSlot(new UnsafeBuffer(memory, at, CommandSlot.INLINE_BYTES));
        }
    }
}
