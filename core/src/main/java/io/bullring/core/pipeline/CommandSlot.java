package io.bullring.core.pipeline;

import io.bullring.protocol.CommandEnvelopeEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One slot of the ring: a command, envelope and message, in place or, when it is long, in a buffer that was lent for it.
 * Written by the thread that claimed it, read-only once published.
 */
final class CommandSlot {
    /** Bytes of a command that are kept in place: every command on the path of an order fits. */
    static final int INLINE_BYTES = 256;

    private final CommandEnvelopeEncoder envelope = new CommandEnvelopeEncoder();
    private final UnsafeBuffer inline;
    private UnsafeBuffer command;
    private UnsafeBuffer borrowed;
    private int length;

    CommandSlot(UnsafeBuffer inline) {
        this.inline = inline;
        command = inline;
    }

    /** @param lent a buffer for a long command, null: in place */
    void write(
            int source,
            long correlationId,
            int agentId,
            DirectBuffer message,
            int offset,
            int messageLength,
            UnsafeBuffer lent) {
        borrowed = lent;
        command = lent == null ? inline : lent;
        envelope.wrap(command, 0).correlationId(correlationId).source(source).agentId(agentId);
        command.putBytes(CommandEnvelopeEncoder.ENCODED_LENGTH, message, offset, messageLength);
        length = CommandEnvelopeEncoder.ENCODED_LENGTH + messageLength;
    }

    /** Carries nothing: the slot was claimed when the pipeline had been closed. */
    void leaveEmpty() {
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    DirectBuffer command() {
        return command;
    }

    int length() {
        return length;
    }

    /** Lets go of the lent buffer and returns it, or null if there was none. */
    UnsafeBuffer release() {
        UnsafeBuffer lent = borrowed;
        borrowed = null;
        command = inline;
        return lent;
    }
}
