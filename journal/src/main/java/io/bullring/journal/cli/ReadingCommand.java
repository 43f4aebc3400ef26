package io.bullring.journal.cli;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.CommandListener;
import io.bullring.journal.JournalDamage;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalInUse;
import io.bullring.journal.JournalReader;
import io.bullring.journal.ReplayFault;
import io.bullring.journal.evidence.EvidenceDamage;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A subcommand that reads a journal; turns what can go wrong into a sentence and an exit code. */
abstract class ReadingCommand implements Callable<Integer> {
    static final String VERSION = "reads journals of format " + JournalReader.FORMAT_VERSION;

    @Parameters(index = "0", paramLabel = "DIR", description = "The venue's journal: the directory with *.cq4 or *.seg files.")
    private Path directory;

    @Option(names = "--json", description = "Answers in JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        try {
            if (!Files.isDirectory(directory)) {
                return unreadable("There is no directory " + directory + ".");
            }
            if (JournalFiles.list(directory).isEmpty()) {
                return unreadable(
                        "There is no journal in " + directory + ": it has no *.cq4 and no *.seg files." + hint());
            }
            return read(directory);
        } catch (JournalDamage e) {
            out().flush();
            err().println(e.getMessage() + ".");
            err().println(
                    "Stop the venue, keep a copy of the directory, and see 'When a journal is damaged' in docs/JOURNAL.md.");
            return ExitCode.DAMAGE;
        } catch (ReplayFault e) {
            out().flush();
            err().println(e.getMessage());
            return ExitCode.DAMAGE;
        } catch (NothingThere e) {
            out().flush();
            err().println(e.getMessage());
            return ExitCode.NOT_FOUND;
        } catch (EvidenceDamage e) {
            out().flush();
            err().println(e.getMessage() + ".");
            err().println("Stop the venue, keep a copy of all, and see 'The chain' in docs/JOURNAL.md.");
            return ExitCode.DAMAGE;
        } catch (JournalInUse e) {
            return unreadable(e.getMessage());
        } catch (UncheckedIOException e) {
            return unreadable("It stops here: " + e.getMessage() + ": " + e.getCause() + ".");
        } finally {
            out().flush();
            err().flush();
        }
    }

    /**
     * Does the work and returns the exit code. What it throws becomes a sentence and an exit code, see {@link #call}.
     */
    abstract int read(Path journal);

    /** Hands on every command, until the end or as long as it is wanted, and shows how far it has come. */
    final void readAll(JournalReader reader, BooleanSupplier isWanted, CommandListener listener) {
        try (Progress progress = new Progress(err(), Terminal.isWatched(), JournalReader.lastSequenceIn(directory))) {
            boolean more = true;
            while (more && isWanted.getAsBoolean()) {
                more = reader.poll(listener) || !reader.isAtEnd();
                progress.report(reader);
            }
        }
    }

    /**
     * The same with an engine behind it: a command at which it halts is a fault of the replay, by name. What is thrown once the engine
     * has done its part is none.
     */
    final void replayAll(JournalReader reader, BooleanSupplier isWanted, EngineHost host, CommandListener listener) {
        readAll(reader, isWanted, (sequence, timeNs, command, offset, length) -> {
            try {
                listener.onCommand(sequence, timeNs, command, offset, length);
            } catch (EngineFault | RuntimeException e) {
                if (host.lastSequence() == sequence) {
                    throw e;
                }
                throw new ReplayFault(reader.file(), sequence, e);
            }
        });
    }

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

    /** Whether a program reads the answer. */
    boolean isJson() {
        return json;
    }

    /** The whole answer, for a program. */
    void answer(Map<String, Object> report) {
        out().println(Json.pretty(Json.value(report)));
    }

    /** A line on the standard output. */
    void line(String format, Object... values) {
        out().printf(Locale.ROOT, format + "%n", values);
    }

    /** A line for each kind and how many there were. */
    void lines(Map<String, Long> counts) {
        counts.forEach((name, count) -> line("  %-20s %,15d", name, count));
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** What was asked for is not in the journal. */
    static final class NothingThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingThere(String sentence) {
            super(sentence);
        }
    }
}
