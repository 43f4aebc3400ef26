package io.bullring.gateway;

import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.feed.ReplayConfig;
import io.bullring.gateway.feed.ReplayFeed;
import io.bullring.gateway.feed.binance.BinanceConfig;
import io.bullring.gateway.feed.binance.BinanceFeed;
import io.bullring.gateway.feed.binance.RecordingFiles;
import io.bullring.gateway.http.EdgeConfig;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.http.RateLimits;
import io.bullring.gateway.log.LogOutput;
import io.bullring.gateway.venue.BookInstrument;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.journal.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bullring start}: runs a venue in the foreground until it is told to end. */
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Runs the venue until it is told to end (Ctrl-C)."
}, showDefaultValues = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
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
    private static final int LAST_PORT = 0xFFFF;
    private static final SocketConfig SOCKETS = SocketConfig.defaults();

    /** Where prices come from. */
    enum FeedKind {
        REPLAY,
        BINANCE,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How often one may come. */
    enum LimitsPreset {
        LOCAL,
        PUBLIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Where journal, history, snapshots and keys lie; made when not there.")
    private Path data = Path.of("bullring-data");

    @Option(names = "--port", paramLabel = "PORT", description = "Port to serve on, 0: any.")
    private int port = 8_000;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to serve on.")
    private String bind = "127.0.0.1";

    @Option(names = "--insecure-bind", description = {
        "Serve beyond this machine although there is no TLS: keys and secrets can be read on the way."
    })
    private boolean insecureBind;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = {
        "Serve https and wss with this certificate and those behind it, in PEM. Needs --tls-key."
    })
    private Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = {
        "The certificate's private key: PKCS#8 in PEM, without a password, and not readable for everybody."
    })
    private Path tlsKey;

    @Option(names = "--limits", paramLabel = "PRESET", description = {
        "How often one may come: local (no limits on requests; 600,000 orders a minute of an agent) or public (the documented"
                + " ones). The orders a minute count when the venue is new."
    })
    private LimitsPreset limits = LimitsPreset.LOCAL;

    @Option(names = "--cors", paramLabel = "ORIGIN", description = {
        "An origin whose pages may call from a browser, such as https://example.org; may be given again. None unless given."
    })
    private List<String> origins = List.of();

    @Option(names = "--behind-proxy", description = {
        "Take the last entry of X-Forwarded-For for the client, for limits and log: only behind a proxy of yours, which sets the header or"
                + " appends to it."
    })
    private boolean behindProxy;

    @Option(names = "--proxy-hops", paramLabel = "N", description = {
        "The same behind N proxies of yours, each of which appends an entry: the first of the last N entries is the client. --behind-proxy is"
                + " --proxy-hops 1; 0: none."
    })
    private int proxyHops;

    @Option(names = "--token-hours", paramLabel = "N", defaultValue = "${env:JWT_EXPIRY_HOURS:-1}", description = {
        "How long a token of an account holds, 1 to 168. Without the option, what the environment has as JWT_EXPIRY_HOURS, or 1."
    })
    private int tokenHours;

    @Option(names = "--ws-connections", paramLabel = "N", description = {
        "WebSockets of one account at the same time, 1 to 10,000; one more is refused with 429."
    })
    private int socketConnections = SOCKETS.maxConnectionsPerAccount();

    @Option(names = "--ws-subscriptions", paramLabel = "N", description = {
        "Channels that one WebSocket may subscribe to, 1 to 1,000."
    })
    private int socketSubscriptions = SOCKETS.maxSubscriptions();

    @Option(names = "--ws-queue", paramLabel = "N", description = {
        "Messages that may wait for the reader of one WebSocket, 100 to 1,000,000, prices and portfolios apart, of which only the latest"
                + " wait; more end it with 1013."
    })
    private int socketQueue = SOCKETS.outboxMessages();

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

    @Option(names = "--speed", paramLabel = "N", description = "How many times as fast as it was a recording is played.")
    private int speed = 60;

    @Option(names = "--feed", paramLabel = "FEED", description = {
        "Prices: replay (recorded trades), binance (its public live streams) or none."
    })
    private FeedKind feed = FeedKind.REPLAY;

    @Option(names = "--recording", paramLabel = "FILE", arity = "1..*", description = {
        "What to play with --feed replay, one file after the other: Binance's klines, captures of its streams, or trades as"
                + " timestamp,price,amount; packed or not. Without it, bitcoin's trades of November 2013."
    })
    private List<Path> recordings = List.of();

    @Option(names = "--symbols", paramLabel = "SYMBOLS", split = ",", description = {
        "What to follow with --feed binance; the first is what a --recording is of."
    })
    private List<String> symbols = List.of("BTCUSDT", "ETHUSDT");

    @Option(names = "--instruments", paramLabel = "FILE", description = {
        "Instruments that the agents trade with one another, in a book, beside what the feed prices: a JSON list, as the README"
                + " shows. Those that the venue has already need not be named again."
    })
    private Path instruments;

    @Option(names = "--binance-streams", paramLabel = "URL", description = "Where Binance's streams are.")
    private URI binanceStreams = BinanceConfig.PUBLIC_STREAMS;

    @Option(names = "--binance-rest", paramLabel = "URL", description = "Where Binance answers requests.")
    private URI binanceRest = BinanceConfig.PUBLIC_REST;

    @Option(names = "--durability", paramLabel = "PROMISE", defaultValue = "process-crash", converter = DurabilityText.class, completionCandidates = DurabilityText.class, description = {
        "What an acknowledged order survives: process-crash (kill -9) or power-loss (one sync a batch). A venue keeps the one"
                + " it began with."
    })
    private Durability durability;

    @Override
    public Integer call() throws Exception {
        checkOptions();
        EdgeConfig edge = edge();
        LogOutput.choose(log, accessLog);
        VenueConfig local = VenueConfig.local(data.toAbsolutePath().normalize());
        VenueConfig config = local.with(local.journal().with(durability))
                .with(local.snapshots().withColdAfter(coldAfterDays))
                .withEventLog(!noEventLog);
        if (limits == LimitsPreset.PUBLIC) {
            config = config.withOrderRateLimit(VenueConfig.PUBLIC_ORDER_RATE_LIMIT);
        }
        List<BookInstrument> books = books();
        Server server = Server.open(
                config.withBooks(books), HttpConfig.defaults(bind, port).with(edge), sockets(), feed());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "bullring-stop"));
        spec.commandLine().getOut().print(new Welcome(server, feedText() + text(books)).text());
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

    private EdgeConfig edge() {
        EdgeConfig clear = EdgeConfig.local()
                .with(limits == LimitsPreset.PUBLIC ? RateLimits.PUBLIC : RateLimits.LOCAL)
                .withOrigins(origins)
                .withProxyHops(Math.max(proxyHops, behindProxy ? 1 : 0))
                .withTokenHours(tokenHours);
        if (tlsCertificate == null) {
            return clear;
        }
        try {
            return clear.withIdentity(TlsFiles.read(tlsCertificate, tlsKey));
        } catch (TlsFiles.Unfit e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SocketConfig sockets() {
        return SOCKETS.withConnectionsPerAccount(socketConnections)
                .withSubscriptions(socketSubscriptions)
                .withRoom(socketQueue, SOCKETS.handoverPushes());
    }

    private void checkOptions() {
        if (origins.contains("*")) {
            throw refusal("--cors names origins, never all of them");
        }
        if (port < 0 || port > LAST_PORT) {
            throw refusal("the port must lie in 0 .. " + LAST_PORT);
        }
        if (proxyHops < 0) {
            throw refusal("--proxy-hops is at least 0");
        }
        if (tokenHours < 1 || tokenHours > EdgeConfig.MAX_TOKEN_HOURS) {
            throw refusal("--token-hours, or JWT_EXPIRY_HOURS, must lie in 1 .. " + EdgeConfig.MAX_TOKEN_HOURS);
        }
        checkRange("--ws-connections", socketConnections, 1, SocketConfig.MOST_CONNECTIONS);
        checkRange("--ws-subscriptions", socketSubscriptions, 1, SocketConfig.MOST_SUBSCRIPTIONS);
        checkRange("--ws-queue", socketQueue, SocketConfig.FEWEST_MESSAGES, SocketConfig.MOST_MESSAGES);
        if (coldAfterDays < 0) {
            throw refusal("--cold-after-days is at least 0");
        }
        if (speed < 1 || speed > ReplayConfig.MAX_SPEED) {
            throw refusal("the speed must lie in 1 .. " + ReplayConfig.MAX_SPEED);
        }
        if (feed != FeedKind.REPLAY && !recordings.isEmpty()) {
            throw refusal("--recording is played with --feed replay only");
        }
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw refusal("--tls-cert and --tls-key come together or not at all");
        }
        if (!isLoopback() && tlsCertificate == null && !insecureBind) {
            throw refusal("--bind " + bind + " would send keys and secrets over the network in clear, there being no"
                    + " TLS. Name a certificate with --tls-cert and --tls-key, put a proxy with TLS before 127.0.0.1, or"
                    + " insist with --insecure-bind.");
        }
    }

    private void checkRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw refusal(option + " must lie in " + least + " .. " + most);
        }
    }

    private boolean isLoopback() {
        if (bind.isBlank()) {
            throw refusal("--bind names no address");
        }
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--bind " + bind + " is not an address", e);
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private List<BookInstrument> books() {
        if (instruments == null) {
            return List.of();
        }
        try {
            return InstrumentFile.read(instruments);
        } catch (InstrumentFile.Unfit e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String text(List<BookInstrument> books) {
        return books.isEmpty()
                ? ""
                : books.stream()
                        .map(book -> book.terms().symbol())
                        .collect(Collectors.joining(", ", "; traded by the agents with one another: ", ""));
    }

    private Feed feed() {
        return switch (feed) {
            case NONE -> new NoFeed();
            case BINANCE -> new BinanceFeed(binance(), StartCommand::wallClockNs);
            case REPLAY -> replay();
        };
    }

    private Feed replay() {
        if (recordings.isEmpty()) {
            return new ReplayFeed(ReplayFeed.embedded(), ReplayConfig.bitcoin(speed), StartCommand::wallClockNs);
        }
        String symbol = binance().symbols().getFirst();
        try {
            return new ReplayFeed(
                    RecordingFiles.read(recordings, symbol), RecordingFiles.book(recordings, symbol),
                    ReplayConfig.of(symbol, speed), StartCommand::wallClockNs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a recording", e);
        }
    }

    /** Venues that lose the exchange at the same moment do not come back at the same one: each has a seed of its own. */
    private BinanceConfig binance() {
        try {
            List<String> capitals =
                    symbols.stream().map(symbol -> symbol.strip().toUpperCase(Locale.ROOT)).toList();
            return new BinanceConfig(
                    capitals, binanceStreams, binanceRest, BinanceConfig.Timing.USUAL, System.nanoTime());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static long wallClockNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private String feedText() {
        return switch (feed) {
            case NONE -> "no prices (--feed none)";
            case BINANCE -> String.join(", ", symbols) + ", live from Binance";
            case REPLAY -> replayText() + ", " + speed + " times as fast, over and over";
        };
    }

    private String replayText() {
        return recordings.isEmpty() ? "BTCUSDT, real trades of November 2013" : symbols.getFirst() + ", recorded";
    }
}
