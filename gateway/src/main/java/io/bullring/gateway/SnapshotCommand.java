package io.bullring.gateway;

import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.ColdStorage;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.JournalLock;
import io.bullring.journal.JournalReader;
import io.bullring.journal.evidence.HashChain;
import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bullring snapshot}: makes the next snapshot of a venue, at work or not, and rehearses a start on the way. */
@Command(name = "snapshot", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Makes a snapshot of a venue, so that its next start need not replay everything. The venue may be at work.",
    "",
    "Begins with the newest snapshot there is, compares its hash, replays the journal behind it, and adds the books up."
            + " A running venue does this by itself, now and then, and whenever there is a file DIR/snapshots/now."
}, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    "0:made, or nothing was new",
    "1:not made, and said why",
    "2:an option is wrong"
})
final class SnapshotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The venue's data directory.")
    private Path data;

    @Option(names = "--keep", paramLabel = "N", description = "How many snapshots that a start could use are kept, and how many newer ones: ${DEFAULT-VALUE}.", defaultValue = "3")
    private int keep;

    @Option(names = "--cold-after-days", paramLabel = "N", description = {
        "Move files of the journal and of the event log in which all is older than N days, and that no start from a kept snapshot"
                + " needs, to the directory cold inside theirs; 0: leave them where they are."
    }, defaultValue = "0")
    private int coldAfterDays;

    @Option(names = "--derived-to", paramLabel = "SEQ", hidden = true, description = "What its venue derives from the events has them up to here.")
    private long derivedTo = Long.MAX_VALUE;

    @Option(names = "--ends-with", paramLabel = "PID", hidden = true, description = "Ends when this process, its venue, does.")
    private Long venuePid;

    @Override
    public Integer call() {
        if (venuePid != null) {
            endWith(venuePid);
        }
        if (keep < 1) {
            throw new ParameterException(spec.commandLine(), "--keep is at least 1");
        }
        if (coldAfterDays < 0) {
            throw new ParameterException(spec.commandLine(), "--cold-after-days is at least 0");
        }
        VenueConfig config = VenueConfig.local(data.toAbsolutePath().normalize());
        if (JournalFiles.list(config.journalDirectory()).isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no journal in " + data);
        }
        SnapshotStore store = new SnapshotStore(config.snapshotDirectory(), keep);
        long chainEnd = chainEnd(config.journalDirectory());
        long noLaterThan = Math.min(derivedTo, Math.min(chainEnd, eventLogEnd(config.eventLogDirectory())));
        Rehearsal made = Rehearsal.run(config.journalDirectory(), store, chainEnd, noLaterThan);
        for (String damage : made.damaged()) {
            spec.commandLine().getErr().println("bullring: passed over: " + damage);
        }
        for (String damage : made.removed()) {
            spec.commandLine().getErr().println("bullring: removed, since enough sound ones are newer: " + damage);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s after command %d: began with the one after %d, replayed %d commands, %d ms%n",
                        made.file() == null ? "Nothing new since the snapshot" : "Snapshot",
                        made.sequence(),
                        made.fromSequence(),
                        made.commands(),
                        made.elapsed().toMillis());
        if (coldAfterDays > 0) {
            store.oldestSequence().ifPresent(oldest -> moveToColdStorage(config, oldest));
        }
        return 0;
    }

    /** One process at a time, as with snapshots. What fails here takes nothing from the snapshot, and is tried after the next. */
    private void moveToColdStorage(VenueConfig config, long oldestSnapshot) {
        long beforeNs =
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TimeUnit.DAYS.toNanos(coldAfterDays);
        JournalLock lock = null;
        try {
            lock = JournalLock.acquire(config.snapshotDirectory());
            for (Path directory : List.of(config.journalDirectory(), config.eventLogDirectory())) {
                for (Path moved : ColdStorage.move(directory, beforeNs, oldestSnapshot)) {
                    spec.commandLine().getOut().println("Moved to " + moved);
                }
            }
        } catch (JournalInUse | JournalDamage | UncheckedIOException e) {
            spec.commandLine().getErr().println("bullring: the snapshot is made, but older files were not moved: " + e);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** What it has written by then has another name than a snapshot, and is taken away by the next one. */
    private void endWith(long pid) {
        ProcessHandle venue = ProcessHandle.of(pid)
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "--ends-with: there is no process " + pid));
        venue.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }

    /** A start must begin at or before the end of the event log, where there is one. */
    private static long eventLogEnd(Path eventLog) {
        return JournalFiles.list(eventLog).isEmpty() ? Long.MAX_VALUE : JournalReader.lastSequenceIn(eventLog);
    }

    /** A start must begin at or before the hash chain's last link: a later snapshot would be of no use yet. */
    private static long chainEnd(Path journal) {
        return HashChain.lastSequenceIn(journal).orElse(Long.MAX_VALUE);
    }
}
