package io.bullring.journal.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The file that a snapshot is written to, as little of it as is needed: a test puts a disk that fails in its place. */
interface SnapshotOutput {
    /** Writes some of the bytes, perhaps not all. Returns how many. */
    int write(ByteBuffer bytes, long positionBytes) throws IOException;

    /** Returns when everything written survives a power failure. */
    void sync() throws IOException;

    /** A file of the operating system. */
    static SnapshotOutput of(FileChannel channel) {
        return new SnapshotOutput() {
            @Override
            public int write(ByteBuffer bytes, long positionBytes) throws IOException {
                return channel.write(bytes, positionBytes);
            }

            @Override
            public void sync() throws IOException {
                channel.force(true);
            }
        };
    }
}
