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
    private final DocumentFile file;
    private final BatchCheck check = new BatchCheck();
    private final BatchHeaderDecoder header = check.header();
    private final FrameHeaderDecoder frame = new FrameHeaderDecoder();

    private BatchFile(DocumentFile file) {
        this.file = file;
    }

    /** Opens a file of a journal, also when it has been moved to the cold storage since it was listed. */
    static BatchFile open(Path path) {
        return new BatchFile(DocumentFile.open(ColdStorage.present(path)));
    }

    /** See {@link DocumentFile#isUnfinished}. */
    boolean isUnfinished() {
        return file.isUnfinished();
    }

    /**
     * Whether its writer, which goes by the header, must not go on here, though all batches may be whole: the header is not as
     * it was made, or names a last batch where none is. Tells what is wrong, null when nothing is. Moves.
     */
    String faultOfHeader() {
        String fault = file.faultOfHeader();
        if (fault != null) {
            return fault;
        }
        long marked = file.markedPosition(JournalReader.ANY_SEQUENCE);
        return marked == file.firstPosition() || isBatchAt(marked)
                ? null
                : "no batch is at byte " + marked + ", where its header says that the last one is";
    }

    /**
     * The oldest UTC day, in days since 1970, whose commands may still be written behind the end at which {@link #next} stopped; 0
     * when days do not matter.
     *
     * @param isSpoilt whether nothing may be written to this file
     */
    long openDay(boolean isSpoilt) {
        return isSpoilt || file.isClosed() ? file.day() + 1 : file.day();
    }

    /** The next batch read is the last one that the file knows of; the first when it knows of none, or none is there. */
    void seekNearEnd() {
        long marked = file.markedPosition(JournalReader.ANY_SEQUENCE);
        file.seek(isBatchAt(marked) ? marked : file.firstPosition());
    }

    /** Moves to the batch at this position, if there is one. */
    boolean isBatchAt(long position) {
        try {
            return file.seek(position) && next(JournalReader.ANY_SEQUENCE) && file.position() == position;
        } catch (JournalDamage damage) { // there is none: whoever reads up to there meets it again
            return false;
        }
    }

    /** See {@link DocumentFile#seek}. */
    boolean seek(long target) {
        return file.seek(target);
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
            if (i % CommandListener.COME_SOON == 0) {
                announce(offset, Math.min(CommandListener.COME_SOON, header.count() - i), listener);
            }
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

    private void announce(int firstOffset, int commands, CommandListener listener) {
        int offset = firstOffset;
        for (int i = 0; i < commands; i++) {
            frame.wrap(file.window().buffer(), offset);
            listener.comesSoon(file.window().buffer(), offset + BatchLayout.FRAME_HEADER_BYTES);
            offset += BatchLayout.frameBytes(frame.lengthBytes());
        }
        listener.readAhead();
    }

    /** Hands on the batch as it lies in the file. */
    void handOn(BatchListener listener) {
        listener.onBatch(file.window().buffer(), file.offset(), file.length());
    }

    /** Whether the document that was last moved to was whole, sound or not, so that there may be one behind it. */
    boolean isAtDocument() {
        return file.isAtDocument();
    }

    /** See {@link DocumentFile#inspectEnd}. */
    Optional<TornTail> inspectEnd(long sequenceDue) {
        return file.inspectEnd(sequenceDue);
    }

    /** See {@link DocumentFile#goesOn}. */
    boolean goesOn() {
        return file.goesOn();
    }

    JournalDamage damage(long sequenceDue, String what) {
        return file.damage(sequenceDue, what);
    }

    /** Where the batch begins, or the end at which {@link #next} stopped. */
    long position() {
        return file.position();
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() {
        file.close();
    }
}
