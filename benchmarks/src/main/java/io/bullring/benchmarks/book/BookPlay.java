package io.bullring.benchmarks.book;

import io.bullring.core.workload.BookRegime;
import io.bullring.core.workload.BookTape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One contestant in a virtual machine of its own. A line for each pass. */
@Command(name = "bench book", mixinStandardHelpOptions = true, description = "Plays regimes on one contestant's books and prints a line for each pass: regime, pass, ns, bytes allocated, reports, hash, million messages/s, ns that a cache line took to the other core and back just before.")
public final class BookPlay implements Callable<Integer> {
    private static final DeepBook DEEP = new DeepBook(1_000_000, 100_000);

    @Option(names = "--contestant", description = "Whose books: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private Contestant contestant = Contestant.BULLRING;

    @Option(names = "--messages", defaultValue = "2000000", description = "Messages of each regime, ${DEFAULT-VALUE} by default.")
    private int messages;

    @Option(names = "--passes", defaultValue = "11", description = "Passes, each on fresh books, ${DEFAULT-VALUE} by default; the first is the cold one.")
    private int passes;

    @Option(names = "--books", defaultValue = "1", description = "Instruments that take turns, ${DEFAULT-VALUE} by default.")
    private int books;

    @Option(names = "--deep", description = "One book of a million orders over 100,000 prices instead of the regimes.")
    private boolean isDeep;

    @Option(names = "--regimes", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<BookRegime> regimes = List.of(BookRegime.values());

    @Option(names = "--seed", defaultValue = "1", description = "Of the messages, ${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(names = "--tapes", description = "Plays nothing, but writes the messages into this directory, a file REGIME.tape each.")
    private Path tapes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BookPlay()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (isDeep) {
            measure("DEEP", DEEP.tape(seed, messages), DEEP.orders());
            return 0;
        }
        for (BookRegime regime : regimes) {
            measure(regime.name(), regime.tape(seed, messages), 0);
        }
        return 0;
    }

    private void measure(String name, BookTape tape, int firstMeasured) throws IOException {
        if (tapes != null) {
            write(tape, tapes.resolve(name + ".tape"));
            return;
        }
        for (int pass = 0; pass < passes; pass++) {
            long lineNs = LineTrip.ns();
            BookPass played = BookPass.play(contestant, tape, firstMeasured, books);
            System.out.printf(
                    Locale.ROOT,
                    "%s %d %d %d %d %016x %.2f %d%n",
                    name,
                    pass,
                    played.ns(),
                    played.allocatedBytes(),
                    played.reports(),
                    played.hash(),
                    (tape.count() - firstMeasured) * 1e3 / played.ns(),
                    lineNs);
        }
    }

    private static void write(BookTape tape, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = tape.bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }
}
