package io.bullring.journal.evidence;

import java.nio.file.Path;

/**
 * Journal and evidence do not belong together: a command, its time or its events are not what they were when the
 * evidence was written, or the evidence was changed. Says which file and which commands, for the operator to read.
 */
public final class EvidenceDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a difference may be besides damage; only whoever has the build that wrote the evidence can tell. */
    static final String OR_ANOTHER_BUILD =
            "; or another build of the venue wrote it, whose engine gives other events: that build still starts on it,"
                    + " and its `bullring journal verify` finds no damage";

    private final transient Path file;
    private final long firstSequence;
    private final long lastSequence;

    EvidenceDamage(Path file, long firstSequence, long lastSequence, String what) {
        this(file, firstSequence, lastSequence, what, null);
    }

    EvidenceDamage(Path file, long firstSequence, long lastSequence, String what, Throwable cause) {
        super("Evidence against " + file + ", " + commands(firstSequence, lastSequence) + ": " + what, cause);
        this.file = file;
        this.firstSequence = firstSequence;
        this.lastSequence = lastSequence;
    }

    private static String commands(long first, long last) {
        return first == last ? "command " + first : "commands " + first + " to " + last;
    }

    /** The file, or the directory of the log, that the journal was compared with. */
    public Path file() {
        return file;
    }

    /** First of the commands among which the difference lies. */
    public long firstSequence() {
        return firstSequence;
    }

    /** Last of the commands among which the difference lies. */
    public long lastSequence() {
        return lastSequence;
    }
}
