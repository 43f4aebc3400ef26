package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.StateHash;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.journal.ChronicleCommandLog;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    private static final int COMMANDS = 3_000;
    private static final int PER_BATCH = 7;
    private static final EventListener NOBODY =
            (sequence, timeNs, source, correlationId, events, offset, length, answerOffset) -> {};

    @TempDir
    Path directory;

    private final EngineHost venue = new EngineHost(NOBODY);
    private final Workload workload = WorkloadGenerator.trading(11, WorkloadMix.trading(20, 3));

    @Test
    void shouldVerifyTradingVenueToItsOwnState() {
        try (ChronicleCommandLog log = open()) {
            trade(log, COMMANDS);
        }

        Run run = Run.journal("verify", directory.toString());

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.lines())
                .contains("Documents  429", "Commands   3,000")
                .contains("State      " + StateHash.of(venue.engine()))
                .contains("OK: every record is intact, and the books balance.");
        assertThat(run.out())
                .containsPattern("PlaceOrder +[0-9,]+")
                .containsPattern("OrderFilled +[0-9,]+")
                .contains("Last       command 3000, 2026-01-01T")
                .containsPattern("Audit      USDT +0\n")
                .doesNotContain("At the end");
        assertEquals(4, run.lines().stream().filter(line -> line.matches("Audit +\\S+ +0")).count());
    }

    @Test
    void shouldVerifyTwiceToSameState() {
        try (ChronicleCommandLog log = open()) {
            trade(log, COMMANDS);
        }

        assertEquals(Run.journal("verify", directory.toString()), Run.journal("verify", directory.toString()));
    }

    @Test
    void shouldVerifyBesideWriterThatIsInTheMiddleOfBatch() {
        try (ChronicleCommandLog log = open()) {
            trade(log, 700);
            log.begin(701, workload.timeNs());

            Run run = Run.journal("verify", directory.toString());

            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertThat(run.lines()).contains("State      " + StateHash.of(venue.engine()));
        }
    }

    @Test
    void shouldSayWhatIsDamagedAndExitWithOne() throws IOException {
        try (ChronicleCommandLog log = open()) {
            trade(log, 70);
        }
        Path file = JournalFiles.list(directory).getFirst();
        flip(file, 0x80110 + 4 + 100);

        for (String subcommand : List.of("verify", "describe", "print")) {
            Run run = Run.journal(subcommand, directory.toString());

            assertEquals(ExitCode.DAMAGE, run.exitCode());
            assertThat(run.err()).contains(file.toString()).contains("command 1 ").contains("checksum");
            assertThat(run.out()).doesNotContain("OK");
        }
    }

    @Test
    void shouldSayAtWhichCommandEngineHalts() {
        try (ChronicleCommandLog log = open()) {
            trade(log, 70);
            UnsafeBuffer unknown = new UnsafeBuffer(new byte[24]);
            unknown.putShort(18, (short) 99, ByteOrder.LITTLE_ENDIAN);
            log.begin(71, workload.timeNs());
            log.add(unknown, 0, 24);
            log.commit();
        }

        Run run = Run.journal("verify", directory.toString());

        assertEquals(ExitCode.DAMAGE, run.exitCode());
        assertThat(run.err()).contains("halted at command 71");
        assertThat(run.out()).doesNotContain("OK");
        assertThat(Run.journal("print", directory.toString(), "--from", "71").out()).contains("template 99");
    }

    @Test
    void shouldDescribeFilesCommandsAndVenue() {
        try (ChronicleCommandLog log = open()) {
            trade(log, 700);
        }

        Run run = Run.journal("describe", directory.toString());

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.lines())
                .contains("Journal    " + directory, "Documents  100")
                .anyMatch(line -> line.matches("Venue +[0-9a-f]{12}, rules of version 1"))
                .anyMatch(line -> line.matches("File +20260101L.cq4  [0-9,]+ bytes  700 commands, 1 to 700, .*"))
                .anyMatch(line -> line.matches("  ConfigureVenue +1"))
                .anyMatch(line -> line.matches("  OpenAccount +20"));
    }

    @Test
    void shouldDescribeTornTail() throws IOException {
        try (ChronicleCommandLog log = open()) {
            trade(log, 7);
        }
        Path file = JournalFiles.list(directory).getFirst();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{1, 2, 3}), 0x90000);
        }

        for (String subcommand : List.of("verify", "describe")) {
            Run run = Run.journal(subcommand, directory.toString());

            assertEquals(ExitCode.OK, run.exitCode(), run.err());
            assertThat(run.out()).contains("bytes of an uncommitted batch at byte").contains("command 8 would be");
        }
    }

    @Test
    void shouldPrintOneLineForEachCommandAsked() {
        try (ChronicleCommandLog log = open()) {
            trade(log, 700);
        }
        String dir = directory.toString();

        assertEquals(700, Run.journal("print", dir).lines().size());
        assertEquals(sequences(1, 5), sequences(Run.journal("print", dir, "--limit", "5")));
        assertEquals(sequences(699, 700), sequences(Run.journal("print", dir, "--from", "699")));
        assertEquals(sequences(10, 12), sequences(Run.journal("print", dir, "--from", "10", "--to", "12")));
        assertEquals(sequences(10, 11),
                sequences(Run.journal("print", dir, "--from", "10", "--to", "12", "--limit", "2")));
        assertEquals(List.of(), Run.journal("print", dir, "--from", "701").lines());
    }

    @Test
    void shouldExitWithTwoForWrongCommandLine() {
        String dir = directory.toString();
        for (String[] wrong : new String[][]{
            {"verify"}, {"verify", dir, "--nonsense"}, {"nonsense"}, {"print", dir, "--from", "x"},
        }) {
            assertEquals(2, Run.journal(wrong).exitCode(), String.join(" ", wrong));
        }
    }

    @Test
    void shouldExitWithTwoForRangeThatMakesNoSense() {
        try (ChronicleCommandLog log = open()) {
            trade(log, 7);
        }
        String dir = directory.toString();

        assertEquals(2, Run.journal("print", dir, "--from", "0").exitCode());
        assertEquals(2, Run.journal("print", dir, "--from", "5", "--to", "4").exitCode());
        assertEquals(2, Run.journal("print", dir, "--limit", "0").exitCode());
        assertEquals(0, Run.journal("print", dir, "--from", "5", "--to", "5", "--limit", "1").exitCode());
    }

    @Test
    void shouldExitWithThreeWhereThereIsNoJournal() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        try (ChronicleCommandLog log = ChronicleCommandLog.open(data.resolve("journal"), JournalConfig.defaults(), 0)) {
            trade(log, 7);
        }

        for (String subcommand : List.of("verify", "describe", "print")) {
            Run missing = Run.journal(subcommand, directory.resolve("missing").toString());
            Run above = Run.journal(subcommand, data.toString());

            assertEquals(ExitCode.UNREADABLE, missing.exitCode());
            assertThat(missing.err()).contains("There is no directory");
            assertEquals(ExitCode.UNREADABLE, above.exitCode());
            assertThat(above.err()).contains("Did you mean " + data.resolve("journal") + "?");
        }
    }

    @Test
    void shouldTeachInItsHelp() {
        Run help = Run.journal("--help");

        assertEquals(ExitCode.OK, help.exitCode());
        assertThat(help.out()).contains("describe", "print", "verify", "Exit codes:", "  3   there is no journal");
        assertEquals(help.out(), Run.journal().out());
        for (String subcommand : List.of("verify", "describe", "print")) {
            assertThat(Run.journal(subcommand, "--help").out()).contains("DIR", "*.cq4");
        }
    }

    private ChronicleCommandLog open() {
        return ChronicleCommandLog.open(directory, new JournalConfig(1 << 20, 1024, 0,
                Durability.PROCESS_CRASH), 0);
    }

    /** Journals the workload in batches, each with the time of its first command, and lets the venue have it, too. */
    private void trade(ChronicleCommandLog log, int commands) {
        WorkloadTape tape = WorkloadTape.of(workload, commands);
        for (int first = 0; first < commands; first += PER_BATCH) {
            long timeNs = tape.timeNs(first);
            int end = Math.min(first + PER_BATCH, commands);
            log.begin(log.lastSequence() + 1, timeNs);
            for (int i = first; i < end; i++) {
                assertTrue(log.add(tape.buffer(), tape.offset(i), tape.length(i)));
                venue.onCommand(venue.lastSequence() + 1, timeNs, tape.buffer(), tape.offset(i), tape.length(i));
            }
            log.commit();
        }
    }

    private static List<Long> sequences(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> sequences(Run run) {
        return run.lines().stream().map(line -> Long.parseLong(line.split(" ")[0])).toList();
    }

    private static void flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.flip(), position);
        }
    }
}
