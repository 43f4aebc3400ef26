package io.bullring.gateway.venue;

import java.time.Duration;

/**
 * When a venue has snapshots made. None of it can change an answer.
 *
 * @param everyCommands so many commands after the last one; 0: never by itself
 * @param every so long after the last one, if there was any command since
 * @param patience how long one may take; it is ended then, and counts as failed
 * @param keep so many that a start could use are kept
 * @param atEndCommands at a clean end one is made when so many commands came after the last one: fewer are replayed sooner
 *     than it is made
 */
public record SnapshotConfig(long everyCommands, Duration every, Duration patience, int keep, long atEndCommands) {
    public SnapshotConfig {
        if (everyCommands < 0 || keep < 1 || atEndCommands < 1 || !every.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("snapshots cannot be made like this: " + everyCommands + " commands, "
                    + every + ", patience " + patience + ", keep " + keep);
        }
    }

    /** After a million commands or an hour, in ten minutes at most; three are kept; one at the end for a hundred thousand. */
    public static SnapshotConfig defaults() {
        return new SnapshotConfig(1_000_000, Duration.ofHours(1), Duration.ofMinutes(10), 3, 100_000);
    }

    /** The same with other intervals. */
    public SnapshotConfig with(long otherCommands, Duration otherEvery) {
        return new SnapshotConfig(otherCommands, otherEvery, patience, keep, atEndCommands);
    }
}
