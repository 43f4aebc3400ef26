package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.core.port.CommandLog;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalReader;
import io.bullring.journal.JournalWriter;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bullring snapshot} makes one, and then moves older files when it is told to. */
final class SnapshotCommandTest {
    private static final int DAYS = 10;
    private static final int COMMANDS = 1_000;
    private static final int PER_DAY = COMMANDS / DAYS;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private VenueConfig config;

    @BeforeEach
    void makeJournalOfTenDaysLongAgo() {
        config = VenueConfig.local(directory);
        WorkloadTape tape = WorkloadTape.of(WorkloadGenerator.trading(1, WorkloadMix.trading(50, 4)), COMMANDS);
        try (CommandLog log = JournalWriter.open(config.journalDirectory(), config.journal(), 0)) {
            for (int day = 0; day < DAYS; day++) {
                int from = day * PER_DAY;
                tape.writeBatch(log, from, from + PER_DAY, tape.timeNs(0) + TimeUnit.DAYS.toNanos(day));
            }
        }
    }

    @Test
    void shouldMoveWhatIsOlderThanTheSnapshotNeedsWhenItIsToldTo() {
        assertEquals(0, snapshot("--cold-after-days", "1"));

        assertThat(JournalFiles.list(config.journalDirectory().resolve("cold"))).hasSize(DAYS - 1);
        assertThat(out.toString()).contains("Snapshot after command " + COMMANDS, "Moved to ");
        assertEquals(COMMANDS, JournalReader.lastSequenceIn(config.journalDirectory()));
    }

    @Test
    void shouldMoveNothingUnlessItIsToldTo() {
        assertEquals(0, snapshot());

        assertThat(config.journalDirectory().resolve("cold")).doesNotExist();
    }

    @Test
    void shouldFollowALinkToAnotherDirectory() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(config.journalDirectory().resolve("cold"), elsewhere);

        assertEquals(0, snapshot("--cold-after-days", "1"));

        assertThat(JournalFiles.list(elsewhere)).hasSize(DAYS - 1);
        assertThat(JournalFiles.list(config.journalDirectory())).hasSize(DAYS);
    }

    @Test
    void shouldKeepTheSnapshotAndSayWhyWhenTheOtherDiskIsNotThere() throws IOException {
        Files.createSymbolicLink(config.journalDirectory().resolve("cold"), directory.resolve("not-mounted"));

        assertEquals(0, snapshot("--cold-after-days", "1"));

        assertThat(err.toString()).contains("the snapshot is made, but older files were not moved");
        assertThat(new SnapshotStore(config.snapshotDirectory(), 3).newestFirst()).hasSize(1);
        assertThat(JournalFiles.list(config.journalDirectory())).hasSize(DAYS);
    }

    @Test
    void shouldMoveThemBesideAVenueThatWasStartedWithThisOption() throws IOException, InterruptedException {
        Files.createFile(Files.createDirectories(config.snapshotDirectory()).resolve("now"));
        Path said = directory.resolve("said");
        Process venue = new ProcessBuilder(venue("--feed", "none", "--port", "0", "--cold-after-days", "1"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            String log = whenItSays("Moved to ", config.snapshotDirectory().resolve("last.log"), venue);

            assertThat(log).contains("Snapshot after command ");
            assertThat(JournalFiles.list(config.journalDirectory().resolve("cold"))).hasSizeBetween(1, DAYS - 1);
            assertThat(JournalFiles.list(config.journalDirectory())).hasSizeGreaterThanOrEqualTo(DAYS);
            assertThat(venue.isAlive()).as(() -> text(said)).isTrue();
        } finally {
            venue.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldRefuseANegativeNumberOfDays() {
        assertEquals(2, snapshot("--cold-after-days", "-1"));

        assertThat(err.toString()).contains("--cold-after-days is at least 0");
        assertThat(config.snapshotDirectory()).doesNotExist();
    }

    private List<String> venue(String... options) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle.")) {
                line.add(flag);
            }
        }
        line.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp", System.getProperty("java.class.path")));
        line.addAll(List.of(Bullring.class.getName(), "start", "--data", directory.toString()));
        line.addAll(List.of(options));
        return line;
    }

    private static String whenItSays(String word, Path log, Process venue) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!text(log).contains(word) && venue.isAlive() && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(text(log)).contains(word);
        return text(log);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int snapshot(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "snapshot";
        arguments[1] = directory.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Bullring.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
