package io.bullring.journal.audit;

import io.bullring.core.event.EventCursor;
import io.bullring.journal.audit.CommandRecord.Event;
import io.bullring.journal.audit.Message.Field;
import io.bullring.journal.audit.Message.Word;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Makes records of commands and of what they caused. Not thread-safe. */
public final class CommandReader {
    private final MessageSchema schema;
    private final MessageReader messages;
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventCursor cursor = new EventCursor();

    public CommandReader(MessageSchema schema) {
        this.schema = schema;
        messages = new MessageReader(schema);
    }

    /** A command that cannot be decoded becomes one that says so. */
    public CommandRecord command(
            long sequence, long timeNs, DirectBuffer buffer, int offset, int length, List<Event> events) {
        envelope.wrap(buffer, offset);
        int at = offset + CommandEnvelopeDecoder.ENCODED_LENGTH;
        return new CommandRecord(
                sequence,
                timeNs,
                envelope.source(),
                envelope.correlationId(),
                envelope.agentId(),
                message(buffer, at, length - CommandEnvelopeDecoder.ENCODED_LENGTH),
                events);
    }

    private Message message(DirectBuffer buffer, int offset, int length) {
        try {
            return messages.read(buffer, offset, length);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            header.wrap(buffer, offset);
            Word why = new Word("(" + e.getMessage() + ")");
            return new Message(
                    header.templateId(),
                    schema.nameOf(header.templateId()),
                    List.of(new Field("cannot be decoded", why)));
        }
    }

    /** The events of an answer, in the order in which they were said. */
    public List<Event> events(DirectBuffer buffer, int offset, int length, int answerOffset) {
        List<Event> events = new ArrayList<>();
        cursor.wrap(buffer, offset, length);
        while (cursor.next()) {
            boolean isDue = cursor.eventOffset() < answerOffset;
            events.add(new Event(isDue, messages.read(buffer, cursor.offset(), cursor.lengthBytes())));
        }
        return events;
    }
}
