package io.bullring.journal.cli;

import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A subcommand that reads a journal; turns what can go wrong into a sentence and an exit code. */
abstract class ReadingCommand implements Callable<Integer> {
    static final String VERSION = "reads journals of format " + JournalReader.FORMAT_VERSION;

    @Parameters(paramLabel = "DIR", description = "The venue's journal directory: the one with the *.cq4 files in it.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        try {
            if (!Files.isDirectory(directory)) {
                return unreadable("There is no directory " + directory + ".");
            }
            if (JournalFiles.list(directory).isEmpty()) {
                return unreadable("There is no journal in " + directory + ": it has no *.cq4 files." + hint());
            }
            return read(directory);
        } catch (JournalDamage e) {
            out().flush();
            err().println(e.getMessage() + ".");
            err().println("Stop the venue, keep a copy of the directory, and see 'Damage' in docs/JOURNAL.md.");
            return ExitCode.DAMAGE;
        } catch (UncheckedIOException e) {
            return unreadable("The journal in " + directory + " cannot be read: " + e.getCause() + ".");
        } finally {
            out().flush();
            err().flush();
        }
    }

    /**
     * Does the work and returns the exit code. What it throws becomes a sentence and an exit code, see {@link #call}.
     */
    abstract int read(Path journal);

    /** The command line asks for what makes no sense. */
    CommandLine.ParameterException usage(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    private int unreadable(String sentence) {
        err().println(sentence);
        return ExitCode.UNREADABLE;
    }

    private String hint() {
        Path inside = directory.resolve("journal");
        return JournalFiles.list(inside).isEmpty() ? "" : " Did you mean " + inside + "?";
    }

    /** A line on the standard output. */
    void line(String format, Object... values) {
        out().printf(Locale.ROOT, format + "%n", values);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
