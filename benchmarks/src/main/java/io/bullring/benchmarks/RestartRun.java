package io.bullring.benchmarks;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.CommandFactory;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalWriter;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures starts of a large venue: a journal is written of agents that each have an account, a resting order and a share of the fills;
 * then {@code bin/bullring} starts a venue on it, from nothing but the journal, after it was asked to end, and after
 * it was killed. A start is over when {@code GET /health} answers.
 */
@Command(name = "bench restart", mixinStandardHelpOptions = true, description = "How long a large venue takes from process start to serving.")
public final class RestartRun implements Callable<Integer> {
    private static final Pattern SERVING = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    private static final long STEP_NS = 1_000;
    private static final long STARTING_E8 = 1_000_000_000_000L;
    private static final long PRICE_E8 = 10_000_000_000L;
    private static final long QUANTITY_E8 = 1_000_000L;
    private static final int INSTRUMENTS = 16;
    private static final int FEED = 9;
    private static final int BATCH = 256;
    private static final int FILLS_PER_PRICE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(names = "--agents", description = "Agents, each with an open order, ${DEFAULT-VALUE} by default.")
    private int agents = 1_000_000;

    @Option(names = "--fills", description = "Fills of the past, ${DEFAULT-VALUE} by default.")
    private int fills = 10_000_000;

    @Option(names = "--starts", description = "Starts after an end, and after a kill, ${DEFAULT-VALUE} by default.")
    private int starts = 3;

