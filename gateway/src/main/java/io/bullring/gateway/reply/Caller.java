package io.bullring.gateway.reply;

import io.bullring.core.fault.Check;
import io.bullring.core.port.CommandGate;
import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop's way to the engine and back. {@link #offer} and the handlers belong to that loop's thread; the
 * engine thread only writes answers into the ring and, at the end of a batch, sees to it that one task is scheduled
 * on the loop which delivers all of them.
 *
 * <pre>
 *  event loop ── offer ──► CommandGate ──► engine
 *      ▲  reserves room                       │ first event of the answer
 *      └── deliver ◄── one task a batch ◄── ring
 *
 *  one record:  correlation id 8 │ sequence 8 │ time 8 │ messageHeader and event
 * </pre>
 *
 * Commands of one caller are answered in the order in which they were offered. The ring cannot overflow: what
 * {@link AnswerRoom} reserves for all commands in flight, one record lost at the ring's end and the header behind the
 * last record are together no more than the ring; a command for which there is no room is refused as pressure. What was
 * reserved is published with the command, so that the engine thread can check its answer against it.
 */
public final class Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    private static final int RECORD_TYPE = 1;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int TIME_OFFSET = 16;
    private static final int EVENT_OFFSET = 24;
    private static final int SMALLEST_RING_IN_ANSWERS = 8;

    private final int source;
    private final CommandGate gate;
    private final Executor eventLoop;
    private final RingBuffer ring;
    private final AnswerRoom room;
    private final int roomBytes;
    private final ReplyHandler[] handlers;
    private final int[] reserved;
    private final MessageHeaderDecoder command = new MessageHeaderDecoder();
    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private final Answer answer = new Answer();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable delivery = this::deliver;

    // The caller's thread.
    private long offered;
    private long answered;
    private int reservedBytes;
    private int releasedBytes;

    // The engine thread.
    private boolean written;

    /** The event loop has ended, and the connections that it had with it. */
    private volatile boolean gone;

    Caller(int source, CommandGate gate, Executor eventLoop, ReplyConfig config) {
        this.source = source;
        this.gate = gate;
        this.eventLoop = eventLoop;
        this.room = new AnswerRoom(gate.maxMessageBytes());
        int smallest = BitUtil.findNextPositivePowerOfTwo(SMALLEST_RING_IN_ANSWERS * room.largest());
        int ringBytes = Math.max(config.ringBytes(), smallest);
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                ringBytes + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        this.roomBytes = ringBytes - room.largest() - RecordDescriptor.HEADER_LENGTH;
        this.handlers = new ReplyHandler[config.window()];
        this.reserved = new int[config.window()];
    }

    /** The number in the envelopes of its commands. */
    public int source() {
        return source;
    }

    /** Commands whose answer has not been delivered yet. */
    public int inFlight() {
        return (int) (offered - answered);
    }

    /**
     * Offers a command (messageHeader and message). When it is taken, its answer will come to the handler on this
     * thread, unless the venue ends first.
     *
     * @param agentId for whom the command acts, 0: none
     * @return {@link CommandGate#TAKEN}, {@link CommandGate#PRESSURE} or {@link CommandGate#CLOSED}; unless taken,
     *     nothing has happened
     */
    public int offer(int agentId, DirectBuffer message, int offset, int length, ReplyHandler handler) {
        int answerBytes = room.bytesFor(command.wrap(message, offset).templateId(), length);
        if (inFlight() == handlers.length || reservedBytes + answerBytes > roomBytes) {
            return CommandGate.PRESSURE;
        }
        int slot = slot(offered);
        handlers[slot] = handler;
        reserved[slot] = answerBytes;
        int result = gate.offer(source, offered, agentId, message, offset, length);
        if (result == CommandGate.TAKEN) {
            reservedBytes += answerBytes;
            offered++;
        }
        return result;
    }

    /** Engine thread: keeps the answer until the batch ends. Returns true for the first one of a batch. */
    boolean onAnswer(
            long sequence, long timeNs, long correlationId, DirectBuffer events, int offset, int limit) {
        if (gone) {
            return false;
        }
        int length = 0;
        if (offset < limit) {
            length = event.wrap(events, offset).lengthBytes();
        }
        int answerBytes = RecordDescriptor.HEADER_LENGTH + EVENT_OFFSET + length;
        Check.that(answerBytes <= reserved[slot(correlationId)], "an answer is longer than its reservation");

        int index = ring.tryClaim(RECORD_TYPE, EVENT_OFFSET + length);
        Check.that(index > 0, "no room for an answer although it was reserved");

        AtomicBuffer record = ring.buffer();
        record.putLong(index, correlationId);
        record.putLong(index + SEQUENCE_OFFSET, sequence);
        record.putLong(index + TIME_OFFSET, timeNs);
        if (length > 0) {
            record.putBytes(index + EVENT_OFFSET, events, offset + EventHeaderDecoder.ENCODED_LENGTH, length);
        }
        ring.commit(index);
        boolean first = !written;
        written = true;
        return first;
    }

    /** Engine thread: the batch is over, its answers may go. */
    void onBatchEnd() {
        written = false;
        schedule();
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

    /** The flag falls before the ring is read: an answer written meanwhile is read now or has its own task. */
    private void deliver() {
        scheduled.set(false);
        try {
            ring.read(this::deliver);
        } finally {
            reservedBytes -= releasedBytes;
            releasedBytes = 0;
            if (ring.size() > 0) {
                schedule();
            }
        }
    }

    private void deliver(int recordType, MutableDirectBuffer buffer, int index, int length) {
        Check.that(buffer.getLong(index) == answered, "answers out of order");

        int slot = slot(answered);
        ReplyHandler handler = handlers[slot];
        handlers[slot] = null;
        releasedBytes += reserved[slot];
        answered++;
        answer.wrap(
                buffer.getLong(index + SEQUENCE_OFFSET),
                buffer.getLong(index + TIME_OFFSET),
                buffer,
                index + EVENT_OFFSET,
                length - EVENT_OFFSET);
        handler.onAnswer(answer);
    }

    private int slot(long correlationId) {
        return (int) correlationId & (handlers.length - 1);
    }
}
