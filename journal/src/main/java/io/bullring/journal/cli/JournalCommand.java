package io.bullring.journal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code journal}: what was the venue told, is all of it there, and what does it come to. */
@Command(name = "journal", mixinStandardHelpOptions = true, version = ReadingCommand.VERSION, description = {
    "Reads the journal of a venue: everything it was ever told, in order.",
    "",
    "The journal holds commands: orders, prices, accounts, settings. Whatever else there is (balances, fills,"
            + " positions) follows from them, and 'verify' works it out anew, without trusting the venue.",
    "",
    "All of these only read. They may be used beside a running venue, and after one that was killed.",
    ""
}, footer = {
    "",
    "Exit codes:",
    "  0   done, nothing wrong",
    "  1   the journal is damaged, or does not replay to a sound state",
    "  2   wrong command line",
    "  3   there is no journal in DIR, or it cannot be read",
    "",
    "Begin with:  bullring journal describe DIR"
}, subcommands = {DescribeCommand.class, PrintCommand.class, VerifyCommand.class})
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
