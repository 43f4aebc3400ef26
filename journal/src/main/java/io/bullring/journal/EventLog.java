package io.bullring.journal;

import io.bullring.core.port.EventListener;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * The events of a venue on disk, in a directory of their own: a journal in every respect, but a frame holds an
 * {@link EventRecord} in the command's place. Written behind the hot path, derived from the journal and rebuilt from it
 * when it is missing; no start needs it. What it has already, as after a restart, it passes over.
 *
 * <p>One thread hands it events; {@link #checkpoint} is for any. The steady state allocates nothing.
 */
public final class EventLog implements EventListener, AutoCloseable {
    /** Less than the journal's, as only the follower waits; room for two of the longest batches. */
    private static final long PREPARE_AHEAD_BYTES = 16L << 20;

    private final Path directory;
    private final ChronicleCommandLog log;
    private final EventRecord record = new EventRecord();
    private final boolean isNew;
    private boolean inBatch;
    private long batchTimeNs;
    private long lastSequence;
    private volatile long checkpoint;

    private EventLog(Path directory, ChronicleCommandLog log) {
        this.directory = directory;
        this.log = log;
        lastSequence = log.lastSequence();
        checkpoint = lastSequence;
        isNew = lastSequence == 0;
    }

    /**
     * Opens the log, or begins one, and goes on behind its last batch.
     *
     * @throws JournalInUse when another writer has it
     * @throws EventLogDamage when its end is damaged
     */
    public static EventLog open(Path directory) {
        JournalLock lock = JournalLock.acquire(directory);
        boolean opened = false;
        try {
            long lastSequence = JournalEnd.find(lock.directory()).lastSequence();
            EventLog log = new EventLog(directory, ChronicleCommandLog.open(lock, config(), lastSequence));
            opened = true;
            return log;
        } catch (JournalDamage damage) {
            throw new EventLogDamage(directory, damage.getMessage(), damage);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** Room for the longest events of one command. Space is prepared, so that a full disk is an error and not a lost page. */
    private static JournalConfig config() {
        return new JournalConfig(
                BatchLayout.MAX_DOCUMENT_BYTES,
                JournalConfig.defaults().maxBatchCommands(),
                PREPARE_AHEAD_BYTES,
                Durability.PROCESS_CRASH);
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (sequence > lastSequence) {
            record.onCommand(sequence, timeNs, command, offset, length);
        }
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        if (sequence <= lastSequence) {
            return;
        }
        record.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        if (inBatch && timeNs != batchTimeNs) {
            commit();
        }
        if (!inBatch) {
            begin(sequence, timeNs);
        }
        if (!log.add(record.buffer(), 0, record.length())) {
            commit();
            begin(sequence, timeNs);
            log.add(record.buffer(), 0, record.length());
        }
        lastSequence = sequence;
    }

    @Override
    public void onBatchEnd() {
        if (inBatch) {
            commit();
        }
    }

    private void begin(long sequence, long timeNs) {
        log.begin(sequence, timeNs);
        batchTimeNs = timeNs;
        inBatch = true;
    }

    private void commit() {
        log.commit();
        inBatch = false;
        checkpoint = lastSequence;
    }

    /**
     * Says whether the log ends with the journal, whose last command this is.
     *
     * @throws EventLogDamage when the journal lacks commands whose events are here, as a power failure may take them from it
     * @throws CommandsMissing when it lacks them, and nothing may
     */
    public void checkEnd(long lastOfJournal, Durability ofJournal) {
        if (lastSequence > lastOfJournal && ofJournal == Durability.POWER_LOSS) {
            throw new CommandsMissing("the event log in " + directory, lastOfJournal, lastSequence);
        }
        if (lastSequence > lastOfJournal) {
            throw new EventLogDamage(
                    directory,
                    "it goes on to command " + lastSequence + ", but the journal ends with command " + lastOfJournal
                            + ", as after a power failure, or when somebody has cut it",
                    null);
        }
    }

    /** Last command whose events are on disk. For any thread. */
    public long checkpoint() {
        return checkpoint;
    }

    /** Whether nothing was there: with commands in the journal, the log is rebuilt. */
    public boolean isNew() {
        return isNew;
    }

    /** What was not committed is gone. */
    @Override
    public void close() {
        log.close();
    }
}
