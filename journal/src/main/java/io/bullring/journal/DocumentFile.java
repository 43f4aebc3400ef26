package io.bullring.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a journal, read without its writer: its documents in order, each of which should be a batch. The two kinds
 * of log differ in what stands between the documents, and in what tells a torn end from a damaged one. Reads only, and a
 * writer may be at work on the file. Not thread-safe.
 */
interface DocumentFile extends AutoCloseable {
    /** Opens a file of either kind, which its name tells. */
    static DocumentFile open(Path path) {
        return LogKind.of(path) == LogKind.SEGMENTS ? SegmentFile.open(path) : QueueFile.open(path);
    }

    /** True when the file's creation was interrupted, so that nothing was ever written to it. */
    boolean isUnfinished();

    /** Where the first document may begin. */
    long firstPosition();

    /**
     * Where the last document begins that the file itself knows of: it may be behind, and whether one is there at all is for the
     * caller to check. That of the first where it knows of none.
     */
    long markedPosition(long sequenceDue);

    /** What a writer could not go on with, though all documents may be whole; null when nothing is. */
    String faultOfHeader();

    /**
     * The next document read is the one at this position, which a hint named: what is there is for the caller to check.
     *
     * @return false, changing nothing, when no document can begin there
     */
    boolean seek(long target);

    /**
     * Moves to the next document, all of which is then in the window.
     *
     * @param sequenceDue the command that should come next, for the words of a damage
     * @return false when there is none yet; asking again is fine
     */
    boolean next(long sequenceDue);

    /** Whether there was a document where {@link #next} looked last, so that it is known where the next one begins. */
    boolean isAtDocument();

    /** Reads the document moved to once more. */
    void reload(long sequenceDue);

    /**
     * Looks behind the end at which {@link #next} stopped. Whoever reads beside a writer asks {@link #goesOn()}
     * afterwards: if so, this was not the end.
     *
     * @throws JournalDamage when committed documents once stood behind it
     */
    Optional<TornTail> inspectEnd(long sequenceDue);

    /** True when {@link #next}, which had stopped here, would now find a document, or a damage. */
    boolean goesOn();

    /** The UTC day, in days since 1970, whose commands are written here; 0 when days do not matter. */
    long day();

    /**
     * True when the end at which {@link #next} stopped is the end of the file: nothing may be written to it any more.
     */
    boolean isClosed();

    JournalDamage damage(long sequenceDue, String what);

    Path path();

    /** Where the document begins, or the end at which {@link #next} stopped. */
    long position();

    /** Bytes of the document's content. */
    int length();

    /** Where in the window the document's content begins. */
    int offset();

    FileWindow window();

    @Override
    void close();
}
