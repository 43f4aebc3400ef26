package io.bullring.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names everything that is damaged, not only the first: where a reader stops, this goes on behind the damaged document, as long
 * as it can be told where the next one begins, and then with the next file. Finds at least what a {@link JournalReader}
 * finds. Not thread-safe.
 */
public final class JournalInspection {
    private final List<JournalDamage> found = new ArrayList<>();
    private final int limit;
    private long sequenceDue = 1;
    private long lastTimeNs;
    private boolean isOrderKnown = true;

    private JournalInspection(int limit) {
        this.limit = limit;
    }

    /** The damages in order, at most so many. */
    public static List<JournalDamage> of(Path directory, int limit) {
        JournalInspection inspection = new JournalInspection(limit);
        try {
            for (Path path : JournalFiles.list(directory)) {
                inspection.file(path);
            }
        } catch (JournalDamage damage) { // a file with a wrong name: the list has no end
            inspection.add(damage);
        }
        return inspection.found;
    }

    private void file(Path path) {
        try (BatchFile file = BatchFile.open(path)) {
            if (file.isUnfinished()) {
                return;
            }
            long brokenAt = -1;
            while (found.size() < limit) {
                try {
                    if (!file.next(sequenceDue)) {
                        file.inspectEnd(sequenceDue);
                        return;
                    }
                    batch(file);
                } catch (JournalDamage damage) {
                    add(damage);
                    isOrderKnown = false;
                    if (damage.positionBytes() <= brokenAt || !file.isAtDocument()) {
                        return; // nobody can tell where the next document begins
                    }
                    brokenAt = damage.positionBytes();
                }
            }
        } catch (JournalDamage damage) { // its header: nothing in it can be read
            add(damage);
            isOrderKnown = false;
        }
    }

    private void batch(BatchFile file) {
        if (isOrderKnown && file.firstSequence() != sequenceDue) {
            add(file.damage(sequenceDue, "the batch begins with command " + file.firstSequence()));
        } else if (file.timeNs() < lastTimeNs) {
            add(file.damage(sequenceDue, "time runs backwards"));
        }
        isOrderKnown = true;
        sequenceDue = file.lastSequence() + 1;
        lastTimeNs = file.timeNs();
    }

    private void add(JournalDamage damage) {
        if (found.size() < limit) {
            found.add(damage);
        }
    }
}
