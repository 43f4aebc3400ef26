package io.bullring.journal.snapshot;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.Skips;
import io.bullring.core.port.CommandListener;
import io.bullring.journal.CommandsMissing;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.JournalReader;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.Recovery;
import io.bullring.journal.RecoveryReport;
import io.bullring.journal.ReplayFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** What is to be done with a host that has just taken over the state of a snapshot, before the tail. */
    public interface Inheritance {
        /** @throws SnapshotDamage when the host is not to be used: an older snapshot takes its place */
        void onTakenOver(Path snapshot, SnapshotHeader header, EngineHost host);
    }

    /** Restores everything, and does nothing in between. */
    public static Restoration of(Path journal, SnapshotStore snapshots, long noLaterThan, Supplier<EngineHost> hosts) {
        return of(journal, snapshots, noLaterThan, Long.MAX_VALUE, hosts, (snapshot, header, host) -> {});
    }

    /**
     * @param noLaterThan least checkpoint of what is derived from the events, which must see all events behind it
     * @param upTo the tail ends with this command, if there is one; beside a writer it must end somewhere
     * @param hosts makes a host that has seen nothing, each time it is asked
     * @throws io.bullring.journal.JournalDamage when the journal is damaged
     * @throws ReplayFault when the engine halts at a command
     * @throws JournalBehindSnapshot when committed commands are missing at the journal's end, as a power failure may take them
     * @throws CommandsMissing when they are missing, and nothing may
     */
    public static Restoration of(
            Path journal,
            SnapshotStore snapshots,
            long noLaterThan,
            long upTo,
            Supplier<EngineHost> hosts,
            Inheritance inheritance) {
        List<String> damaged = new ArrayList<>();
        for (Path file : snapshots.newestFirst()) {
            EngineHost host = hosts.get();
            SnapshotHeader header = load(file, noLaterThan, host, inheritance, damaged);
            if (header != null) {
                return replayTail(journal, upTo, host, header.place(), damaged);
            }
        }
        return replayTail(journal, upTo, hosts.get(), JournalPlace.BEGINNING, damaged);
    }

    /** Null when the snapshot is too young, or damaged. */
    private static SnapshotHeader load(
            Path file, long noLaterThan, EngineHost host, Inheritance inheritance, List<String> damaged) {
        try (SnapshotReader snapshot = SnapshotReader.open(file)) {
            if (snapshot.header().sequence() > noLaterThan) {
                return null;
            }
            snapshot.readInto(host);
            inheritance.onTakenOver(file, snapshot.header(), host);
            return snapshot.header();
        } catch (SnapshotDamage e) {
            LOGGER.warn("Passed over a snapshot", e);
            damaged.add(e.getMessage());
            return null;
        }
    }

    private static Restoration replayTail(
            Path journal, long upTo, EngineHost host, JournalPlace hint, List<String> damaged) {
        long startNs = System.nanoTime();
        long snapshotSequence = host.lastSequence();
        host.passOver(skipsBehind(journal, snapshotSequence, hint));
        try (JournalReader reader = JournalReader.open(journal, snapshotSequence + 1, hint)) {
            CommandListener engine = Recovery.into(host, reader);
            CommandListener tail = upTo == Long.MAX_VALUE ? engine : upTo(upTo, engine);
            boolean more = true;
            while (more && reader.lastSequence() < Math.max(upTo, snapshotSequence)) {
                more = reader.poll(tail) || !reader.isAtEnd();
            }
            if (reader.lastSequence() < snapshotSequence) {
                throw behind(journal, reader.lastSequence(), snapshotSequence);
            }
            RecoveryReport report = new RecoveryReport(
                    host.lastSequence() - snapshotSequence,
                    reader.documents(),
                    host.lastSequence(),
                    host.lastTimeNs(),
                    reader.tornTail(),
                    Duration.ofNanos(System.nanoTime() - startNs));
            return new Restoration(host, snapshotSequence, List.copyOf(damaged), report, reader.place());
        }
    }

    private static RuntimeException behind(Path journal, long lastSequence, long snapshotSequence) {
        return JournalWriter.durabilityOf(journal).equals(Optional.of(Durability.POWER_LOSS))
                ? new CommandsMissing("a snapshot", lastSequence, snapshotSequence)
                : new JournalBehindSnapshot(journal, lastSequence, snapshotSequence);
    }

    private static CommandListener upTo(long last, CommandListener engine) {
        return (sequence, timeNs, command, offset, length) -> {
            if (sequence <= last) {
                engine.onCommand(sequence, timeNs, command, offset, length);
            }
        };
    }

    /**
     * What the tail has to pass over, which may be said anywhere in it, also behind its end. A snapshot knows nothing of it:
     * none can be made behind a command at which the engine halts, but with the skip before its own last command.
     */
    private static Skips skipsBehind(Path journal, long sequence, JournalPlace hint) {
        Skips skips = new Skips();
        try (JournalReader reader = JournalReader.open(journal, sequence + 1, hint)) {
            Recovery.readAll(reader, skips);
        } catch (JournalDamage damage) { // whoever replays it meets it again
            return skips;
        }
        return skips;
    }
}
