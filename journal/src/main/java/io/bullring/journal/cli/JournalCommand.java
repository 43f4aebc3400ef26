package io.bullring.journal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code journal}: what was the venue told, is all of it there, what does it come to, and why. */
@Command(name = "journal", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Reads the journal of a venue: everything it was ever told, in order.",
    "",
    "The journal holds commands: orders, prices, accounts, settings. Whatever else there is (balances, fills,"
            + " positions) follows from them, and this tool works it out anew, without trusting the venue.",
    "",
    "All of these but skip only read the journal. They may be used beside a running venue, and after one that was killed. Each"
            + " answers in JSON with --json; amounts and times are text there.",
    ""
}, footer = {
    "",
    "Examples:",
    "  bullring journal describe DIR                        what is in it",
    "  bullring journal verify DIR                          is all of it there, and does it add up",
    "  bullring journal print DIR --agent 7 --events        what an agent did, and what came of it",
    "  bullring journal state DIR --at 2026-03-01 --agent 7 what it had at that moment",
    "  bullring journal explain DIR 815                     why order 815 was filled at this price",
    "  bullring journal export DIR --archive venue.zip      all of it, for a verifier that is not ours",
    "  bullring journal skip DIR 4711 --why TEXT --by NAME  gets a stopped venue past a command that halts its engine",
    "",
    "Exit codes:",
    "  0   done, nothing wrong",
    "  1   the journal is damaged, or does not replay to a sound state",
    "  2   wrong command line",
    "  3   there is no journal in DIR, or it cannot be read, or a file cannot be written",
    "  4   the journal has no such agent, order or command",
    "  5   the command must not be skipped; nothing was written",
    "",
    "Begin with:  bullring journal describe DIR"
}, subcommands = {
    DescribeCommand.class,
    PrintCommand.class,
    VerifyCommand.class,
    StateCommand.class,
    ExplainCommand.class,
    ExportCommand.class,
    SkipCommand.class
})
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
