package io.bullring.journal;

import io.bullring.protocol.BatchHeaderEncoder;
import io.bullring.protocol.CommandEnvelopeEncoder;
import io.bullring.protocol.FrameHeaderEncoder;
import io.bullring.protocol.MessageHeaderEncoder;

/**
 * One batch on disk, the content of one Chronicle document. Little endian; all offsets from the start of the batch.
 *
 * <pre>
 *   0          32                48                            multiple of 8
 *   ├──────────┼─────────────────┼───────────────┬─────────┤├─────────────────┼──── ─ ─
 *   │ Batch    │ FrameHeader     │ command:      │ zeros   ││ FrameHeader     │
 *   │ Header   │ sequence,length │ envelope,     │ to the  ││ sequence + 1    │
 *   │          │                 │ header,message│ next 8  ││                 │
 * </pre>
 */
final class BatchLayout {
    /** Little endian, so the bytes on disk are L, L, U, B. */
    static final int MAGIC = 0x42554C4C;

    static final int FORMAT_VERSION = 1;
    static final int HEADER_BYTES = BatchHeaderEncoder.ENCODED_LENGTH;
    static final int FRAME_HEADER_BYTES = FrameHeaderEncoder.ENCODED_LENGTH;
    static final int ALIGNMENT = 8;

    /** A command has at least this much. */
    static final int MIN_COMMAND_BYTES = CommandEnvelopeEncoder.ENCODED_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;

    /** Largest count that the header's field holds; the value above it means null in SBE. */
    static final int MAX_COMMANDS = BatchHeaderEncoder.countMaxValue();

    /** No document is longer, whatever the configuration: well below what Chronicle maps in one piece (16 MiB). */
    static final int MAX_DOCUMENT_BYTES = 8 << 20;

    private BatchLayout() {}

    /** Bytes of a frame whose command has this length: header, command, padding. */
    static int frameBytes(int commandBytes) {
        return FRAME_HEADER_BYTES + ((commandBytes + ALIGNMENT - 1) & -ALIGNMENT);
    }
}
