package io.bullring.journal.snapshot;

import io.bullring.core.account.VenueRules;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.fault.Check;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.DiskFile;
import io.bullring.journal.disk.SystemDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a venue, named by their sequence. One appears whole or not at all: it is written under another name,
 * synced, and renamed. One process at a time writes; any number may read.
 */
public final class SnapshotStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotStore.class);
    private static final String SUFFIX = ".snapshot";
    private static final String TEMPORARY = ".tmp";

    private final Path directory;
    private final int keep;
    private final Disk disk;

    /** @param keep so many of the newest are kept, at least 1 */
    public SnapshotStore(Path directory, int keep) {
        this(directory, keep, new SystemDisk());
    }

    /** @param disk that snapshots are written to */
    SnapshotStore(Path directory, int keep, Disk disk) {
        Check.that(keep >= 1, "a store that keeps no snapshot");

        this.directory = directory;
        this.keep = keep;
        this.disk = disk;
    }

    /** The snapshots there are, newest first, whatever state they are in. */
    public List<Path> newestFirst() {
        List<Path> files = list("*" + SUFFIX);
        Collections.reverse(files);
        return files;
    }

    /**
     * What a snapshot says of itself.
     *
     * @throws SnapshotDamage when its header cannot be read
     */
    public static SnapshotHeader headerOf(Path file) {
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            return reader.header();
        }
    }

    /** What the newest snapshot that has a sound header says of itself. */
    public Optional<SnapshotHeader> newest() {
        for (Path file : newestFirst()) {
            try {
                return Optional.of(headerOf(file));
            } catch (SnapshotDamage e) {
                LOGGER.warn("Passed over a snapshot", e);
            }
        }
        return Optional.empty();
    }

    /** The least command that a start from any of the snapshots begins behind; empty when there is none, or one is damaged. */
    public OptionalLong oldestSequence() {
        List<Path> files = newestFirst();
        try {
            return files.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(headerOf(files.getLast()).sequence());
        } catch (SnapshotDamage e) {
            LOGGER.warn("Nobody can tell which commands a start may need", e);
            return OptionalLong.empty();
        }
    }

    /** Where the snapshots are. */
    public Path directory() {
        return directory;
    }

    /**
     * Writes the state of a host at rest. Returns the file.
     *
     * @param place of the batch with its last command
     * @throws UncheckedIOException when the disk fails; the snapshots there were are untouched
     */
    public Path write(EngineHost host, JournalPlace place) {
        Path target = directory.resolve(String.format(Locale.ROOT, "%019d%s", host.lastSequence(), SUFFIX));
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(temporary);
            try (DiskFile file = disk.create(temporary)) {
                SnapshotWriter writer = new SnapshotWriter(file);
                host.writeTo(writer);
                writer.finish(headerOf(host, writer.finishBody(), place));
            }
            Files.deleteIfExists(target);
            disk.rename(temporary, target);
            disk.syncDirectory(directory);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private static SnapshotHeader headerOf(EngineHost host, long bodyBytes, JournalPlace place) {
        VenueRules rules = host.engine().rules();
        return new SnapshotHeader(
                rules == null ? 0 : rules.ruleVersion(),
                rules == null ? 0 : rules.venueId(),
                host.lastSequence(),
                host.lastTimeNs(),
                host.engine().agents(),
                host.engine().openOrders(),
                StateHash.of(host.engine()),
                bodyBytes,
                place);
    }

    /**
     * Removes what runs that ended too early have left, and all but the newest snapshots at or before a checkpoint, and as many of those
     * behind it: these are of no use yet to a start that must replay from there, and must not push out those that are; nor must damaged
     * ones, which do not count. A damaged one goes when so many good ones are newer, no sooner.
     *
     * @param noLaterThan least checkpoint of what is derived from the events
     * @return the damaged ones that were removed, in words
     */
    public List<String> retain(long noLaterThan) {
        List<String> removed = new ArrayList<>();
        try {
            for (Path temporary : list("*" + SUFFIX + TEMPORARY)) {
                Files.deleteIfExists(temporary);
            }
            int kept = 0;
            int ahead = 0;
            for (Path file : newestFirst()) {
                Optional<SnapshotDamage> damage = damageOf(file);
                boolean isAhead = damage.isEmpty() && headerOf(file).sequence() > noLaterThan;
                if (kept == keep || isAhead && ahead == keep) {
                    Files.deleteIfExists(file);
                    damage.ifPresent(found -> removed.add(found.getMessage()));
                } else if (damage.isPresent()) {
                    LOGGER.warn("A damaged snapshot does not count among those kept", damage.get());
                } else if (isAhead) {
                    ahead++;
                } else {
                    kept++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear away snapshots in " + directory, e);
        }
        return removed;
    }

    /** What is wrong with a snapshot, all of whose blocks are looked at. */
    private static Optional<SnapshotDamage> damageOf(Path file) {
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            reader.verifyBlocks();
            return Optional.empty();
        } catch (SnapshotDamage e) {
            return Optional.of(e);
        }
    }

    private List<Path> list(String glob) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list the snapshots in " + directory, e);
            }
        }
        Collections.sort(files);
        return files;
    }
}
