package io.bullring.core.event;

import io.bullring.protocol.EventHeaderDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Walks over the events of one command, each behind its EventHeader and padded to 8 bytes. Reusable and allocates nothing; for one
 * thread; what it shows is valid as long as the buffer is.
 *
 * <pre>{@code
 * cursor.wrap(events, offset, length);
 * while (cursor.next()) {
 *     switch (cursor.templateId()) {
 *         case OrderFilledDecoder.TEMPLATE_ID ->
 *             onFill(filled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader()));
 * }</pre>
 */
public final class EventCursor {
    private static final int ALIGNMENT = 8;

    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private DirectBuffer events;
    private int nextOffset;
    private int limit;

    /** Stands before the first event. */
    public void wrap(DirectBuffer buffer, int offset, int length) {
        events = buffer;
        nextOffset = offset;
        limit = offset + length;
    }

    /** Goes to the next event; false when there is none. */
    public boolean next() {
        if (nextOffset >= limit) {
            return false;
        }
        eventHeader.wrap(events, nextOffset);
        messageHeader.wrap(events, nextOffset + EventHeaderDecoder.ENCODED_LENGTH);
        nextOffset += BitUtil.align(EventHeaderDecoder.ENCODED_LENGTH + eventHeader.lengthBytes(), ALIGNMENT);
        return true;
    }

    public int templateId() {
        return messageHeader.templateId();
    }

    /** Where the EventHeader of the event stands in the buffer: what a command's own events begin with, {@code answerOffset}, is one. */
    public int eventOffset() {
        return eventHeader.offset();
    }

    /** Where the messageHeader of the event stands in the buffer. */
    public int offset() {
        return messageHeader.offset();
    }

    /** Bytes of messageHeader and event. */
    public int lengthBytes() {
        return eventHeader.lengthBytes();
    }

    /** The header of the event, as a decoder's {@code wrapAndApplyHeader} wants it. */
    public MessageHeaderDecoder messageHeader() {
        return messageHeader;
    }

    public DirectBuffer buffer() {
        return events;
    }
}
