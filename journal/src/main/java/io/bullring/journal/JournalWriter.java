package io.bullring.journal;

import io.bullring.core.port.CommandLog;
import java.nio.file.Path;
import java.util.Optional;

/** Opens a journal to be written: the kind of log that its files have or, when there are none yet, that is wanted. */
public final class JournalWriter {
    private JournalWriter() {}

    /**
     * Takes the journal's lock and goes on behind its last command.
     *
     * @param lastSequence the last command that the engine has seen, 0 for a new venue
     * @throws JournalInUse when another writer has the journal
     * @throws JournalDamage when its end is damaged
     * @throws DurabilityMismatch when its files do not promise what is wanted
     * @throws IllegalArgumentException when it does not end with that command
     */
    public static CommandLog open(Path directory, JournalConfig config, long lastSequence) {
        return open(JournalLock.acquire(directory), config, lastSequence);
    }

    /**
     * The same for a lock taken before, so that nobody could write between recovery and now. The lock is the log's from
     * here on: closing the log gives it back, and so does a failure to open.
     */
    public static CommandLog open(JournalLock lock, JournalConfig config, long lastSequence) {
        boolean agreed = false;
        try {
            checkAgreement(lock.directory(), config.durability());
            agreed = true;
        } finally {
            if (!agreed) {
                lock.close();
            }
        }
        return switch (config.durability()) {
            case PROCESS_CRASH -> ChronicleCommandLog.open(lock, config, lastSequence);
            case POWER_LOSS -> SyncedFileLog.open(lock, config, lastSequence);
        };
    }

    /** What a journal's files promise; empty when it has none yet. */
    public static Optional<Durability> durabilityOf(Path directory) {
        return LogKind.ofJournal(directory).map(LogKind::durability);
    }

    /** @throws DurabilityMismatch when the journal's files, if there are any, do not promise this */
    public static void checkAgreement(Path directory, Durability wanted) {
        Optional<Durability> begun = durabilityOf(directory);
        if (begun.isPresent() && begun.get() != wanted) {
            throw new DurabilityMismatch(directory, begun.get(), wanted);
        }
    }
}
