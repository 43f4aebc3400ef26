package io.bullring.journal;

import java.nio.file.Path;

/**
 * The event log cannot be gone on with: its end is damaged, as a power failure may leave a file that is not synced, or it goes on
 * behind the journal. The journal is another matter. Says what to do, for the operator to read.
 */
public final class EventLogDamage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventLogDamage(Path directory, String what, Throwable cause) {
        super(
                "The event log in " + directory + " cannot be gone on with: " + what
                        + ". It is derived from the journal: move " + directory
                        + " away, and the next start rebuilds it, see"
                        + " 'The event log' in docs/JOURNAL.md",
                cause);
    }
}
