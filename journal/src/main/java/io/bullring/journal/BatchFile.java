package io.bullring.journal;

import io.bullring.core.port.CommandListener;
import io.bullring.protocol.BatchHeaderDecoder;
import io.bullring.protocol.FrameHeaderDecoder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The batches of one file, each verified by itself; how they follow each other is the reader's affair. Not thread-safe.
 */
final class BatchFile implements AutoCloseable {
    private final QueueFile file;
    private final BatchCheck check = new BatchCheck();
    private final BatchHeaderDecoder header = check.header();
    private final FrameHeaderDecoder frame = new FrameHeaderDecoder();

    private BatchFile(QueueFile file) {
        this.file = file;
    }

    static BatchFile open(Path path) {
        return new BatchFile(QueueFile.open(path));
    }

    /** See {@link QueueFile#isUnfinished}. */
    boolean isUnfinished() {
        return file.isUnfinished();
    }

    /** See {@link QueueFile#isClosed}. */
    boolean isClosed() {
        return file.isClosed();
    }

    /** The next batch read is the last that the file's header knows of, or the first when it knows of none. */
    void seekWriteMark(long sequenceDue) {
        file.seekWriteMark(sequenceDue);
    }

    /** See {@link QueueFile#seek}. */
    void seek(long positionBytes) {
        file.seek(positionBytes);
    }

    /** Where the batch's document is in the file. */
    long positionBytes() {
        return file.position();
    }

    /**
     * Moves to the next batch. What looks wrong beside a writer may only have been read while it was written: it is
     * damage when it still looks wrong after a second reading.
     */
    boolean next(long sequenceDue) {
        if (!file.next(sequenceDue)) {
            return false;
        }
        if (check.findFault(file) != null) {
            file.reload(sequenceDue);
            String fault = check.findFault(file);
            if (fault != null) {
                throw file.damage(sequenceDue, fault);
            }
        }
        return true;
    }

    long firstSequence() {
        return header.firstSequence();
    }

    long lastSequence() {
        return header.firstSequence() + header.count() - 1;
    }

    long timeNs() {
        return header.timeNs();
    }

    /** Hands on the commands of the batch from this one. Returns how many. */
    int handOn(long fromSequence, CommandListener listener) {
        int handedOn = 0;
        int offset = file.offset() + BatchLayout.HEADER_BYTES;
        for (int i = 0; i < header.count(); i++) {
            frame.wrap(file.window().buffer(), offset);
            if (frame.sequence() >= fromSequence) {
                listener.onCommand(
                        frame.sequence(),
                        header.timeNs(),
                        file.window().buffer(),
                        offset + BatchLayout.FRAME_HEADER_BYTES,
                        frame.lengthBytes());
                handedOn++;
            }
            offset += BatchLayout.frameBytes(frame.lengthBytes());
        }
        return handedOn;
    }

    /** See {@link QueueFile#inspectEnd}. */
    Optional<TornTail> inspectEnd(long sequenceDue) {
        return file.inspectEnd(sequenceDue);
    }

    /** See {@link QueueFile#goesOn}. */
    boolean goesOn() {
        return file.goesOn();
    }

    JournalDamage damage(long sequenceDue, String what) {
        return file.damage(sequenceDue, what);
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
