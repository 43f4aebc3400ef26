package io.bullring.benchmarks.book;

import io.bullring.core.workload.BookRegime;
import io.bullring.core.workload.BookTape;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One contestant in a virtual machine of its own. A line for each pass. */
@Command(name = "bench book", mixinStandardHelpOptions = true, description = "Plays all regimes on one contestant's books and prints a line for each pass: regime, pass, ns, bytes allocated, reports, hash, million messages/s.")
public final class BookPlay implements Callable<Integer> {
    @Option(names = "--contestant", required = true, description = "Whose books: ${COMPLETION-CANDIDATES}.")
    private Contestant contestant;

    @Option(names = "--messages", defaultValue = "2000000", description = "Messages of each regime, ${DEFAULT-VALUE} by default.")
    private int messages;

    @Option(names = "--passes", defaultValue = "12", description = "Passes, each on fresh books, ${DEFAULT-VALUE} by default; the first is the cold one.")
    private int passes;

    @Option(names = "--seed", defaultValue = "1", description = "Of the messages, ${DEFAULT-VALUE} by default.")
    private long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BookPlay()).execute(arguments));
    }

    @Override
    public Integer call() {
        for (BookRegime regime : BookRegime.values()) {
            BookTape tape = regime.tape(seed, messages);
            for (int pass = 0; pass < passes; pass++) {
                BookPass played = BookPass.play(contestant, tape, 1);
                System.out.printf(
                        Locale.ROOT,
                        "%s %d %d %d %d %016x %.2f%n",
                        regime,
                        pass,
                        played.ns(),
                        played.allocatedBytes(),
                        played.reports(),
                        played.hash(),
                        messages * 1e3 / played.ns());
            }
        }
        return 0;
    }
}
