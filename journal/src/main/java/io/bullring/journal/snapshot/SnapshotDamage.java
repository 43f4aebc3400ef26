package io.bullring.journal.snapshot;

import java.nio.file.Path;

/** A snapshot is not as it was written. Says where, and what is wrong; an older one, or the journal, takes its place. */
public final class SnapshotDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotDamage(Path file, long positionBytes, String what) {
        super("Snapshot damaged in " + file + " at byte " + positionBytes + ": " + what);
    }

    SnapshotDamage(Path file, String what, Throwable cause) {
        super("Snapshot damaged in " + file + ": " + what, cause);
    }
}
