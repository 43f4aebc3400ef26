package io.bullring.gateway;

import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.http.credential.UnfitSecret;
import io.bullring.gateway.http.credential.VenueKeys;
import io.bullring.gateway.log.LogOutput;
import io.bullring.gateway.venue.BookInstrument;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.Durability;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bullring start}: runs a venue in the foreground until it is told to end. */
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Runs the venue until it is told to end (Ctrl-C)."
}, showDefaultValues = true, defaultValueProvider = Environment.class, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    "1:could not start, and said why",
    "2:an option is wrong",
    "70:halted by a fault of its own; nothing acknowledged is lost",
    "74:told to end while it could not write its journal; nothing acknowledged is lost",
    "130, 143:ended cleanly by Ctrl-C, or by SIGTERM"
})
final class StartCommand implements Callable<Integer> {
    /** The venue halted: a fault of ours. */
    static final int EXIT_FAULT = 70;

    /** The venue had stopped taking commands, because the disk failed, when it was told to end. */
    static final int EXIT_JOURNAL = 74;

    private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Where journal, history, snapshots and keys lie; made when not there.")
    private Path data = Path.of("bullring-data");

    @Mixin
    private EdgeOptions edge;

    @Mixin
    private FeedOptions prices;

    @Mixin
    private TradingOptions trading;

    @Option(names = "--log", paramLabel = "FORM", description = "Form of the log, which goes to standard error: text or json.")
    private LogOutput.Form log = LogOutput.Form.TEXT;

    @Option(names = "--access-log", description = {
        "Log each request that was answered; otherwise those alone that the venue failed (5xx)."
    })
    private boolean accessLog;

    @Option(names = "--no-event-log", description = {
        "Keep no log of the events; the journal, from which they follow, is kept always."
    })
    private boolean noEventLog;

    @Option(names = "--cold-after-days", paramLabel = "N", description = {
        "Move files of the journal and of the event log in which all is older than N days, and that no start from a kept snapshot"
                + " needs, to the directory cold inside theirs, which may be a link to another disk; 0: leave them where they are."
    })
    private int coldAfterDays;

    @Option(names = "--instruments", paramLabel = "FILE", description = {
        "Instruments that the agents trade with one another, in a book, beside what the feed prices: a JSON list, as the README"
                + " shows. Those that the venue has already need not be named again."
    })
    private Path instruments;

    @Option(names = "--durability", paramLabel = "PROMISE", defaultValue = "process-crash", converter = DurabilityText.class, completionCandidates = DurabilityText.class, description = {
        "What an acknowledged order survives: process-crash (kill -9) or power-loss (one sync a batch). A venue keeps the one"
                + " it began with."
    })
    private Durability durability;

    @Override
    public Integer call() throws Exception {
        edge.check();
        prices.check();
        trading.check();
        if (coldAfterDays < 0) {
            throw refusal("--cold-after-days is at least 0", null);
        }
        List<BookInstrument> books = books();
        HttpConfig http = edge.http(trading.filters());
        VenueConfig config = config(books);
        checkDirectory(config);
        LogOutput.choose(log, accessLog);
        Server server = Server.open(config, http, edge.sockets(), prices.feed());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "bullring-stop"));
        spec.commandLine().getOut().print(new Welcome(server, prices.text() + text(books)).text());
        spec.commandLine().getOut().flush();
        Throwable fault = server.awaitFault();
        LOG.error("the venue has halted", fault);
        return EXIT_FAULT;
    }

    /** Only a halt can still choose the exit code when the process is on its way out. */
    private static void stop(Server server) {
        boolean failed = server.venue().journalFault() != null;
        server.close();
        if (failed) {
            Runtime.getRuntime().halt(EXIT_JOURNAL);
        }
    }

    private VenueConfig config(List<BookInstrument> books) {
        VenueConfig local = VenueConfig.local(data.toAbsolutePath().normalize());
        VenueConfig config = local.with(local.journal().with(durability))
                .with(local.snapshots().withColdAfter(coldAfterDays))
                .withEventLog(!noEventLog)
                .withAges(trading.priceMaxAgeNs(), trading.orderLifeNs())
                .withBooks(books);
        return edge.isPublic() ? config.withOrderRateLimit(VenueConfig.PUBLIC_ORDER_RATE_LIMIT) : config;
    }

    /** Before anything in it is opened, or made. */
    private void checkDirectory(VenueConfig config) {
        if (data.equals(Path.of(""))) {
            throw refusal("--data names no directory", null);
        }
        Path there = config.dataDirectory();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw refusal("--data " + data + " cannot be used: "
                    + there + (Files.isDirectory(there) ? " may not be written" : " is no directory"), null);
        }
        try {
            VenueKeys.check(config.keysDirectory());
        } catch (UnfitSecret | UncheckedIOException e) {
            throw refusal("--data " + data + " cannot be used: " + e.getMessage(), e);
        }
    }

    private ParameterException refusal(String message, Exception cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    private List<BookInstrument> books() {
        if (instruments == null) {
            return List.of();
        }
        try {
            return InstrumentFile.read(instruments);
        } catch (InstrumentFile.Unfit e) {
            throw refusal(e.getMessage(), e);
        }
    }

    private static String text(List<BookInstrument> books) {
        return books.isEmpty()
                ? ""
                : books.stream()
                        .map(book -> book.terms().symbol())
                        .collect(Collectors.joining(", ", "; traded by the agents with one another: ", ""));
    }
}
