package io.bullring.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a journal ends, found without reading all of it: Chronicle has noted in each file where its last document is.
 *
 * @param lastSequence of the last command, 0 for an empty journal
 * @param lastTimeNs its time, nanoseconds since 1970; 0 for an empty journal
 * @param tornTail what was found behind it
 */
record JournalEnd(long lastSequence, long lastTimeNs, Optional<TornTail> tornTail) {

    static JournalEnd find(Path directory) {
        Optional<TornTail> tornTail = Optional.empty();
        List<Path> files = JournalFiles.list(directory);
        for (Path path : files.reversed()) {
            JournalEnd end = within(path);
            tornTail = tornTail.or(end::tornTail);
            if (end.lastSequence > 0) {
                return new JournalEnd(end.lastSequence, end.lastTimeNs, tornTail);
            }
        }
        return new JournalEnd(0, 0, tornTail);
    }

    private static JournalEnd within(Path path) {
        try (BatchFile file = BatchFile.open(path)) {
            long lastSequence = 0;
            long lastTimeNs = 0;
            file.seekWriteMark(JournalReader.ANY_SEQUENCE);
            while (file.next(lastSequence + 1)) {
                lastSequence = file.lastSequence();
                lastTimeNs = file.timeNs();
            }
            return new JournalEnd(lastSequence, lastTimeNs, file.inspectEnd(lastSequence + 1));
        }
    }
}
