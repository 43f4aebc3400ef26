package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.audit.ExportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool on segments: the same commands as in a queue, so the same answers, to the last letter. */
class SegmentsInToolTest {
    private static final long SEED = 21;
    private static final int COMMANDS = 2_000;

    @TempDir
    static Path directory;

    private static Path queue;
    private static Path segments;

    @BeforeAll
    static void writeBoth() {
        queue = directory.resolve("queue");
        segments = directory.resolve("segments");
        SeededJournal.life(queue, SEED, COMMANDS, Durability.PROCESS_CRASH);
        SeededJournal.life(segments, SEED, COMMANDS, Durability.POWER_LOSS);
    }

    @Test
    void shouldDescribeEachSegment() {
        JsonNode described = run(segments, "describe", "--json").json();

        assertThat(described.get("files")).hasSize(JournalFiles.list(segments).size()).hasSizeGreaterThan(2);
        assertEquals("0000000001.seg", described.get("files").get(0).get("name").asText());
        assertThat(run(segments, "describe").out()).contains("0000000001.seg  131,072 bytes",
                "2,000 commands, 1 to 2000");
        assertEquals(
                without(run(queue, "describe", "--json").json(), "journal", "files"),
                without(described, "journal", "files"));
    }

    @Test
    void shouldVerifyToTheSameState() {
        assertEquals(
                without(run(queue, "verify", "--json").json(), "journal", "seconds", "elapsed_ms"),
                without(run(segments, "verify", "--json").json(), "journal", "seconds", "elapsed_ms"));
    }

    @Test
    void shouldPrintAndExplainTheSame() {
        assertSame("print", "--events");
        assertSame("print", "--from", "1500", "--to", "1600", "--json");
        assertSame("state", "--at", "1000");
        assertSame("state", "--json");
        assertSame("explain", "1");
        assertSame("explain", "1", "--json");
    }

    @Test
    void shouldExportTheSameTables() throws IOException {
        Path fromQueue = directory.resolve("csv-queue");
        Path fromSegments = directory.resolve("csv-segments");
        run(queue, "export", "--to", fromQueue.toString());
        run(segments, "export", "--to", fromSegments.toString());

        for (ExportTable table : ExportTable.values()) {
            String file = table.tableName() + ".csv";
            assertEquals(-1, Files.mismatch(fromQueue.resolve(file), fromSegments.resolve(file)), file);
        }
    }

    @Test
    void shouldExportArchiveThatTheIndependentVerifierFindsSound() throws Exception {
        VerifierTest.findPython();
        Path archive = directory.resolve("segments.zip");
        run(segments, "export", "--archive", archive.toString());

        assertThat(VerifierTest.saidOfSound(archive)).contains("OK: 2000 commands, ");
    }

    private static void assertSame(String... arguments) {
        String[] options = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        String expected = run(queue, arguments[0], options).out().replace(queue.toString(), "DIR");
        assertThat(expected).isNotEmpty();
        assertEquals(expected, run(segments, arguments[0], options).out().replace(segments.toString(), "DIR"));
    }

    private static Run run(Path journal, String subcommand, String... options) {
        List<String> arguments = new ArrayList<>(List.of(subcommand, journal.toString()));
        arguments.addAll(List.of(options));
        Run run = Run.journal(arguments.toArray(String[]::new));
        assertEquals(ExitCode.OK, run.exitCode(), arguments + ": " + run.err());
        return run;
    }

    private static JsonNode without(JsonNode report, String... fields) {
        return ((ObjectNode) report).remove(List.of(fields));
    }
}
