package io.bullring.journal.cli;

import io.bullring.core.fault.JournalFault;
import io.bullring.journal.skip.SkipDesk;
import io.bullring.journal.skip.SkipRefused;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one subcommand that writes: gets a stopped venue past a command at which its engine halts. */
@Command(name = "skip", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Has a command skipped at which the engine halts, so that the venue starts again.",
    "",
    "A halt is a bug of the engine, and the command that met it would meet it at every start. Better than this is a version"
            + " without the bug. Where there is none, this writes a SkipCommand behind the journal's last command, with your"
            + " reason and your name; nothing is taken out. Every replay then passes over the command: it changes nothing,"
            + " and whoever sent it was never answered.",
    "",
    "The venue must have stopped; keep a copy of its directory. Refused unless the engine really halts at the command, in a"
            + " replay of the whole journal, and unless nobody was ever answered for it or for anything behind it.",
    "",
    "  bullring journal verify DIR                    says at which command the engine halts, and why",
    "  bullring journal skip DIR 4711 --why \"overflow in the fee, reported\" --by \"Ada\"",
    "  bullring journal verify DIR",
    ""
})
final class SkipCommand extends ReadingCommand {
    @Parameters(index = "1", paramLabel = "SEQUENCE", description = "The command, as verify or the venue's start names it.")
    private long sequence;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for whoever audits the journal.")
    private String why;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who decided it.")
    private String by;

    @Override
    int read(Path journal) {
        try {
            long skipSequence = new SkipDesk(journal).skip(sequence, why, by);
            tell(skipSequence);
            return ExitCode.OK;
        } catch (SkipRefused e) {
            err().println(e.getMessage());
            return ExitCode.REFUSED;
        } catch (JournalFault e) {
            err().println(e.getMessage());
            return ExitCode.UNREADABLE;
        }
    }

    private void tell(long skipSequence) {
        if (isJson()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("skipped_sequence", sequence);
            report.put("skip_sequence", skipSequence);
            answer(report);
        } else {
            line("Command %d is skipped: command %d says so. The venue can start.", sequence, skipSequence);
        }
    }
}
