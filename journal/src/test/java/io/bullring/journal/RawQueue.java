package io.bullring.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Puts documents into a journal past the command log, which would refuse them. */
final class RawQueue implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private long timeNs = Script.NOON_NS;

    RawQueue(Path directory) {
        queue = QueueDirectory.open(directory, () -> timeNs / 1_000_000);
        appender = queue.createAppender();
    }

    /** Files the following documents under this time. */
    RawQueue at(long newTimeNs) {
        timeNs = newTimeNs;
        return this;
    }

    RawQueue append(BatchBuffer batch) {
        Bytes<ByteBuffer> source = Bytes.wrapForRead(batch.bytes());
        source.readPositionRemaining(0, batch.lengthBytes());
        appender.writeBytes(source);
        return this;
    }

    RawQueue append(byte[] document) {
        appender.writeBytes(Bytes.wrapForRead(document));
        return this;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
