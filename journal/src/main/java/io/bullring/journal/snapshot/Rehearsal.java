package io.bullring.journal.snapshot;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.EventListener;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * Makes the next snapshot in the way in which a start would use the last one: takes its state over, compares the hash that
 * it was stored with, replays what the journal has behind it, and adds the books up. So each snapshot is the proof that the
 * one before it would have done. It reads beside a venue at work and ends at a command that was committed when it began.
 *
 * @param sequence last command of the new snapshot; when nothing had been added, of the newest there is
 * @param fromSequence last command of the snapshot that it began with; 0: it replayed everything
 * @param commands that were replayed
 * @param file the new snapshot, null when nothing had been added since the last
 * @param damaged snapshots that were passed over, in words
 * @param removed damaged snapshots that were removed, in words, since enough sound ones are newer
 */
public record Rehearsal(
        long sequence,
        long fromSequence,
        long commands,
        Path file,
        List<String> damaged,
        List<String> removed,
        Duration elapsed) {
    private static final EventListener NOBODY =
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {};

    /**
     * @param upTo the snapshot is made after this command, or after the journal's last when that is earlier
     * @param noLaterThan least checkpoint of what is derived from the events: see {@link SnapshotStore#retain}
     * @throws io.bullring.journal.JournalInUse when another process is making a snapshot
     * @throws io.bullring.journal.JournalDamage when the journal is damaged
     * @throws JournalBehindSnapshot when committed commands are missing at the journal's end
     * @throws UnsoundState when the books do not balance
     */
    public static Rehearsal run(Path journal, SnapshotStore snapshots, long upTo, long noLaterThan) {
        long startNs = System.nanoTime();
        JournalLock lock = JournalLock.acquire(snapshots.directory());
        try {
            long last = Math.min(upTo, JournalReader.soundEndOf(journal));
            Restoration restored = Restoration.of(
                    journal,
                    snapshots,
                    Long.MAX_VALUE,
                    last,
                    () -> new EngineHost(NOBODY),
                    Rehearsal::compareHash);
            EngineHost host = restored.host();
            Path file = null;
            if (host.lastSequence() > restored.snapshotSequence()) {
                file = write(journal, snapshots, host, restored.place());
            }
            List<String> removed = snapshots.retain(noLaterThan);
            return new Rehearsal(
                    host.lastSequence(),
                    restored.snapshotSequence(),
                    restored.tail().commands(),
                    file,
                    restored.damaged(),
                    removed,
                    Duration.ofNanos(System.nanoTime() - startNs));
        } finally {
            lock.close();
        }
    }

    private static Path write(Path journal, SnapshotStore snapshots, EngineHost host, JournalPlace place) {
        if (!host.engine().audit().isBalanced()) {
            throw new UnsoundState(host.lastSequence());
        }
        syncJournal(journal, place);
        return snapshots.write(host, place);
    }

    /**
     * A snapshot is synced; after a power failure it must not know commands that the journal has lost. Older files than that
     * of the last batch are closed, and long written back.
     */
    private static void syncJournal(Path journal, JournalPlace place) {
        for (Path file : JournalFiles.list(journal)) {
            if (file.getFileName().toString().equals(place.fileName())) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.force(false);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot sync " + file, e);
                }
            }
        }
    }

    private static void compareHash(Path snapshot, SnapshotHeader header, EngineHost host) {
        String hash = StateHash.of(host.engine());
        if (!hash.equals(header.stateHash())) {
            throw new SnapshotDamage(
                    snapshot, 0, "the state has the hash " + hash + ", it was written with " + header.stateHash());
        }
    }
}
