package io.bullring.core.engine;

import io.bullring.core.port.CommandListener;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.SkipCommandDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Which commands of a journal are passed over. A command at which the engine halts would halt it at every start; a SkipCommand
 * behind it says that it is not to be executed. So whoever replays a journal first reads it for these, and tells its
 * {@link EngineHost}. Not thread-safe.
 *
 * <pre>
 *  │ … │ 41 │ 42: the engine halts │ 43: of the same batch │ 44: SkipCommand 42 │ 45 │ …
 *             └─ CommandSkipped 42, 44                       └─ CommandSkipped 42, 44
 * </pre>
 */
public final class Skips implements CommandListener {
    private static final long NONE = 0;

    private final Long2LongHashMap skipSequences = new Long2LongHashMap(NONE);
    private long lastSkipped;

    /** Learns from a command whether it skips another one. Of two for the same command, the first counts. */
    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (isSkip(command, offset)) {
            long skipped = skippedSequence(command, offset);
            if (skipped > 0 && skipped < sequence) {
                skipSequences.putIfAbsent(skipped, sequence);
                lastSkipped = Math.max(lastSkipped, skipped);
            }
        }
    }

    /** Whether a command is a SkipCommand. */
    public static boolean isSkip(DirectBuffer command, int offset) {
        int templateAt =
                offset + CommandEnvelopeDecoder.ENCODED_LENGTH + MessageHeaderDecoder.templateIdEncodingOffset();
        return command.getShort(templateAt, ByteOrder.LITTLE_ENDIAN) == SkipCommandDecoder.TEMPLATE_ID;
    }

    /** Which command a SkipCommand skips. */
    static long skippedSequence(DirectBuffer command, int offset) {
        int fieldAt = offset
                + CommandEnvelopeDecoder.ENCODED_LENGTH
                + MessageHeaderDecoder.ENCODED_LENGTH
                + SkipCommandDecoder.skippedSequenceEncodingOffset();
        return command.getLong(fieldAt, ByteOrder.LITTLE_ENDIAN);
    }

    /** Costs one comparison behind the last command that was skipped. */
    boolean isPassedOver(long sequence) {
        return sequence <= lastSkipped && skipSequences.containsKey(sequence);
    }

    /** The SkipCommand that passes over this command, 0: none does. */
    public long skipSequence(long sequence) {
        return skipSequences.get(sequence);
    }
}
