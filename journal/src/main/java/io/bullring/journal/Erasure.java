package io.bullring.journal;

import static io.bullring.journal.BatchLayout.HEADER_BYTES;
import static io.bullring.journal.SegmentLayout.TRAILER_BYTES;

import io.bullring.journal.disk.DiskFile;
import java.io.IOException;

/**
 * Takes a record out of a segment that must not be there after the next start: one that is torn, or one of which it was
 * said that nothing has happened. May itself be interrupted anywhere, by a kill or by the power, and what is then left is
 * again a torn record, never a damaged one.
 *
 * <pre>
 *   ├────────────┼───────────────────────────────┼───────────┤
 *   │ header     │ commands                      │ trailer   │
 *     3.           2.                              1. byte by byte, from behind;  then a sync
 * </pre>
 *
 * Without its trailer a record is torn, whatever else of it is there. A trailer that is shortened from behind looks like
 * one that was not written to its end, and a byte is written or not. The sync keeps the disk from doing the rest first:
 * a record with empty commands between its header and its trailer would look damaged. The header goes last, because a part
 * of one counts as torn when nothing follows it.
 */
final class Erasure {
    private Erasure() {}

    /** Erases from the record's first byte to behind its last one, and syncs. */
    static void erase(DiskFile file, long from, long to) throws IOException {
        long commands = Math.min(from + HEADER_BYTES, to);
        long trailer = Math.max(commands, to - TRAILER_BYTES);
        for (long at = to - 1; at >= trailer; at--) {
            SegmentAhead.writeZeros(file, at, at + 1);
        }
        file.force();
        SegmentAhead.writeZeros(file, commands, trailer);
        SegmentAhead.writeZeros(file, from, commands);
        file.force();
    }
}
