package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a synced journal would be on Chronicle's queue: one document a batch, then the appender's own sync. The commands alone,
 * without header and checksum. One thread writes.
 */
final class SyncedQueueLog implements CommandLog {
    private static final int LARGEST_BATCH_BYTES = 1 << 20;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LARGEST_BATCH_BYTES);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final Bytes<ByteBuffer> source = Bytes.wrapForRead(bytes);
    private int length;

    private SyncedQueueLog(SingleChronicleQueue queue) {
        this.queue = queue;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        source.singleThreadedCheckDisabled(true);
    }

    static SyncedQueueLog open(Path directory) {
        return new SyncedQueueLog(SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .syncMode(SyncMode.SYNC)
                .build());
    }

    @Override
    public void begin(long firstSequence, long timeNs) {
        length = 0;
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int commandBytes) {
        if (commandBytes > LARGEST_BATCH_BYTES - length) {
            return false;
        }
        buffer.putBytes(length, command, offset, commandBytes);
        length += commandBytes;
        return true;
    }

    @Override
    public void commit() {
        try (DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(source.readPositionRemaining(0, length));
        }
        appender.sync();
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
