package io.bullring.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. One thread writes. */
public interface DiskFile extends AutoCloseable {
    /** Writes from the buffer's position on; perhaps only a part of it. Returns how many bytes. */
    int write(ByteBuffer source, long positionBytes) throws IOException;

    /** Writes all that the buffer holds. */
    default void writeFully(ByteBuffer source, long positionBytes) throws IOException {
        long at = positionBytes;
        while (source.hasRemaining()) {
            at += write(source, at);
        }
    }

    /** Reads into the buffer; perhaps only a part. Returns how many bytes, -1 behind the end. */
    int read(ByteBuffer target, long positionBytes) throws IOException;

    /** Returns when all that was written would survive a power failure. */
    void force() throws IOException;

    long sizeBytes() throws IOException;

    @Override
    void close() throws IOException;
}
