package io.bullring.gateway.venue;

import java.time.Duration;

/**
 * When a venue has snapshots made. None of it can change an answer.
 *
 * @param everyCommands so many commands after the last one; 0: never by itself
 * @param every so long after the last one, if there was any command since
 * @param patience how long one may take; it is ended then, and counts as failed
 * @param keep so many that a start could use are kept, and as many newer ones
 * @param coldAfterDays files of the journal whose commands are all so much older are moved to its cold storage, when one was made;
 *     0: never
 * @param atEndCommands at a clean end one is made when so many commands came after the last one: fewer are replayed sooner
 *     than it is made
 */
public record SnapshotConfig(long everyCommands, Duration every, Duration patience, int keep, int coldAfterDays,
        long atEndCommands) {
    public SnapshotConfig {
        if (everyCommands < 0 || keep < 1 || coldAfterDays < 0 || atEndCommands < 1 || !every.isPositive()
                || !patience.isPositive()) {
            throw new IllegalArgumentException("snapshots cannot be made like this: " + everyCommands + " commands, "
                    + every + ", patience " + patience + ", keep " + keep + ", cold after " + coldAfterDays + " days");
        }
    }

    /** After a million commands or an hour, in ten minutes at most; three are kept, and all of the journal where it is; one at the end for a hundred thousand. */
    public static SnapshotConfig defaults() {
        return new SnapshotConfig(1_000_000, Duration.ofHours(1), Duration.ofMinutes(10), 3, 0, 100_000);
    }

    /** The same with other intervals. */
    public SnapshotConfig with(long otherCommands, Duration otherEvery) {
        return new SnapshotConfig(otherCommands, otherEvery, patience, keep, coldAfterDays, atEndCommands);
    }

    /** The same with files of the journal moved to its cold storage. */
    public SnapshotConfig withColdAfter(int days) {
        return new SnapshotConfig(everyCommands, every, patience, keep, days, atEndCommands);
    }
}
