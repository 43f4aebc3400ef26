package io.bullring.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file, to be changed in place. */
final class DiskBytes implements AutoCloseable {
    private final FileChannel channel;

    DiskBytes(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    byte[] read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.read(bytes, position);
        return bytes.array();
    }

    void write(long position, byte... bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes), position);
    }

    void flip(long position, int bit) throws IOException {
        byte[] one = read(position, 1);
        one[0] ^= (byte) (1 << bit);
        write(position, one);
    }

    void zero(long from, long to) throws IOException {
        write(from, new byte[Math.toIntExact(to - from)]);
    }

    void cut(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
