package io.bullring.journal;

import io.bullring.core.port.CommandListener;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Brings an engine back: hands it everything that was ever committed, in order, with the times of then. The engine is a
 * function of its commands, so it comes out as it was.
 *
 * <p>What may happen and what it means:
 *
 * <ul>
 *   <li>no directory, or nothing in it: a new venue, 0 commands;
 *   <li>an uncommitted batch at the end: nobody was answered for it; passed over and reported;
 *   <li>anything else that is not as it was written: {@link JournalDamage}, and the engine is of no use, because it has
 *       seen only the commands before.
 * </ul>
 */
public final class Recovery {
    private Recovery() {}

    /**
     * Replays the whole journal.
     *
     * @throws JournalDamage when a record is damaged, missing, repeated or out of order
     */
    public static RecoveryReport replay(Path directory, CommandListener listener) {
        long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(directory)) {
            readAll(reader, listener);
            return new RecoveryReport(
                    reader.commands(),
                    reader.documents(),
                    reader.lastSequence(),
                    reader.lastTimeNs(),
                    reader.tornTail(),
                    Duration.ofNanos(System.nanoTime() - startNs));
        }
    }

    /** Beside a running venue: until it has caught up. */
    public static void readAll(JournalReader reader, CommandListener listener) {
        boolean more = true;
        while (more) {
            more = reader.poll(listener) || !reader.isAtEnd();
        }
    }
}
