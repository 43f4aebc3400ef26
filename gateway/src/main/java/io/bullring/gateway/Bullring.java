package io.bullring.gateway;

import io.bullring.journal.cli.JournalCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class: {@code start} runs the venue, {@code snapshot} makes its starts short, {@code journal} is the auditor's tool. */
@Command(name = "bullring", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "A trading venue for software agents."
}, subcommands = {StartCommand.class, SnapshotCommand.class, JournalCommand.class})
public final class Bullring implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bullring())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Bullring::refuse)
                .setExecutionExceptionHandler(new FailureText());
    }

    /** Says what is wrong, and where help is, instead of burying it under the help. */
    private static int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + wrong.getMessage());
        command.getErr().println("Try '" + name + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
