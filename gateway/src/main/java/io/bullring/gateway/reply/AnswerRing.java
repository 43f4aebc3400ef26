package io.bullring.gateway.reply;

import io.bullring.core.fault.Check;
import io.bullring.protocol.EventHeaderDecoder;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine thread's side of a {@link Caller}: answers on their way to one event loop. The engine thread writes, the
 * loop reads; at the end of a batch one task is scheduled on the loop, unless one is already.
 *
 * <pre>
 *  one record:  correlation id 8 │ sequence 8 │ time 8 │ length of the event 8 │ messageHeader and event │ outcome of an order in a book
 * </pre>
 *
 * How much room an answer may take is noted here before its command is offered, hence visible to the engine thread
 * that executes it.
 */
final class AnswerRing {
    /** Where the sequence stands in a record; the correlation id stands before. */
    static final int SEQUENCE_OFFSET = 8;

    static final int TIME_OFFSET = 16;
    static final int LENGTH_OFFSET = 24;
    static final int EVENT_OFFSET = 32;

    private static final Logger LOG = LoggerFactory.getLogger(AnswerRing.class);
    private static final int RECORD_TYPE = 1;

    private final int source;
    private final Executor eventLoop;
    private final Runnable delivery;
    private final RingBuffer ring;
    private final int[] reserved;
    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private final OutcomeTally tally = new OutcomeTally();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private boolean writtenInBatch;

    /** The event loop has ended, and the connections that it had with it. */
    private volatile boolean gone;

    /**
     * @param source whose answers these are
     * @param bytes room, a power of two
     * @param window commands in flight at most, a power of two
     * @param delivery reads the ring, on the event loop
     */
    AnswerRing(int source, int bytes, int window, Executor eventLoop, Runnable delivery) {
        this.source = source;
        this.eventLoop = eventLoop;
        this.delivery = delivery;
        this.reserved = new int[window];
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                bytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    }

    int source() {
        return source;
    }

    /** Event loop: how much room the answer to this command may take. */
    void reserve(long correlationId, int bytes) {
        reserved[slot(correlationId)] = bytes;
    }

    int reserved(long correlationId) {
        return reserved[slot(correlationId)];
    }

    /**
     * Engine thread: keeps the first event from offset on, if there is one, until the batch ends; with what became of its order, where
     * room was reserved for that.
     *
     * @return whether this is the first answer of the batch
     */
    boolean write(long sequence, long timeNs, long correlationId, DirectBuffer events, int offset, int limit) {
        if (gone) {
            return false;
        }
        int length = offset < limit ? event.wrap(events, offset).lengthBytes() : 0;
        boolean tellsOutcome = length > 0 && reserved(correlationId) >= AnswerRoom.WITH_OUTCOME;
        int outcomeBytes = tellsOutcome ? tally.add(events, offset, limit) : 0;
        int outcomeOffset = outcomeOffset(length);
        int recordBytes = outcomeBytes > 0 ? outcomeOffset + outcomeBytes : EVENT_OFFSET + length;
        Check.that(
                RecordDescriptor.HEADER_LENGTH + recordBytes <= reserved(correlationId),
                "an answer is longer than its reservation");

        int index = ring.tryClaim(RECORD_TYPE, recordBytes);
        Check.that(index > 0, "no room for an answer although it was reserved");

        AtomicBuffer record = ring.buffer();
        record.putLong(index, correlationId);
        record.putLong(index + SEQUENCE_OFFSET, sequence);
        record.putLong(index + TIME_OFFSET, timeNs);
        record.putLong(index + LENGTH_OFFSET, length);
        if (outcomeBytes > 0) {
            record.putBytes(index + outcomeOffset, tally.bytes(), 0, outcomeBytes);
        }
        if (length > 0) {
            record.putBytes(index + EVENT_OFFSET, events, offset + EventHeaderDecoder.ENCODED_LENGTH, length);
        }
        ring.commit(index);
        boolean first = !writtenInBatch;
        writtenInBatch = true;
        return first;
    }

    /** Where in a record the outcome stands, behind an event of this length. */
    static int outcomeOffset(int eventLength) {
        return EVENT_OFFSET + BitUtil.align(eventLength, Long.BYTES);
    }

    /** Engine thread: the batch is over, its answers may go. */
    void onBatchEnd() {
        writtenInBatch = false;
        schedule();
    }

    /** Event loop: hands over what is there. An answer written meanwhile is read now, or has a task of its own. */
    void read(MessageHandler handler) {
        scheduled.set(false);
        try {
            ring.read(handler);
        } finally {
            if (ring.size() > 0) {
                schedule();
            }
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                eventLoop.execute(delivery);
            } catch (RejectedExecutionException e) {
                gone = true;
                LOG.info("caller {} is gone; its answers go nowhere", source);
            }
        }
    }

    private int slot(long correlationId) {
        return (int) correlationId & (reserved.length - 1);
    }
}
