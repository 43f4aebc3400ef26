package io.bullring.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The main class: {@code start} runs the venue, {@code journal} is the auditor's tool. */
@Command(name = "bullring", description = "A trading venue for software agents.", mixinStandardHelpOptions = true, version = "bullring 0.1.0-SNAPSHOT")
public final class Bullring implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bullring()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
