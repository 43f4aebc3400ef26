package io.bullring.journal.snapshot;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.SnapshotSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a snapshot; each block is verified before anything of it is used. Not thread-safe. */
final class SnapshotReader implements SnapshotSource, AutoCloseable {
    /** Far more than the longest text. */
    private static final int MOST_FIELD_BYTES = 1 << 24;

    private final Path path;
    private final FileChannel channel;
    private final SnapshotHeader header;
    private final ByteBuffer block = ByteBuffer.allocateDirect(SnapshotWriter.FRAME_BYTES + SnapshotWriter.BLOCK_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    private long positionBytes = SnapshotHeader.BYTES;
    private long bytesLeft;

    private SnapshotReader(Path path, FileChannel channel, SnapshotHeader header) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        bytesLeft = header.bodyBytes();
        block.limit(0);
    }

    /** @throws SnapshotDamage when the header is not one of ours */
    static SnapshotReader open(Path path) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            boolean opened = false;
            try {
                ByteBuffer bytes =
                        ByteBuffer.allocate(SnapshotHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                fill(channel, bytes, 0);
                String fault = SnapshotHeader.findFault(bytes);
                if (fault != null) {
                    throw new SnapshotDamage(path, 0, fault);
                }
                SnapshotHeader header = SnapshotHeader.decode(bytes);
                if (header.bodyBytes() < 0 || header.bodyBytes() > channel.size() - SnapshotHeader.BYTES) {
                    throw new SnapshotDamage(
                            path, 0,
                            "a state of " + header.bodyBytes() + " bytes in a file of " + channel.size());
                }
                SnapshotReader reader = new SnapshotReader(path, channel, header);
                opened = true;
                return reader;
            } finally {
                if (!opened) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new SnapshotDamage(path, "it cannot be read", e);
        }
    }

    SnapshotHeader header() {
        return header;
    }

    /**
     * Gives the state to a new host.
     *
     * @throws SnapshotDamage when it is not what was written; the host is then of no use
     */
    void readInto(EngineHost host) {
        try {
            host.readFrom(this);
        } catch (SnapshotDamage | UncheckedIOException e) {
            throw e;
        } catch (EngineFault | RuntimeException e) { // whatever a state that nobody wrote does to whom takes it over
            throw new SnapshotDamage(path, "the engine cannot take it over", e);
        }
        checkEnd();
        if (host.lastSequence() != header.sequence() || host.lastTimeNs() != header.timeNs()) {
            throw new SnapshotDamage(path, 0, "the state is that of command " + host.lastSequence());
        }
    }

    /** Verifies what is left without using it. */
    void verifyBlocks() {
        while (bytesLeft > 0) {
            nextBlock();
            block.position(block.limit());
        }
        checkEnd();
    }

    private void checkEnd() {
        try {
            if (bytesLeft > 0 || block.hasRemaining() || channel.size() != positionBytes) {
                throw new SnapshotDamage(path, positionBytes, "there is more than the state");
            }
        } catch (IOException e) {
            throw new SnapshotDamage(path, "it cannot be read", e);
        }
    }

    @Override
    public long getLong() {
        if (block.remaining() < Long.BYTES) {
            nextBlock();
        }
        return block.getLong();
    }

    @Override
    public byte[] getBytes() {
        long length = getLong();
        if (length < 0 || length > block.remaining() + bytesLeft || length > MOST_FIELD_BYTES) {
            throw new SnapshotDamage(path, positionBytes, "a field of " + length + " bytes");
        }
        byte[] value = new byte[(int) length];
        int to = 0;
        while (to < value.length) {
            if (!block.hasRemaining()) {
                nextBlock();
            }
            int count = Math.min(block.remaining(), value.length - to);
            block.get(value, to, count);
            to += count;
        }
        return value;
    }

    /** A number never lies across two blocks, so what is left of a block is nothing. */
    private void nextBlock() {
        if (block.hasRemaining() || bytesLeft == 0) {
            throw new SnapshotDamage(path, positionBytes, "the state ends too early");
        }
        try {
            block.clear();
            fill(channel, block, positionBytes);
        } catch (IOException e) {
            throw new SnapshotDamage(path, "it cannot be read", e);
        }
        int available = block.limit() - SnapshotWriter.FRAME_BYTES;
        int contentBytes = available < 0 ? 0 : block.getInt(0);
        if (contentBytes <= 0 || contentBytes > available || contentBytes > bytesLeft) {
            throw new SnapshotDamage(path, positionBytes, "a block of " + contentBytes + " bytes");
        }
        if (SnapshotWriter.checksum(block, contentBytes) != block.getInt(Integer.BYTES)) {
            throw new SnapshotDamage(path, positionBytes, "the block's checksum is wrong");
        }
        block.limit(SnapshotWriter.FRAME_BYTES + contentBytes).position(SnapshotWriter.FRAME_BYTES);
        positionBytes += SnapshotWriter.FRAME_BYTES + contentBytes;
        bytesLeft -= contentBytes;
    }

    private static void fill(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes, from + bytes.position());
        }
        bytes.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }
}
