package io.bullring.gateway.reply;

import io.bullring.core.fault.Check;
import io.bullring.core.port.CommandGate;
import java.util.concurrent.Executor;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * One event loop's way to the engine and back. {@link #offer} and the handlers belong to that loop's thread; the engine
 * thread knows only the {@link AnswerRing}.
 *
 * <pre>
 *  event loop ── offer ──► CommandGate ──► engine
 *      ▲  reserves room                       │ first event of the answer
 *      └── deliver ◄── one task a batch ◄── AnswerRing
 * </pre>
 *
 * Commands of one caller are answered in the order in which they were offered. The ring cannot overflow: what
 * {@link AnswerRoom} reserves for all commands in flight, one record lost at the ring's end and the header behind the
 * last record are together no more than the ring; a command for which there is no room is refused as pressure.
 */
public final class Caller {
    private static final int SMALLEST_RING_IN_ANSWERS = 8;

    private final CommandGate gate;
    private final AnswerRoom room;
    private final int roomBytes;
    private final AnswerRing answers;
    private final ReplyHandler[] handlers;
    private final Answer answer = new Answer();
    private final MessageHandler onRecord = this::onRecord;
    private long offered;
    private long answered;
    private int reservedBytes;
    private int releasedBytes;

    Caller(int source, CommandGate gate, Executor eventLoop, ReplyConfig config) {
        this.gate = gate;
        this.room = new AnswerRoom(gate.maxMessageBytes());
        int smallest = BitUtil.findNextPositivePowerOfTwo(SMALLEST_RING_IN_ANSWERS * room.largest());
        int ringBytes = Math.max(config.ringBytes(), smallest);
        this.roomBytes = ringBytes - room.largest() - RecordDescriptor.HEADER_LENGTH;
        this.answers = new AnswerRing(source, ringBytes, config.window(), eventLoop, this::deliver);
        this.handlers = new ReplyHandler[config.window()];
    }

    /** The number in the envelopes of its commands. */
    public int source() {
        return answers.source();
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
     * @return what {@link CommandGate#offer} returns; unless taken, nothing has happened
     */
    public int offer(int agentId, DirectBuffer message, int offset, int length, ReplyHandler handler) {
        int result = leave(agentId, message, offset, length, handler);
        wake();
        return result;
    }

    /** The same for one who may have more to offer at once, and calls {@link #wake} before it waits for anything. */
    public int leave(int agentId, DirectBuffer message, int offset, int length, ReplyHandler handler) {
        int answerBytes = room.bytesFor(message, offset, length);
        if (inFlight() == handlers.length || reservedBytes + answerBytes > roomBytes) {
            return CommandGate.PRESSURE;
        }
        handlers[slot(offered)] = handler;
        answers.reserve(offered, answerBytes);
        int result = gate.leave(answers.source(), offered, agentId, message, offset, length);
        if (result == CommandGate.TAKEN) {
            reservedBytes += answerBytes;
            offered++;
        }
        return result;
    }

    /** The engine works off what was left. */
    public void wake() {
        gate.wake();
    }

    /** The engine thread's side. */
    AnswerRing answers() {
        return answers;
    }

    /** Room is given back only after reading: until then the ring still counts it as taken. */
    private void deliver() {
        try {
            answers.read(onRecord);
        } finally {
            reservedBytes -= releasedBytes;
            releasedBytes = 0;
        }
    }

    private void onRecord(int recordType, MutableDirectBuffer buffer, int index, int length) {
        Check.that(buffer.getLong(index) == answered, "answers out of order");

        int slot = slot(answered);
        ReplyHandler handler = handlers[slot];
        handlers[slot] = null;
        releasedBytes += answers.reserved(answered);
        answered++;
        int eventLength = (int) buffer.getLong(index + AnswerRing.LENGTH_OFFSET);
        answer.wrap(
                buffer.getLong(index + AnswerRing.SEQUENCE_OFFSET),
                buffer.getLong(index + AnswerRing.TIME_OFFSET),
                buffer,
                index + AnswerRing.EVENT_OFFSET,
                eventLength);
        int outcomeOffset = AnswerRing.outcomeOffset(eventLength);
        answer.wrapOutcome(buffer, index + outcomeOffset, Math.max(0, length - outcomeOffset));
        handler.onAnswer(answer);
    }

    private int slot(long correlationId) {
        return (int) correlationId & (handlers.length - 1);
    }
}
