package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A stretch of a file in memory of our own: it cannot change once it was checked, and a file that was cut while we read
 * is a short answer, not a fault of the memory. Little endian. Not thread-safe.
 */
final class FileWindow {
    private static final int FIRST_CAPACITY = 64 << 10;

    private final Path path;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteBuffer bytes;
    private long start;

    FileWindow(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        resize(FIRST_CAPACITY);
    }

    /** Whether the file has a byte at this position, whoever names it. */
    boolean isInFile(long position) {
        try {
            return position >= 0 && position < channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + path, e);
        }
    }

    /** Makes sure that the window has these bytes. Returns false when the file ends before. */
    boolean reach(long position, int count) {
        boolean inside = position >= start && position + count <= start + bytes.limit();
        return inside || refresh(position, count);
    }

    /** Reads these bytes, and as many behind them as there is room for, from the file as it is now. */
    boolean refresh(long position, int count) {
        if (count > bytes.capacity()) {
            resize(Math.max(count, Math.min(2 * bytes.capacity(), BatchLayout.MAX_DOCUMENT_BYTES)));
        }
        start = position;
        bytes.clear();
        try {
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes, start + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        bytes.flip();
        return bytes.limit() >= count;
    }

    private void resize(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN).limit(0);
        buffer.wrap(bytes);
    }

    /** The four bytes at this position of the file, which the window has. */
    int wordAt(long position) {
        return buffer.getInt(offsetOf(position));
    }

    /** Where this position of the file, which the window has, is in {@link #buffer()} and {@link #bytes()}. */
    int offsetOf(long position) {
        return Math.toIntExact(position - start);
    }

    /** Behind the last byte of the window, as a position of the file. */
    long end() {
        return start + bytes.limit();
    }

    /** Behind the last byte of the window that is not zero, as a position of the file; its start when all are. */
    long endWithoutZeros() {
        int end = bytes.limit();
        while (end >= Long.BYTES && buffer.getLong(end - Long.BYTES) == 0) {
            end -= Long.BYTES;
        }
        while (end > 0 && buffer.getByte(end - 1) == 0) {
            end--;
        }
        return start + end;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** The memory of {@link #buffer()}; its limit is the window's and is to be left as it was found. */
    ByteBuffer bytes() {
        return bytes;
    }
}
