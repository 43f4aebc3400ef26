package io.bullring.journal.cli;

import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalReader;
import io.bullring.journal.audit.MessageSchema;
import io.bullring.journal.evidence.ChainCopy;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.journal.snapshot.SnapshotDamage;
import io.bullring.journal.snapshot.SnapshotHeader;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** What is in a journal. */
@Command(name = "describe", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Says what is in the journal: files, commands by kind, times, venue, head of the chain; and the snapshots beside it.",
    "",
    "Reads all of it and checks every record on the way, but runs no engine; 'verify' does. Of snapshots it reads the header.",
    "",
    "  bullring journal describe DIR",
    "  bullring journal describe DIR --json | jq .commands_by_kind",
    ""
})
final class DescribeCommand extends ReadingCommand {
    private static final String SNAPSHOTS = "snapshots";

    private final JournalSummary whole = new JournalSummary();
    private final Map<Path, JournalSummary> byFile = new TreeMap<>();

    @Override
    int read(Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            readAll(reader, () -> true, (sequence, timeNs, command, offset, length) -> {
                whole.onCommand(sequence, timeNs, command, offset, length);
                byFile.computeIfAbsent(reader.file(), file -> new JournalSummary())
                        .onCommand(sequence, timeNs, command, offset, length);
            });
            if (isJson()) {
                answer(report(journal, reader));
            } else {
                print(journal, reader);
            }
        }
        return ExitCode.OK;
    }

    private void print(Path journal, JournalReader reader) {
        line("Journal    %s", journal);
        line("Venue      %s", whole.venue());
        for (Path file : JournalFiles.list(journal)) {
            line("File       %s  %,d bytes  %s", journal.relativize(file), size(file), of(file).range());
        }
        line("Documents  %,d", reader.documents());
        for (Path file : snapshots(journal)) {
            line("Snapshot   %s  %,d bytes  %s", file.getFileName(), size(file), snapshotText(file));
        }
        line("Chain      %s", chain(journal));
        line("Commands   %s", whole.range());
        lines(whole.tally().byName(MessageSchema.load()));
        reader.tornTail().ifPresent(torn -> line("At the end %s", torn));
    }

    /** Oldest first, as the files. */
    private static List<Path> snapshots(Path journal) {
        return new SnapshotStore(journal.resolveSibling(SNAPSHOTS), 1).newestFirst().reversed();
    }

    private static String snapshotText(Path file) {
        try {
            SnapshotHeader header = SnapshotStore.headerOf(file);
            return String.format(
                    Locale.ROOT,
                    "after command %d, %,d agents, %,d open orders, state %s",
                    header.sequence(),
                    header.agents(),
                    header.openOrders(),
                    header.stateHash());
        } catch (SnapshotDamage e) {
            return e.getMessage();
        }
    }

    private static Map<String, Object> snapshotJson(Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", file.getFileName().toString());
        json.put("bytes", size(file));
        try {
            SnapshotHeader header = SnapshotStore.headerOf(file);
            json.put("sequence", header.sequence());
            json.put("agents", header.agents());
            json.put("open_orders", header.openOrders());
            json.put("state_hash", header.stateHash());
        } catch (SnapshotDamage e) {
            json.put("damage", e.getMessage());
        }
        return json;
    }

    private static String chain(Path journal) {
        return ChainCopy.head(journal).map(head -> "head " + head + ", as its file says").orElse("none");
    }

    private Map<String, Object> report(Path journal, JournalReader reader) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("journal", journal.toString());
        report.put("venue", whole.venueJson());
        report.put("files", files(journal));
        report.put("snapshots", snapshots(journal).stream().map(DescribeCommand::snapshotJson).toList());
        report.put("documents", reader.documents());
        report.put("chain_head", ChainCopy.head(journal).map(ChainHead::text).orElse(null));
        report.putAll(whole.rangeJson());
        report.put("commands_by_kind", whole.tally().byName(MessageSchema.load()));
        report.put("torn_tail", reader.tornTail().map(Object::toString).orElse(null));
        return report;
    }

    private List<Map<String, Object>> files(Path journal) {
        return JournalFiles.list(journal).stream().map(file -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", file.getFileName().toString());
            json.put("is_cold", !file.getParent().equals(journal));
            json.put("bytes", size(file));
            json.putAll(of(file).rangeJson());
            return json;
        }).toList();
    }

    private JournalSummary of(Path file) {
        return byFile.getOrDefault(file, new JournalSummary());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "cannot look at %s", file), e);
        }
    }
}
