package io.bullring.journal.cli;

import io.bullring.core.port.CommandListener;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;

/** What is in a journal. */
@Command(name = "describe", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Says what is in the journal: files, commands, times, venue.",
    "",
    "Reads all of it and checks every record on the way, but runs no engine; 'verify' does.",
    ""
})
final class DescribeCommand extends ReadingCommand {
    @Override
    int read(Path journal) {
        JournalSummary whole = new JournalSummary();
        Map<Path, JournalSummary> byFile = new TreeMap<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            Progress progress = new Progress(err());
            CommandListener both = (long sequence, long timeNs, DirectBuffer command, int offset, int length) -> {
                whole.onCommand(sequence, timeNs, command, offset, length);
                byFile.computeIfAbsent(reader.file(), file -> new JournalSummary())
                        .onCommand(sequence, timeNs, command, offset, length);
            };
            boolean more = true;
            while (more) {
                more = reader.poll(both) || !reader.isAtEnd();
                progress.report(reader.commands(), reader.lastTimeNs());
            }
            print(journal, whole, byFile, reader);
        }
        return ExitCode.OK;
    }

    private void print(Path journal, JournalSummary whole, Map<Path, JournalSummary> byFile, JournalReader reader) {
        line("Journal    %s", journal);
        line("Venue      %s", venue(whole));
        for (Path file : JournalFiles.list(journal)) {
            line("File       %s", describe(file, byFile.getOrDefault(file, new JournalSummary())));
        }
        line("Documents  %,d", reader.documents());
        line("Commands   %s", range(whole));
        whole.templates().print(out());
        reader.tornTail().ifPresent(torn -> line("At the end %s", torn));
    }

    private static String venue(JournalSummary summary) {
        return summary.venueId() == 0
                ? "not configured yet"
                : String.format(Locale.ROOT, "%012x, rules of version %d", summary.venueId(), summary.ruleVersion());
    }

    private static String describe(Path file, JournalSummary summary) {
        try {
            return String.format(Locale.ROOT, "%s  %,d bytes  %s", file.getFileName(), Files.size(file),
                    range(summary));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    private static String range(JournalSummary summary) {
        return summary.firstSequence() == 0
                ? "no commands"
                : String.format(
                        Locale.ROOT,
                        "%,d commands, %d to %d, %s to %s",
                        summary.templates().total(),
                        summary.firstSequence(),
                        summary.lastSequence(),
                        Notation.time(summary.firstTimeNs()),
                        Notation.time(summary.lastTimeNs()));
    }
}
