package io.bullring.journal.evidence;

import io.bullring.protocol.ChainEntryEncoder;
import io.bullring.protocol.ChainHeaderEncoder;
import io.bullring.protocol.ChainLinkEncoder;

/**
 * The file of the hash chain. Little endian.
 *
 * <pre>
 *   0             16               72               128
 *   ├─────────────┼────────────────┼────────────────┼──── ─ ─
 *   │ ChainHeader │ ChainLink 1    │ ChainLink 2    │
 * </pre>
 */
final class ChainLayout {
    /** Little endian, so the bytes on disk are N, A, H, C. */
    static final int MAGIC = 0x4348414E;

    static final int FORMAT_VERSION = 1;

    /** Commands of one link of a new chain; one that exists keeps what its header says. */
    static final int INTERVAL = 256;

    static final int MAX_INTERVAL = 1 << 20;
    static final int HEADER_BYTES = ChainHeaderEncoder.ENCODED_LENGTH;
    static final int HEADER_CRC_OFFSET = ChainHeaderEncoder.crc32cEncodingOffset();
    static final int LINK_BYTES = ChainLinkEncoder.ENCODED_LENGTH;
    static final int LINK_CRC_OFFSET = ChainLinkEncoder.crc32cEncodingOffset();
    static final int ENTRY_BYTES = ChainEntryEncoder.ENCODED_LENGTH;
    static final int HASH_BYTES = 32;

    private ChainLayout() {}

    /** Where the n-th link begins, from 1. */
    static long linkPosition(long number) {
        return HEADER_BYTES + (number - 1) * LINK_BYTES;
    }
}
