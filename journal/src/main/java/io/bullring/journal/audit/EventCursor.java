package io.bullring.journal.audit;

import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Walks through the events of one answer.
 *
 * <pre>
 *   cursor.wrap(events, offset, length);
 *   while (cursor.next()) { … }
 * </pre>
 */
public final class EventCursor {
    private static final int ALIGNMENT = 8;

    private final EventHeaderDecoder event = new EventHeaderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer;
    private int next;
    private int end;
    private int messageOffset;

    public void wrap(DirectBuffer events, int offset, int length) {
        buffer = events;
        next = offset;
        end = offset + length;
    }

    /** Moves to the next event. Returns false when there is none. */
    public boolean next() {
        if (next >= end) {
            return false;
        }
        event.wrap(buffer, next);
        messageOffset = next + EventHeaderDecoder.ENCODED_LENGTH;
        header.wrap(buffer, messageOffset);
        next = BitUtil.align(messageOffset + event.lengthBytes(), ALIGNMENT);
        return true;
    }

    public int templateId() {
        return header.templateId();
    }

    /** Where messageHeader and event begin. */
    public int messageOffset() {
        return messageOffset;
    }

    /** Bytes of messageHeader and event. */
    public int lengthBytes() {
        return event.lengthBytes();
    }

    /** The header of the event, for a decoder to be wrapped with. */
    public MessageHeaderDecoder header() {
        return header;
    }
}
