package io.bullring.core.engine;

import io.bullring.core.fault.Check;
import io.bullring.protocol.EventHeaderEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import io.bullring.protocol.VarAsciiEncoder;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events of one command as bytes, one behind the other in a buffer that its host empties between commands.
 *
 * <pre>
 *  │ EventHeader │ messageHeader │ event … │ padding to 8 │ EventHeader │ …
 *                                            ▲ answerOffset: what came before was due work
 * </pre>
 *
 * <p>The buffer starts small, for there may be thousands of engines, and grows to what the longest answer so far needed. Engine
 * thread only.
 */
public abstract class EventBytes {
    /**
     * Bound of one command's events. The longest ones end all open orders of an agent: twice 10,000 cancellations of 56
     * bytes when a portfolio is parked, as much again by a sweep at the head of the command, and the fills of 256 orders
     * with a halt each, 192 bytes. In books 256 meetings of the command's own order and of the last one fired before it, of two
     * sides and a halt each, 272 bytes.
     */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int FIRST_BYTES = 16 * 1024;
    private static final int LONGEST_WITHOUT_TEXTS = 512;
    private static final int ALIGNMENT = 8;
    private static final int LONGEST_ASCII = VarAsciiEncoder.lengthMaxValue();

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FIRST_BYTES]);
    final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final EventHeaderEncoder eventHeader = new EventHeaderEncoder();
    private int length;
    private int answerOffset;

    /** Forgets all events. */
    public final void reset() {
        length = 0;
        answerOffset = 0;
    }

    /** Where the events are; valid until the next {@link #reset}. */
    public final DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of all events. */
    public final int length() {
        return length;
    }

    /** Where the command's own events begin. */
    public final int answerOffset() {
        return answerOffset;
    }

    /** Points a buffer at the answer: the command's own first event, messageHeader and event. */
    final void wrapAnswer(DirectBuffer answer) {
        int at = answerOffset + EventHeaderEncoder.ENCODED_LENGTH;
        answer.wrap(buffer, at, buffer.getInt(answerOffset + EventHeaderEncoder.lengthBytesEncodingOffset()));
    }

    /** What follows is the command's own doing. */
    public final void answerStarts() {
        answerOffset = length;
    }

    /** Where the messageHeader of the next event goes. */
    final int begin() {
        return begin(0);
    }

    /** Where the messageHeader of the next event goes, which has texts or groups of this length. */
    final int begin(int variableBytes) {
        int needed = length + LONGEST_WITHOUT_TEXTS + variableBytes;
        if (needed > buffer.capacity()) {
            grow(needed);
        }
        return length + EventHeaderEncoder.ENCODED_LENGTH;
    }

    private void grow(int needed) {
        Check.that(needed <= MAX_BYTES, "the events of one command exceed their bound");
        byte[] larger = new byte[Math.min(BitUtil.findNextPositivePowerOfTwo(needed), MAX_BYTES)];
        buffer.getBytes(0, larger, 0, length);
        buffer.wrap(larger);
    }

    /** Writes a varAscii of the schema, its length before it. Most orders have none, and nothing is copied. Returns where it ends. */
    final int putAscii(int at, DirectBuffer text) {
        Check.that(text.capacity() <= LONGEST_ASCII, "a text longer than its length can say");
        int textAt = at + VarAsciiEncoder.varDataEncodingOffset();
        buffer.putShort(at, (short) text.capacity(), ByteOrder.LITTLE_ENDIAN);
        if (text.capacity() > 0) {
            buffer.putBytes(textAt, text, 0, text.capacity());
        }
        return textAt + text.capacity();
    }

    final void end(int encodedLength) {
        int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        eventHeader.wrap(buffer, length).lengthBytes(lengthBytes).reserved(0);
        int end = length + EventHeaderEncoder.ENCODED_LENGTH + lengthBytes;
        length = BitUtil.align(end, ALIGNMENT);
        for (int at = end; at < length; at++) { // a few bytes: not worth a call into the runtime
            buffer.putByte(at, (byte) 0);
        }
    }
}
