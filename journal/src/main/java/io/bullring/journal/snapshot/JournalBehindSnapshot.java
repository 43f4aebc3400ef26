package io.bullring.journal.snapshot;

import java.nio.file.Path;

/** The journal ends before a snapshot that was made from it: committed commands are gone, and nobody may go on silently. */
public final class JournalBehindSnapshot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalBehindSnapshot(Path journal, long lastSequence, long snapshotSequence) {
        super("The journal in " + journal + " ends with command " + lastSequence
                + ", but a snapshot was made after command "
                + snapshotSequence + ". If files were taken away, also from its directory cold, put them back first");
    }
}
