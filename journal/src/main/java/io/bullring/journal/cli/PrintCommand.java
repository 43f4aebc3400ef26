package io.bullring.journal.cli;

import io.bullring.core.port.CommandListener;
import io.bullring.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One readable line for each command. */
@Command(name = "print", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Prints commands, one a line.",
    "",
    "Sequence, time, who sent it (0: the venue itself), for which agent, and what it says. Numbers are decimal,"
            + " times UTC. Nothing secret is in the journal; digests are shortened all the same.",
    "",
    "  bullring journal print DIR --limit 20",
    "  bullring journal print DIR --from 4711 --to 4711",
    "  bullring journal print DIR | grep PlaceOrder | grep agent=7",
    ""
})
final class PrintCommand extends ReadingCommand {
    @Option(names = "--from", paramLabel = "SEQ", description = "First command (default: the first there is).")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQ", description = "Last command (default: the last there is).")
    private long to = Long.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many commands (default: no limit).")
    private long limit = Long.MAX_VALUE;

    @Override
    int read(Path journal) {
        if (from < 1 || to < from || limit < 1) {
            throw usage("--from is at least 1, --to not before it, --limit at least 1.");
        }
        Lines lines = new Lines();
        try (JournalReader reader = JournalReader.open(journal, from)) {
            boolean more = true;
            while (more && lines.wants(reader.lastSequence() + 1) && !out().checkError()) { // as under 'print | head'
                more = reader.poll(lines) || !reader.isAtEnd();
            }
        }
        return ExitCode.OK;
    }

    /** Prints what is wanted of what it is handed. */
    private final class Lines implements CommandListener {
        private final CommandText text = new CommandText();
        private long printed;

        @Override
        public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
            if (wants(sequence)) {
                out().println(text.of(sequence, timeNs, command, offset, length));
                printed++;
            }
        }

        boolean wants(long sequence) {
            return sequence <= to && printed < limit;
        }
    }
}
