package io.bullring.journal.snapshot;

import io.bullring.core.port.SnapshotSink;
import io.bullring.journal.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes a state as a row of blocks, each with its length and its checksum, behind the room for the header. The header
 * comes last, so that what has one is complete. Not thread-safe.
 */
final class SnapshotWriter implements SnapshotSink {
    /** Content of a block at most. */
    static final int BLOCK_BYTES = 256 << 10;

    /** Before each block: length of the content, CRC-32C of length and content. */
    static final int FRAME_BYTES = 8;

    private final DiskFile file;
    private final ByteBuffer block =
            ByteBuffer.allocateDirect(FRAME_BYTES + BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long positionBytes = SnapshotHeader.BYTES;
    private long bodyBytes;

    SnapshotWriter(DiskFile file) {
        this.file = file;
        block.position(FRAME_BYTES);
    }

    @Override
    public void putLong(long value) {
        if (block.remaining() < Long.BYTES) {
            flush();
        }
        block.putLong(value);
    }

    @Override
    public void putBytes(byte[] value) {
        putLong(value.length);
        int from = 0;
        while (from < value.length) {
            if (!block.hasRemaining()) {
                flush();
            }
            int count = Math.min(block.remaining(), value.length - from);
            block.put(value, from, count);
            from += count;
        }
    }

    /** Writes the last block. Returns the bytes of the state. */
    long finishBody() {
        if (block.position() > FRAME_BYTES) {
            flush();
        }
        return bodyBytes;
    }

    /** Writes the header, and waits until all of it is on the disk. */
    void finish(SnapshotHeader header) {
        try {
            file.writeFully(header.encode(), 0);
            file.force();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a snapshot", e);
        }
    }

    private void flush() {
        int contentBytes = block.position() - FRAME_BYTES;
        block.flip();
        block.putInt(0, contentBytes).putInt(Integer.BYTES, checksum(block, contentBytes));
        try {
            file.writeFully(block, positionBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a snapshot", e);
        }
        positionBytes += FRAME_BYTES + contentBytes;
        bodyBytes += contentBytes;
        block.clear().position(FRAME_BYTES);
    }

    /** Of a block's length and its content. */
    static int checksum(ByteBuffer block, int contentBytes) {
        CRC32C crc = new CRC32C();
        crc.update(block.slice(0, Integer.BYTES));
        crc.update(block.slice(FRAME_BYTES, contentBytes));
        return (int) crc.getValue();
    }
}
