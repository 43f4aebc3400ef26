package io.bullring.core.pipeline;

import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.CommandLog;
import io.bullring.core.wallet.Portfolios;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.SkipCommandEncoder;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * <p>A fault of the engine stops it for good: {@link #fault} tells, and every further offer is {@link #CLOSED}. A log that fails
 * only closes the gate: {@link #journalFault} tells, every further offer is {@link #UNJOURNALLED}, and what was taken and is not
 * journalled is handed back.
 */
public final class FoldedPipeline implements CommandGate, AutoCloseable {
    /** Longest command, envelope included. An agent with all its texts at their bounds stays below. */
    public static final int MAX_COMMAND_BYTES = 16 * 1024;

    private static final long CLOSE_SECONDS = 30;
    private static final long CLOSE_CHECK_NS = 50_000;

    /** The queue's class refuses to be smaller. */
    private static final int SMALLEST_QUEUE = 2;

    private final Doorbell doorbell = new Doorbell();
    private final Disruptor<CommandSlot> disruptor;
    private final RingBuffer<CommandSlot> ring;
    private final ManyToManyConcurrentArrayQueue<UnsafeBuffer> longBuffers;
    private final BatchHandler handler;
    private final Portfolios portfolios;
    private volatile boolean isStarted;
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
                config.whenIdle().strategy(doorbell));
        longBuffers = new ManyToManyConcurrentArrayQueue<>(Math.max(SMALLEST_QUEUE, config.longMessages()));
        for (int i = 0; i < config.longMessages(); i++) {
            longBuffers.offer(new UnsafeBuffer(new byte[MAX_COMMAND_BYTES]));
        }
        portfolios = host.engine().portfolios();
        handler = new BatchHandler(config.maxBatch(), host, log, clock, longBuffers);
        disruptor.setDefaultExceptionHandler(new FaultKeeper());
        disruptor.handleEventsWith(handler);
        ring = disruptor.getRingBuffer();
    }

    public void start() {
        isStarted = true;
        disruptor.start();
    }

    @Override
    public int offer(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
        int result = leave(source, correlationId, agentId, message, offset, length);
        wake();
        return result;
    }

    @Override
    public int leave(int source, long correlationId, int agentId, DirectBuffer message, int offset, int length) {
        if (length > maxMessageBytes()) {
            throw new IllegalArgumentException("message of " + length + " bytes, at most " + maxMessageBytes());
        }
        message.boundsCheck(offset, length);
        if (length < MessageHeaderEncoder.ENCODED_LENGTH) {
            throw new IllegalArgumentException("message of " + length + " bytes has no header");
        }
        if (isSkip(message, offset)) {
            throw new IllegalArgumentException("only the journal of a stopped venue takes a SkipCommand");
        }
        if (isClosed) {
            return CLOSED;
        }
        if (handler.journalFault() != null) {
            return UNJOURNALLED;
        }
        boolean isLong = CommandEnvelopeEncoder.ENCODED_LENGTH + length > CommandSlot.INLINE_BYTES;
        UnsafeBuffer lent = isLong ? longBuffers.poll() : null;
        if (isLong && lent == null) {
            return PRESSURE;
        }
        return publish(source, correlationId, agentId, message, offset, length, lent);
    }

    /** Executed, it would be too late: the next replay would pass over what this one did. */
    private static boolean isSkip(DirectBuffer message, int offset) {
        int templateAt = offset + MessageHeaderEncoder.templateIdEncodingOffset();
        return message.getShort(templateAt, ByteOrder.LITTLE_ENDIAN) == SkipCommandEncoder.TEMPLATE_ID;
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
            giveBack(lent);
            return PRESSURE;
        }
        // Asked again with the slot in hand: close() waits for every claimed slot, so whoever finds it open is answered.
        boolean isTaken = !isClosed;
        try {
            if (isTaken) {
                ring.get(slot).write(source, correlationId, agentId, message, offset, length, lent);
            } else {
                ring.get(slot).leaveEmpty();
                giveBack(lent);
            }
        } finally {
            ring.publish(slot);
        }
        return isTaken ? TAKEN : CLOSED;
    }

    @Override
    public void wake() {
        doorbell.ring();
    }

    private void giveBack(UnsafeBuffer lent) {
        if (lent != null) {
            longBuffers.offer(lent);
        }
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

    /** What stopped the engine, null while it is well. Any thread. */
    public Throwable fault() {
        return fault;
    }

    /** Why the log cannot be written, null while it can. Any thread. */
    public JournalFault journalFault() {
        return handler.journalFault();
    }

    /** Takes no more, finishes what was taken, ends its thread. Log and host stay open. */
    @Override
    public void close() {
        isClosed = true;
        VarHandle.fullFence(); // the ring's cursor, read below without one, must not be older than this
        boolean isFinished = awaitFinished();
        disruptor.halt();
        wake();
        if (!isFinished) {
            throw new IllegalStateException("commands still waited after " + CLOSE_SECONDS + " s");
        }
    }

    /** The ring decides and not the Disruptor, which thinks nothing of a thread that is about to start. */
    private boolean awaitFinished() {
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        while (isStarted && fault == null && freeSlots() < ring.getBufferSize()) {
            if (System.nanoTime() - giveUpNs > 0) {
                return false;
            }
            wake(); // for whoever left a command and has not come to ringing, or found the venue closed and left nothing in his place
            LockSupport.parkNanos(CLOSE_CHECK_NS);
        }
        return true;
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
            fault = thrown;
            isClosed = true;
            portfolios.abandon();
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
