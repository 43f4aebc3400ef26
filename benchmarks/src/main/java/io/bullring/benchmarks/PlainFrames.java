package io.bullring.benchmarks;

import io.bullring.protocol.BatchHeaderEncoder;
import io.bullring.protocol.FrameHeaderEncoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes a batch as the journal has it, byte for byte but for the checksum, which stays zero: what the peers of the journal put
 * into their files. Not thread-safe.
 */
final class PlainFrames {
    private static final long MAGIC = 0x42554C4CL;
    private static final int FORMAT_VERSION = 1;
    private static final int ALIGNMENT = 8;

    private final BatchHeaderEncoder header = new BatchHeaderEncoder();
    private final FrameHeaderEncoder frame = new FrameHeaderEncoder();
    private MutableDirectBuffer buffer;
    private int start;
    private int end;
    private int count;
    private long firstSequence;

    /** Begins a batch at this offset. */
    void begin(MutableDirectBuffer newBuffer, int offset, long newFirstSequence, long timeNs) {
        buffer = newBuffer;
        start = offset;
        end = offset + BatchHeaderEncoder.ENCODED_LENGTH;
        count = 0;
        firstSequence = newFirstSequence;
        header.wrap(buffer, offset)
                .magic(MAGIC)
                .formatVersion(FORMAT_VERSION)
                .firstSequence(firstSequence)
                .timeNs(timeNs);
    }

    void add(DirectBuffer command, int offset, int length) {
        int padded = BitUtil.align(length, ALIGNMENT);
        int at = end + FrameHeaderEncoder.ENCODED_LENGTH;
        buffer.putLong(at + padded - ALIGNMENT, 0);
        frame.wrap(buffer, end).sequence(firstSequence + count).lengthBytes(length).reserved(0);
        buffer.putBytes(at, command, offset, length);
        end = at + padded;
        count++;
    }

    void seal() {
        header.count(count).lengthBytes(end - start - BatchHeaderEncoder.ENCODED_LENGTH).crc32c(0);
    }

    /** Where the batch ends in its buffer. */
    int end() {
        return end;
    }
}
