package io.bullring.journal;

import static io.bullring.journal.BatchLayout.FRAME_HEADER_BYTES;
import static io.bullring.journal.BatchLayout.HEADER_BYTES;

import io.bullring.core.fault.Check;
import io.bullring.protocol.BatchHeaderEncoder;
import io.bullring.protocol.FrameHeaderEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The batch under way, in one block of native memory: header, frames, checksum, ready to be copied to the log in one
 * piece. {@link BatchLayout} draws it. Allocates nothing after construction. Not thread-safe; lives on the engine's
 * thread.
 */
final class BatchBuffer {
    private final int maxBytes;
    private final int maxCommands;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final BatchHeaderEncoder header = new BatchHeaderEncoder();
    private final FrameHeaderEncoder frame = new FrameHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private long firstSequence;
    private int count;
    private int lengthBytes;

    BatchBuffer(int maxBytes, int maxCommands) {
        this.maxCommands = maxCommands;
        this.maxBytes = maxBytes;
        bytes = ByteBuffer.allocateDirect(SegmentLayout.recordBytes(maxBytes)).order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(bytes);
    }

    /** Forgets the batch before and begins one. */
    void begin(long firstSequenceOfBatch, long timeNs) {
        firstSequence = firstSequenceOfBatch;
        count = 0;
        lengthBytes = HEADER_BYTES;
        header.wrap(buffer, 0)
                .magic(BatchLayout.MAGIC)
                .formatVersion(BatchLayout.FORMAT_VERSION)
                .firstSequence(firstSequence)
                .timeNs(timeNs);
    }

    /** Adds a command. Returns false, changing nothing, when the batch is full; an empty batch takes any command. */
    boolean add(DirectBuffer command, int offset, int commandBytes) {
        Check.that(commandBytes >= BatchLayout.MIN_COMMAND_BYTES, "journal: a command without envelope and header");

        int frameBytes = BatchLayout.frameBytes(commandBytes);
        if (count == maxCommands || frameBytes > maxBytes - lengthBytes) {
            Check.that(count > 0, "journal: a command longer than any batch");
            return false;
        }
        int frameEnd = lengthBytes + frameBytes;
        buffer.putLong(frameEnd - BatchLayout.ALIGNMENT, 0);
        frame.wrap(buffer, lengthBytes).sequence(firstSequence + count).lengthBytes(commandBytes).reserved(0);
        buffer.putBytes(lengthBytes + FRAME_HEADER_BYTES, command, offset, commandBytes);
        lengthBytes = frameEnd;
        count++;
        return true;
    }

    /** Completes header and checksum. */
    void seal() {
        header.count(count).lengthBytes(lengthBytes - HEADER_BYTES).crc32c(0);
        crc.reset();
        crc.update(bytes.limit(lengthBytes).position(0));
        header.crc32c(crc.getValue());
        bytes.clear();
    }

    /** Makes the sealed batch a record of a segment, for this position. Returns its length, bytes. */
    int sealRecord(long positionBytes) {
        int recordBytes = SegmentLayout.recordBytes(lengthBytes);
        int trailer = recordBytes - SegmentLayout.TRAILER_BYTES;
        buffer.setMemory(lengthBytes, trailer - lengthBytes, (byte) 0);
        buffer.putInt(trailer, SegmentLayout.TRAILER_MAGIC);
        buffer.putInt(trailer + Integer.BYTES, SegmentLayout.zeroSectors(buffer, 0, positionBytes, recordBytes));
        return recordBytes;
    }

    /** Whether these are the bytes of the batch. */
    boolean equalTo(DirectBuffer other) {
        boolean equal = other.capacity() == lengthBytes;
        for (int i = 0; equal && i < lengthBytes; i += Long.BYTES) {
            equal = buffer.getLong(i) == other.getLong(i);
        }
        return equal;
    }

    int count() {
        return count;
    }

    /** Bytes of the batch so far, with its header. */
    int lengthBytes() {
        return lengthBytes;
    }

    /** Where the batch is; its address never changes. */
    ByteBuffer bytes() {
        return bytes;
    }
}
