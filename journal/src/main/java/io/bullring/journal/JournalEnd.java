package io.bullring.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a journal ends, found without reading all of it: Chronicle has noted in each file where its last document is.
 *
 * @param lastSequence of the last command, 0 for an empty journal
 * @param lastTimeNs its time, nanoseconds since 1970; 0 for an empty journal
 * @param openDay the UTC day, in days since 1970, of the oldest file that may still be written to; 0 for an empty
 *     journal
 * @param tornTail what was found behind the last command
 */
record JournalEnd(long lastSequence, long lastTimeNs, long openDay, Optional<TornTail> tornTail) {
    private static final JournalEnd NOTHING = new JournalEnd(0, 0, 0, Optional.empty());

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

    private static JournalEnd within(Path path) {
        try (BatchFile file = BatchFile.open(path)) {
            if (file.isUnfinished()) {
                return NOTHING;
            }
            long lastSequence = 0;
            long lastTimeNs = 0;
            file.seekWriteMark(JournalReader.ANY_SEQUENCE);
            while (file.next(lastSequence + 1)) {
                lastSequence = file.lastSequence();
                lastTimeNs = file.timeNs();
            }
            long day = JournalFiles.dayOf(path).toEpochDay();
            return new JournalEnd(
                    lastSequence, lastTimeNs, file.isClosed() ? day + 1 : day, file.inspectEnd(lastSequence + 1));
        }
    }

    /** Takes from an older file what this newer one did not tell. */
    private JournalEnd before(JournalEnd older) {
        return new JournalEnd(
                older.lastSequence, older.lastTimeNs, Math.max(openDay, older.openDay), tornTail.or(older::tornTail));
    }
}