    @Option(names = "--directory", description = "Where the files go for the time of the run, ${DEFAULT-VALUE} by default.")
    private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--venue", description = {
        "Where the venue's files stay, for another run, which then starts it as it was left. Made when there is none; the other"
                + " numbers must be those that it was made with."
    })
    private Path kept;

    private final CommandFactory command = new CommandFactory();
    private CommandLog log;
    private long sequence;
    /** Not long ago, for an order that is too old ends when the venue looks at its clock. */
    private long timeNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TimeUnit.HOURS.toNanos(1);

    private int inBatch;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RestartRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Machine.asItIs();
        List<String> lines;
        if (kept == null) {
            try (ScratchDirectory scratch = ScratchDirectory.in(parent)) {
                lines = measure(scratch.path());
            }
        } else {
            lines = measure(kept.toAbsolutePath());
        }
        machine.describe().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "* Venue: %,d agents with an account and an open order each, %,d fills in the history%n%n",
                agents,
                fills);
        System.out.println("| before the start | process start to serving, s |");
        System.out.println("|---|--:|");
        lines.forEach(System.out::println);
        return CommandLine.ExitCode.OK;
    }

    private List<String> measure(Path data) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        VenueConfig config = VenueConfig.local(data);
        boolean isNew = Files.notExists(config.journalDirectory());
        RestartedVenue.prepare();
        if (isNew) {
            write(config.journalDirectory(), config.journal());
            try (RestartedVenue venue = RestartedVenue.start(data)) {
                lines.add(line("nothing but the journal: all is replayed and derived anew", venue));
                venue.end();
            }
        }
        for (int i = 0; i < starts; i++) {
            try (RestartedVenue venue = RestartedVenue.start(data)) {
                lines.add(line("asked to end: from its last snapshot", venue));
                venue.kill();
            }
            try (RestartedVenue venue = RestartedVenue.start(data)) {
                lines.add(line("killed", venue));
                venue.end();
            }
        }
        return lines;
    }

    private static String line(String before, RestartedVenue venue) {
        return String.format(Locale.ROOT, "| %s | %.2f |", before, venue.startTook.toMillis() / 1e3);
    }

    private void write(Path journal, JournalConfig config) {
        try (CommandLog written = JournalWriter.open(journal, config, 0)) {
            log = written;
            add(command.configureVenue(rules()));
            for (int i = 1; i <= INSTRUMENTS; i++) {
                add(command.defineInstrument(new InstrumentTerms("B" + i + "USDT", FEED, true, 1, 0, 1, 0),
                        QUANTITY_E8));
            }
            add(command.feedStatus(FEED, FeedState.UP, FeedReason.CONNECTED));
            prices();
            for (int agent = 1; agent <= agents; agent++) {
                add(command.openAccount("agent " + agent, STARTING_E8));
            }
            for (int agent = 1; agent <= agents; agent++) {
                add(command.limitOrder(agent, instrumentOf(agent), Side.BUY, QUANTITY_E8, PRICE_E8 / 2 - agent));
            }
            for (int fill = 0; fill < fills; fill++) {
                if (fill % FILLS_PER_PRICE == 0) {
                    prices();
                }
                int agent = 1 + fill % agents;
                Side side = fill / agents % 2 == 0 ? Side.BUY : Side.SELL;
                add(command.marketOrder(agent, instrumentOf(agent), side, QUANTITY_E8));
            }
            log.commit();
        }
    }

    private void prices() {
        for (int i = 1; i <= INSTRUMENTS; i++) {
            add(command.updatePrice(i, PRICE_E8, 1));
        }
    }

    private static int instrumentOf(int agent) {
        return 1 + agent % INSTRUMENTS;
    }

    private void add(int length) {
        if (inBatch == BATCH) {
            log.commit();
            inBatch = 0;
        }
        if (inBatch == 0) {
            timeNs += BATCH * STEP_NS;
            log.begin(sequence + 1, timeNs);
        }
        if (!log.add(command.buffer(), 0, length)) {
            throw new IllegalStateException("a batch does not take " + BATCH + " commands");
        }
        sequence++;
        inBatch++;
    }

    private VenueRules rules() {
        VenueRules usual = VenueRules.defaults(1);
        RiskProfile limits = usual.riskDefaults();
        return new VenueRules(
                usual.venueId(),
                usual.ruleVersion(),
                usual.maxOpenOrdersPerAgent(),
                2 * agents,
                Math.max(2 * agents, usual.maxAgents()),
                usual.maxInstruments(),
                usual.maxWorkPerCommand(),
                usual.feeRateE8(),
                usual.slippageFactorE8(),
                usual.priceMaxAgeNs(),
                usual.orderLifeNs(),
                new RiskProfile(
                        limits.maxOrderSizePctE8(),
                        limits.maxPositionSizePctE8(),
                        limits.dailyLossLimitPctE8(),
                        1,
                        limits.maxOpenOrders(),
                        Integer.MAX_VALUE));
    }

    /** The venue as {@code bin/bullring} starts it, with the heap of this process. */
    private record RestartedVenue(Process process, Duration startTook) implements AutoCloseable {
        static RestartedVenue start(Path data) throws IOException, InterruptedException {
            ProcessBuilder launcher = launcher("start", "--data", data.toString(), "--port", "0", "--feed", "none");
            long startNs = System.nanoTime();
            Process process = launcher.redirectErrorStream(true).start();
            StringBuilder said = new StringBuilder();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher serving = SERVING.matcher(line);
                if (serving.find()) {
                    awaitHealth(URI.create(serving.group(1) + "/health"));
                    Duration took = Duration.ofNanos(System.nanoTime() - startNs);
                    Thread.ofPlatform().daemon().start(() -> drain(lines));
                    return new RestartedVenue(process, took);
                }
            }
            throw new IllegalStateException("the venue ended before it served:\n" + said);
        }

        /** What the launcher does once after a build is not part of a start. */
        static void prepare() throws IOException, InterruptedException {
            int exitCode = launcher("start", "--help").redirectOutput(Redirect.DISCARD).start().waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("the launcher ended with " + exitCode);
            }
        }

        private static ProcessBuilder launcher(String... arguments) {
            List<String> command = new ArrayList<>(List.of(System.getProperty("bullring.launcher")));
            command.addAll(List.of(arguments));
            ProcessBuilder launcher = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
            launcher.environment().put("BULLRING_JVM_ARGS", ownHeap());
            return launcher;
        }

        private static String ownHeap() {
            return ManagementFactory.getRuntimeMXBean()
                    .getInputArguments()
                    .stream()
                    .filter(flag -> flag.startsWith("-Xm"))
                    .collect(Collectors.joining(" "));
        }

        /** So that the venue never waits for somebody to read what it says; ends with the venue. */
        private static void drain(BufferedReader lines) {
            try {
                while (lines.readLine() != null) {}
            } catch (IOException e) {
                return; // the stream of a process that was destroyed
            }
        }

        private static void awaitHealth(URI health) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                int status =
                        client.send(HttpRequest.newBuilder(health).timeout(PATIENCE).build(), BodyHandlers.discarding())
                                .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("/health answers " + status);
                }
            }
        }

        /** SIGTERM, and waits until the last snapshot is made. */
        void end() throws InterruptedException {
            process.destroy();
            awaitEnd();
        }

        /** SIGKILL. */
        void kill() throws InterruptedException {
            process.destroyForcibly();
            awaitEnd();
        }

        private void awaitEnd() throws InterruptedException {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the venue does not end within " + PATIENCE);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
