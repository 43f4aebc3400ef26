package io.bullring.journal;

import java.nio.file.Path;

/**
 * The journal does not hold what a writer of ours would have written: bytes changed, commands missing, repeated or in
 * the wrong order. Everything that was read before is intact. Says where, and what is wrong, for the operator to read.
 */
public final class JournalDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long positionBytes;
    private final long sequence;
    private final String what;

    JournalDamage(Path file, long positionBytes, long sequence, String what) {
        super("Journal damaged in " + file + " at byte " + positionBytes + ", " + due(sequence) + ": " + what);
        this.file = file;
        this.positionBytes = positionBytes;
        this.sequence = sequence;
        this.what = what;
    }

    private static String due(long sequence) {
        return sequence == JournalReader.ANY_SEQUENCE
                ? "before the first command that was read"
                : "where command " + sequence + " should be (all before it is intact)";
    }

    /** The damaged file. */
    public Path file() {
        return file;
    }

    /** Where in the file the damaged document begins. */
    public long positionBytes() {
        return positionBytes;
    }

    /** The command that could not be read; 0 when reading had not begun. */
    public long sequence() {
        return sequence;
    }

    /** What is wrong, without the place. */
    public String what() {
        return what;
    }
}
