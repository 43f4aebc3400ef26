package io.bullring.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * A segment of a synced log. Little endian; the file has its full size, all zeros, before the first batch is written.
 *
 * <pre>
 *   0            32          4096                                  multiple of 32
 *   ├────────────┼───────────┼───────────────┬───────┬───────────┤├─────────────── ─ ─   size of the file
 *   │ magic      │ zeros     │ batch, as     │ zeros │ trailer   ││ batch
 *   │ version    │           │ BatchLayout   │       │ 8 bytes   ││
 *   │ number     │           │ draws it      │       │           ││
 *   │ size, CRC  │           │               │       │           ││
 *
 *   trailer      magic (4), number of sectors of this record that are nothing but zeros (4)
 * </pre>
 *
 * A disk writes sectors of {@value #SECTOR_BYTES} bytes, each whole or not at all, in any order. Records begin at
 * multiples of 32, so a batch's header lies in one sector, and so does the trailer; neither is ever zero. A record of
 * which the power failure kept a part has therefore a sector of zeros too many; one that was written whole, and then
 * changed by somebody, has not. That is how a torn record is told from a damaged one.
 */
final class SegmentLayout {
    /** On disk: B, S, E, G. */
    static final int MAGIC = 0x47455342;

    static final int FORMAT_VERSION = 1;

    /** Where the first record is: the header's block of the disk is never written again. */
    static final int FIRST_RECORD = 4096;

    static final int HEADER_BYTES = 32;
    static final int RECORD_ALIGNMENT = 32;
    static final int TRAILER_BYTES = 8;

    /** On disk: D, O, N, E. */
    static final int TRAILER_MAGIC = 0x454E4F44;

    static final int SECTOR_BYTES = 512;

    private static final int CRC_OFFSET = 24;

    private SegmentLayout() {}

    /** Bytes of a record whose batch has this length. */
    static int recordBytes(int batchBytes) {
        return batchBytes + TRAILER_BYTES + RECORD_ALIGNMENT - 1 & -RECORD_ALIGNMENT;
    }

    /** The header of a segment. */
    static ByteBuffer header(long number, long sizeBytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putInt(FORMAT_VERSION).putLong(number).putLong(sizeBytes);
        header.putInt(crc(header)).putInt(0);
        return header.flip();
    }

    /** Says what is wrong with a header; null when nothing is. */
    static String faultOfHeader(ByteBuffer header, long number, long sizeBytes) {
        if (header.remaining() < HEADER_BYTES || header.getInt(0) != MAGIC) {
            return "the file does not begin with the header of a segment";
        }
        if (header.getInt(CRC_OFFSET) != crc(header)) {
            return "the checksum of the segment's header is wrong";
        }
        if (header.getInt(4) != FORMAT_VERSION) {
            return "a segment of format version " + header.getInt(4) + ", which this program cannot read";
        }
        if (header.getLong(8) != number) {
            return "this is segment " + header.getLong(8) + " under the name of segment " + number;
        }
        if (header.getLong(16) != sizeBytes) {
            return "the segment states a size of " + header.getLong(16) + " bytes, the file has " + sizeBytes;
        }
        return header.getInt(CRC_OFFSET + 4) == 0 ? null : "bytes behind the checksum of the segment's header";
    }

    /** Whether a trailer, as one number, is only the first one to three bytes of one: the writer was killed right there. */
    static boolean isCutTrailer(long trailer) {
        boolean isCut = false;
        for (int bits = Byte.SIZE; bits < Integer.SIZE; bits += Byte.SIZE) {
            isCut |= trailer == (TRAILER_MAGIC & (1L << bits) - 1);
        }
        return isCut;
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().limit(CRC_OFFSET).position(0));
        return (int) crc.getValue();
    }

    /**
     * How many of the sectors that a record touches are nothing but zeros, as far as the record is concerned.
     *
     * @param buffer holds the record
     * @param offset where in the buffer it begins
     * @param positionBytes where in the file it begins
     */
    static int zeroSectors(DirectBuffer buffer, int offset, long positionBytes, int recordBytes) {
        int zeroSectors = 0;
        int from = 0;
        while (from < recordBytes) {
            int inSector = (int) (positionBytes + from & SECTOR_BYTES - 1);
            int to = Math.min(recordBytes, from + SECTOR_BYTES - inSector);
            zeroSectors += isZero(buffer, offset + from, offset + to) ? 1 : 0;
            from = to;
        }
        return zeroSectors;
    }

    /** Whether all bytes from here to there, a multiple of 8 apart, are zero. */
    static boolean isZero(DirectBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && buffer.getLong(at) == 0) {
            at += Long.BYTES;
        }
        return at >= to;
    }
}
