package io.bullring.benchmarks;

import io.bullring.core.port.CommandLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A peer of the journal: the same bytes put together in native memory and handed to the system with one write a batch, without
 * a checksum. One thread writes.
 */
final class WrittenFileLog implements CommandLog {
    private static final int LARGEST_BATCH_BYTES = 1 << 20;

    private final FileChannel channel;
    private final PlainFrames frames = new PlainFrames();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LARGEST_BATCH_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    private WrittenFileLog(FileChannel channel) {
        this.channel = channel;
    }

    static WrittenFileLog open(Path file) {
        try {
            return new WrittenFileLog(
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file, e);
        }
    }

    @Override
    public void begin(long firstSequence, long timeNs) {
        frames.begin(buffer, 0, firstSequence, timeNs);
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        frames.add(command, offset, length);
        return true;
    }

    @Override
    public void commit() {
        frames.seal();
        bytes.limit(frames.end()).position(0);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a batch", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the file", e);
        }
    }
}
