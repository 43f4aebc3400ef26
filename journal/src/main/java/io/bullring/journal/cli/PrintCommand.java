package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.EventListener;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.audit.CommandReader;
import io.bullring.journal.audit.CommandRecord;
import io.bullring.journal.audit.CommandRecord.Event;
import io.bullring.journal.audit.MessageSchema;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One readable line for each command, and for each event that it caused. */
@Command(name = "print", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Prints commands, one a line, and what they caused.",
    "",
    "Sequence, time, who sent it (0: the venue itself), for which agent, and what it says. Numbers are decimal,"
            + " times UTC. Nothing secret is in the journal; digests are shortened all the same.",
    "",
    "With --events the journal is replayed from its beginning, and the events of each command stand below it, 'due' before"
            + " those that had become due earlier. Filters then look at the events, too.",
    "",
    "  bullring journal print DIR --limit 20",
    "  bullring journal print DIR --from 4711 --to 4711 --events",
    "  bullring journal print DIR --agent 7 --kind PlaceOrder --symbol BTCUSDT",
    "  bullring journal print DIR --order 815 --events",
    "  bullring journal print DIR --since 2026-03-01T12:00:00Z --until 2026-03-01T12:05:00Z",
    "  bullring journal print DIR --kind OrderFilled --events --json | jq -c .events[].fields",
    ""
})
final class PrintCommand extends ReadingCommand {
    @Option(names = "--from", paramLabel = "SEQ", description = "First command (default: the first there is).")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQ", description = "Last command (default: the last there is).")
    private long to = Long.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many commands (default: no limit).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--events", description = "Prints what each command caused.")
    private boolean withEvents;

    @ArgGroup(exclusive = false, heading = "Filters; all that are given must hold:%n")
    private RecordFilter filter = new RecordFilter();

    private CommandReader commands;
    private long printed;

    @Override
    int read(Path journal) {
        if (from < 1 || to < from || limit < 1) {
            throw usage("--from is at least 1, --to not before it, --limit at least 1.");
        }
        MessageSchema schema = MessageSchema.load(); // not before, for a command is made whichever is run
        commands = new CommandReader(schema);
        filter.check(schema).ifPresent(sentence -> {
            throw usage(sentence);
        });
        if (withEvents || filter.needsReplay()) {
            replay(journal);
        } else {
            print(journal);
        }
        return ExitCode.OK;
    }

    private void print(Path journal) {
        try (JournalReader reader = JournalReader.open(journal, from)) {
            readAll(reader, () -> wantsAfter(reader), (sequence, timeNs, command, offset, length) -> {
                if (wants(sequence, timeNs)) {
                    show(commands.command(sequence, timeNs, command, offset, length, List.of()));
                }
            });
        }
    }

    private void replay(Path journal) {
        Caused caused = new Caused();
        EngineHost host = new EngineHost(caused);
        host.passOver(Recovery.skips(journal));
        filter.instruments(host.engine().view().instruments());
        try (JournalReader reader = JournalReader.open(journal)) {
            CommandListener both = (sequence, timeNs, command, offset, length) -> {
                caused.isWanted = wants(sequence, timeNs);
                host.onCommand(sequence, timeNs, command, offset, length);
                if (caused.isWanted) {
                    show(commands.command(sequence, timeNs, command, offset, length, caused.events));
                }
            };
            replayAll(reader, () -> wantsAfter(reader), host, both);
        }
    }

    /** Whether to read on; not under a 'print | head' that has ended. */
    private boolean wantsAfter(JournalReader reader) {
        return reader.lastSequence() < to
                && printed < limit
                && !filter.isOver(reader.lastTimeNs())
                && !out().checkError();
    }

    private boolean wants(long sequence, long timeNs) {
        return sequence >= from && sequence <= to && printed < limit && filter.isWithin(timeNs);
    }

    private void show(CommandRecord command) {
        if (!filter.admits(command)) {
            return;
        }
        printed++;
        if (isJson()) {
            out().println(Json.line(Json.of(command, withEvents)));
            return;
        }
        out().println(FieldLine.of(command));
        if (withEvents) {
            command.events()
                    .forEach(event -> line(
                            "    %s %s", event.isDue() ? "due   " : "answer", FieldLine.of(event.message())));
        }
    }

    /** Keeps what a command caused that is looked at. */
    private final class Caused implements EventListener {
        private boolean isWanted;
        private List<Event> events = List.of();

        @Override
        public void onEvents(
                long sequence,
                long timeNs,
                int source,
                long correlationId,
                DirectBuffer buffer,
                int offset,
                int length,
                int answerOffset) {
            events = isWanted ? commands.events(buffer, offset, length, answerOffset) : List.of();
        }
    }
}
