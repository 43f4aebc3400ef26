package io.bullring.journal;

import java.nio.file.Path;

/** Another writer has the journal. Nothing was touched. */
public final class JournalInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path lockFile;
    private final String holder;

    JournalInUse(Path lockFile, String holder) {
        super("The journal is being written by process " + holder + ", which holds " + lockFile
                + ". End that process first; only one may write.");
        this.lockFile = lockFile;
        this.holder = holder;
    }

    public Path lockFile() {
        return lockFile;
    }

    /** Process id as the holder wrote it, or "unknown". */
    public String holder() {
        return holder;
    }
}
