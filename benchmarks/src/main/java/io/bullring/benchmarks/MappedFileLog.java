package io.bullring.benchmarks;

import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A peer of the journal: the same bytes written straight into a mapped file, 64 MiB at a time. Nothing is checksummed, nothing
 * tells a reader where the log ends, nobody touches pages ahead. One thread writes.
 */
final class MappedFileLog implements CommandLog {
    private static final int WINDOW_BYTES = 64 << 20;
    private static final int LARGEST_BATCH_BYTES = 1 << 20;

    private final FileChannel channel;
    private final PlainFrames frames = new PlainFrames();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private MappedByteBuffer window;
    private long windowStart;
    private int position;

    private MappedFileLog(FileChannel channel) {
        this.channel = channel;
        map();
    }

    static MappedFileLog open(Path file) {
        try {
            return new MappedFileLog(FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    @Override
    public void begin(long firstSequence, long timeNs) {
        if (position > WINDOW_BYTES - LARGEST_BATCH_BYTES) {
            unmap();
            windowStart += position;
            map();
        }
        frames.begin(buffer, position, firstSequence, timeNs);
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        frames.add(command, offset, length);
        return true;
    }

    @Override
    public void commit() {
        frames.seal();
        position = frames.end();
    }

    private void map() {
        try {
            window = channel.map(FileChannel.MapMode.READ_WRITE, windowStart, WINDOW_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map the file at " + windowStart, e);
        }
        buffer.wrap(window);
        position = 0;
    }

    private void unmap() {
        buffer.wrap(0, 0);
        BufferUtil.free(window);
    }

    @Override
    public void close() {
        unmap();
        try {
            channel.truncate(windowStart + position);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the file", e);
        }
    }
}
