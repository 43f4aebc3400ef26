package io.bullring.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a journal ends, found without reading all of it: in the newest file that has anything in it.
 *
 * @param lastSequence of the last command, 0 for an empty journal
 * @param lastTimeNs its time, nanoseconds since 1970; 0 for an empty journal
 * @param openDay the UTC day, in days since 1970, of the oldest file that may still be written to; 0 for an empty
 *     journal
 * @param tornTail what was found behind the last command
 * @param file in which the last command is, null for an empty journal
 * @param positionBytes behind the last command, in that file
 */
record JournalEnd(
        long lastSequence, long lastTimeNs, long openDay, Optional<TornTail> tornTail, Path file, long positionBytes) {
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalEnd.class);
    private static final JournalEnd NOTHING = new JournalEnd(0, 0, 0, Optional.empty(), null, 0);

    static JournalEnd find(Path directory) {
        JournalEnd end = NOTHING;
        List<Path> newestFirst = JournalFiles.list(directory).reversed();
        for (Path path : newestFirst) {
            end = end.before(within(path));
            if (end.lastSequence > 0) {
                return end;
            }
        }
        return end;
    }

    /**
     * For a writer that goes on there. Says so when it must do without the cold storage.
     *
     * @throws IllegalArgumentException when it does not end with this command
     */
    static JournalEnd findAt(Path directory, long lastSequence) {
        JournalFiles.coldFault(directory)
                .ifPresent(fault -> LOGGER.warn(
                        "{} cannot be listed; its files are as if they were taken away", ColdStorage.in(directory),
                        fault));
        JournalEnd end = find(directory);
        if (end.lastSequence() != lastSequence) {
            throw new IllegalArgumentException(
                    "The journal in " + directory + " ends with command " + end.lastSequence()
                            + ", the engine with command " + lastSequence);
        }
        return end;
    }

    private static JournalEnd within(Path path) {
        try (BatchFile file = BatchFile.open(path)) {
            if (file.isUnfinished()) {
                return NOTHING;
            }
            long lastSequence = 0;
            long lastTimeNs = 0;
            file.seekNearEnd(JournalReader.ANY_SEQUENCE);
            while (file.next(lastSequence + 1)) {
                lastSequence = file.lastSequence();
                lastTimeNs = file.timeNs();
            }
            return new JournalEnd(
                    lastSequence,
                    lastTimeNs,
                    file.openDay(),
                    file.inspectEnd(lastSequence + 1),
                    path,
                    file.position());
        }
    }

    /** Takes from an older file what this newer one did not tell. */
    private JournalEnd before(JournalEnd older) {
        return new JournalEnd(
                older.lastSequence, older.lastTimeNs, Math.max(openDay, older.openDay), tornTail.or(older::tornTail),
                older.file, older.positionBytes);
    }
}
