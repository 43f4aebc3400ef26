package io.bullring.journal.snapshot;

import io.bullring.core.engine.EngineHost;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.RecoveryReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an engine back from its newest snapshot that can be read, and what the journal has behind it. What comes out
 * is what a replay of everything would give.
 *
 * @param host as it was after the journal's last command
 * @param snapshotSequence last command of the snapshot that was taken; 0: none, everything was replayed
 * @param damaged snapshots that were passed over, in words
 * @param tail what was replayed
 * @param place of the journal's last batch
 */
public record Restoration(
        EngineHost host, long snapshotSequence, List<String> damaged, RecoveryReport tail, JournalPlace place) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Restoration.class);

    /**
     * @param noLaterThan least checkpoint of what is derived from the events, which must see all events behind it
     * @param hosts makes a host that has seen nothing, each time it is asked
     * @throws io.bullring.journal.JournalDamage when the journal is damaged
     * @throws JournalBehindSnapshot when committed commands are missing at the journal's end
     */
    public static Restoration of(Path journal, SnapshotStore snapshots, long noLaterThan, Supplier<EngineHost> hosts) {
        List<String> damaged = new ArrayList<>();
        for (Path file : snapshots.newestFirst()) {
            EngineHost host = hosts.get();
            SnapshotHeader header = load(file, noLaterThan, host, damaged);
            if (header != null) {
                return replayTail(journal, host, header.place(), damaged);
            }
        }
        return replayTail(journal, hosts.get(), JournalPlace.BEGINNING, damaged);
    }

    /** Null when the snapshot is too young, or damaged. */
    private static SnapshotHeader load(Path file, long noLaterThan, EngineHost host, List<String> damaged) {
        try (SnapshotReader snapshot = SnapshotReader.open(file)) {
            if (snapshot.header().sequence() > noLaterThan) {
                return null;
            }
            snapshot.readInto(host);
            return snapshot.header();
        } catch (SnapshotDamage e) {
            LOGGER.warn("Passed over a snapshot", e);
            damaged.add(e.getMessage());
            return null;
        }
    }

    private static Restoration replayTail(Path journal, EngineHost host, JournalPlace hint, List<String> damaged) {
        long startNs = System.nanoTime();
        long snapshotSequence = host.lastSequence();
        try (JournalReader reader = JournalReader.open(journal, snapshotSequence + 1, hint)) {
            Recovery.readAll(reader, host);
            if (reader.lastSequence() < snapshotSequence) {
                throw new JournalBehindSnapshot(journal, reader.lastSequence(), snapshotSequence);
            }
            RecoveryReport tail = new RecoveryReport(
                    reader.commands(),
                    reader.documents(),
                    reader.lastSequence(),
                    reader.lastTimeNs(),
                    reader.tornTail(),
                    Duration.ofNanos(System.nanoTime() - startNs));
            return new Restoration(host, snapshotSequence, List.copyOf(damaged), tail, reader.place());
        }
    }
}
