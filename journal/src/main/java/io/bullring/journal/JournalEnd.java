package io.bullring.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a journal ends, found without reading all of it: in the newest file that has anything in it, from the batch that the file
 * knows as its last, or from its first when no batch is there.
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
        List<Path> files = JournalFiles.list(directory);
        int newest = files.size() - 1;
        while (newest > 0 && !hasBatch(files.get(newest))) {
            newest--;
        }
        JournalEnd end = NOTHING;
        for (int i = Math.max(0, newest); i < files.size(); i++) { // what may follow in the later ones is known only now
            boolean isDueKnown = i == 0 || end.lastSequence > 0;
            JournalEnd within = within(files.get(i), isDueKnown ? end.lastSequence + 1 : JournalReader.ANY_SEQUENCE);
            end = end.file == null ? within : end.with(within);
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

    private static boolean hasBatch(Path path) {
        try (BatchFile file = BatchFile.open(path)) {
            file.seekNearEnd();
            return !file.isUnfinished() && file.next(JournalReader.ANY_SEQUENCE);
        } catch (JournalDamage damage) { // met again, once it is known which command is due
            return false;
        }
    }

    private static JournalEnd within(Path path, long firstDue) {
        try (BatchFile file = BatchFile.open(path)) {
            if (file.isUnfinished()) {
                return NOTHING;
            }
            boolean isSpoilt = file.faultOfHeader() != null;
            long sequenceDue = firstDue;
            long lastSequence = 0;
            long lastTimeNs = 0;
            file.seekNearEnd();
            while (file.next(sequenceDue)) {
                lastSequence = file.lastSequence();
                lastTimeNs = file.timeNs();
                sequenceDue = lastSequence + 1;
            }
            return new JournalEnd(
                    lastSequence,
                    lastTimeNs,
                    file.openDay(isSpoilt),
                    file.inspectEnd(sequenceDue),
                    path,
                    file.position());
        }
    }

    /** Adds what a later file tells, in which there is no command. */
    private JournalEnd with(JournalEnd later) {
        return new JournalEnd(
                lastSequence, lastTimeNs, Math.max(openDay, later.openDay), later.tornTail.or(this::tornTail), file,
                positionBytes);
    }
}
