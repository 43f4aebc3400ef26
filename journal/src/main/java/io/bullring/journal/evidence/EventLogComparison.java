package io.bullring.journal.evidence;

import io.bullring.core.port.EventListener;
import io.bullring.journal.EventRecord;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.agrona.DirectBuffer;

/**
 * Reads an event log beside a replay, record by record: the first that differs from what the replay gives is
 * {@link EvidenceDamage}. A log that ends early is none: its writer may have ended before it had written the last. Not
 * thread-safe.
 */
final class EventLogComparison implements EventListener, AutoCloseable {
    private final Path directory;
    private final JournalReader reader;
    private final EventRecord expected = new EventRecord();
    private final Queue<Recorded> batch = new ArrayDeque<>();
    private boolean hasEnded;
    private long lastSequence;

    private record Recorded(long sequence, long timeNs, byte[] bytes) {}

    EventLogComparison(Path directory) {
        this.directory = directory;
        reader = JournalReader.open(directory);
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        expected.onCommand(sequence, timeNs, command, offset, length);
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
        expected.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        if (batch.isEmpty() && !hasEnded) {
            hasEnded = !readBatch();
        }
        if (!hasEnded) {
            compare(sequence, timeNs, batch.remove());
            lastSequence = sequence;
        }
    }

    private boolean readBatch() {
        try {
            boolean more = true;
            while (batch.isEmpty() && more) {
                more = reader.poll(this::keep) || !reader.isAtEnd();
            }
            return !batch.isEmpty();
        } catch (JournalDamage damage) {
            throw new EvidenceDamage(
                    damage.file(),
                    damage.sequence(),
                    damage.sequence(),
                    "the event log itself is damaged, at byte " + damage.positionBytes() + ": " + damage.what()
                            + "; it is derived from the journal: keep a copy, move " + directory
                            + " away, and the next start rebuilds it",
                    damage);
        }
    }

    private void keep(long sequence, long timeNs, DirectBuffer record, int offset, int length) {
        byte[] bytes = new byte[length];
        record.getBytes(offset, bytes);
        batch.add(new Recorded(sequence, timeNs, bytes));
    }

    private void compare(long sequence, long timeNs, Recorded recorded) {
        byte[] bytes = new byte[expected.length()];
        expected.buffer().getBytes(0, bytes);
        if (recorded.sequence != sequence || recorded.timeNs != timeNs || !Arrays.equals(recorded.bytes, bytes)) {
            throw new EvidenceDamage(
                    reader.file() == null ? directory : reader.file(),
                    sequence,
                    sequence,
                    "the recorded events are not those that the replay of the journal gives"
                            + EvidenceDamage.OR_ANOTHER_BUILD);
        }
    }

    /**
     * Says how far the log goes, once the replay has ended.
     *
     * @throws EvidenceDamage when it goes on behind the journal
     */
    long complete(long lastOfJournal) {
        if (goesOn()) {
            long first = batch.element().sequence;
            throw new EvidenceDamage(directory, first, first, "its events are recorded, the journal does not have it");
        }
        return Math.min(lastSequence, lastOfJournal);
    }

    /** Whether it has a record behind those that were compared. */
    boolean goesOn() {
        return !batch.isEmpty() || (!hasEnded && readBatch());
    }

    @Override
    public void close() {
        reader.close();
    }
}
