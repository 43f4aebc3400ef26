package io.bullring.journal;

import io.bullring.core.port.EventListener;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.CommandEventsEncoder;
import io.bullring.protocol.MessageHeaderEncoder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * What the event log has in a command's frame: whose command it was, its checksum, and all that it caused.
 *
 * <pre>
 *   0                 16              24               32
 *   ├─────────────────┼───────────────┼────────────────┼──── ─ ─
 *   │ CommandEnvelope │ messageHeader │ CommandEvents  │ events
 * </pre>
 *
 * Filled by a command and the call with its events. Not thread-safe; grows to the longest record and allocates nothing else.
 */
public final class EventRecord implements EventListener {
    private static final int EVENTS_OFFSET = CommandEnvelopeEncoder.ENCODED_LENGTH
            + MessageHeaderEncoder.ENCODED_LENGTH
            + CommandEventsEncoder.BLOCK_LENGTH;
    private static final int USUAL_BYTES = 64 << 10;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(USUAL_BYTES);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandEventsEncoder block = new CommandEventsEncoder();
    private final CRC32C crc = new CRC32C();
    private int length;

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int commandLength) {
        buffer.putBytes(0, command, offset, commandLength); // the checksum wants an array; the events cover what is too much
        crc.reset();
        crc.update(buffer.byteArray(), 0, commandLength);
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int eventsLength,
            int answerOffset) {
        block.wrapAndApplyHeader(buffer, CommandEnvelopeEncoder.ENCODED_LENGTH, header)
                .commandCrc32c(crc.getValue())
                .answerOffset(answerOffset - offset);
        buffer.putBytes(EVENTS_OFFSET, events, offset, eventsLength);
        length = EVENTS_OFFSET + eventsLength;
    }

    /** Where the record is, from offset 0. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of the record. */
    public int length() {
        return length;
    }
}
