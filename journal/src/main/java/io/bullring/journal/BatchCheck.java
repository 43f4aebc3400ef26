package io.bullring.journal;

import static io.bullring.journal.BatchLayout.FRAME_HEADER_BYTES;
import static io.bullring.journal.BatchLayout.HEADER_BYTES;

import io.bullring.protocol.BatchHeaderDecoder;
import io.bullring.protocol.FrameHeaderDecoder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Verifies that a document is a batch as {@link BatchBuffer} would have written it. Not thread-safe. */
final class BatchCheck {
    private static final int CRC_OFFSET = BatchHeaderDecoder.crc32cEncodingOffset();
    private static final int LENGTH_OFFSET = BatchHeaderDecoder.lengthBytesEncodingOffset();

    private final BatchHeaderDecoder header = new BatchHeaderDecoder();
    private final FrameHeaderDecoder frame = new FrameHeaderDecoder();
    private final CRC32C crc = new CRC32C();

    /** Says what is wrong with the document that the file has moved to; null when nothing is. */
    String findFault(DocumentFile file) {
        if (file.length() < HEADER_BYTES) {
            return "a document of " + file.length() + " bytes, shorter than the header of a batch";
        }
        UnsafeBuffer buffer = file.window().buffer();
        header.wrap(buffer, file.offset());
        if (header.magic() != BatchLayout.MAGIC) {
            return "the document is not a batch: it begins with 0x" + Long.toHexString(header.magic());
        }
        if (header.formatVersion() != BatchLayout.FORMAT_VERSION) {
            return "a batch of format version " + header.formatVersion() + ", which this program cannot read";
        }
        if (HEADER_BYTES + (long) header.lengthBytes() != file.length()) {
            return "the batch states " + header.lengthBytes() + " bytes of commands, the document has "
                    + (file.length() - HEADER_BYTES);
        }
        long computed = checksum(file.window(), file.offset(), file.length());
        if (computed != header.crc32c()) {
            return "the checksum is wrong: stored 0x" + Long.toHexString(header.crc32c()) + ", computed 0x"
                    + Long.toHexString(computed);
        }
        return faultOfFrames(buffer, file.offset() + HEADER_BYTES, file.offset() + file.length());
    }

    /**
     * Of the whole document, its checksum field counted as zero. The window is ours, so the field can be zero for a
     * while.
     */
    private long checksum(FileWindow window, int offset, int length) {
        int stored = window.buffer().getInt(offset + CRC_OFFSET);
        int limit = window.bytes().limit();
        window.buffer().putInt(offset + CRC_OFFSET, 0);
        crc.reset();
        crc.update(window.bytes().limit(offset + length).position(offset));
        window.bytes().limit(limit).position(0);
        window.buffer().putInt(offset + CRC_OFFSET, stored);
        return crc.getValue();
    }

    /** Whether a batch of this length was written here, whatever its header says of its length by now. */
    boolean isBatchOf(FileWindow window, int offset, int length) {
        int stated = window.buffer().getInt(offset + LENGTH_OFFSET);
        window.buffer().putInt(offset + LENGTH_OFFSET, length - HEADER_BYTES);
        long computed = checksum(window, offset, length);
        window.buffer().putInt(offset + LENGTH_OFFSET, stated);
        return header.wrap(window.buffer(), offset).crc32c() == computed;
    }

    /** The checksum is right, so whatever is wrong from here on was written wrong. */
    private String faultOfFrames(UnsafeBuffer buffer, int from, int end) {
        int offset = from;
        for (int i = 0; i < header.count(); i++) {
            long sequence = header.firstSequence() + i;
            if (end - offset < FRAME_HEADER_BYTES) {
                return "the batch states " + header.count() + " commands and has " + i;
            }
            frame.wrap(buffer, offset);
            if (frame.sequence() != sequence) {
                return "command " + frame.sequence() + " in the place of command " + sequence;
            }
            int lengthBytes = frame.lengthBytes();
            if (lengthBytes < BatchLayout.MIN_COMMAND_BYTES || lengthBytes > end - offset - FRAME_HEADER_BYTES) {
                return "command " + sequence + " states a length of " + lengthBytes + " bytes";
            }
            offset += BatchLayout.frameBytes(lengthBytes);
        }
        return header.count() > 0 && offset == end
                ? null
                : "a batch of " + header.count() + " commands with " + (end - offset) + " bytes left over";
    }

    /** Header of the document last found to be right. */
    BatchHeaderDecoder header() {
        return header;
    }
}
