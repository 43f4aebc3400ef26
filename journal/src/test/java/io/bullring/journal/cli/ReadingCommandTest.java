package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.port.CommandListener;
import io.bullring.journal.EventLog;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.evidence.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can go wrong while a journal is read, as an operator meets it. */
class ReadingCommandTest {
    private static final Pattern HEADING = Pattern.compile("'([^']+)' in docs/JOURNAL.md");
    private static final int MAGIC = 0x42554C4C;

    @TempDir
    Path home;

    private Path journal;
    private Path events;
    private Throwable thrown;

    @BeforeEach
    void write() {
        journal = home.resolve("journal");
        events = home.resolve(Verification.EVENT_LOG);
        TinyVenue.journal(journal);
        try (EventLog log = EventLog.open(events)) {
            EngineHost host = new EngineHost(log);
            Recovery.replay(journal, host);
            host.onBatchEnd();
        }
    }

    @Test
    void shouldCiteHeadingsThatExist() throws IOException {
        flipBatch(journal, 5);
        assertCited(Run.journal("verify", journal.toString()).err(), "When a journal is damaged");
        flipBatch(journal, 5);
        flipBatch(events, 3);
        assertCited(Run.journal("verify", journal.toString()).err(), "The chain");
    }

    @Test
    void shouldNameTheDamageOfTheEventLogAndEveryDamageOfTheJournal() throws IOException {
        flipBatch(events, 3);
        flipBatch(journal, 5);
        flipBatch(journal, 7);
        String eventFile = JournalFiles.list(events).getFirst().toString();
        String journalFile = JournalFiles.list(journal).getFirst().toString();

        Run told = Run.journal("verify", journal.toString());
        Run json = Run.journal("verify", journal.toString(), "--json");

        assertEquals(ExitCode.DAMAGE, told.exitCode());
        assertThat(told.err())
                .contains(eventFile + ", command 4: the event log itself is damaged")
                .contains("move " + events + " away")
                .contains(journalFile + " at byte")
                .contains("where command 6 should be")
                .contains("where command 8 should be");
        assertEquals(
                List.of(eventFile, journalFile, journalFile),
                StreamSupport.stream(json.json().get("damages").spliterator(), false)
                        .map(damage -> damage.get("file").asText())
                        .toList());
    }

    @Test
    void shouldNameTheCommandAtWhichTheEngineHaltsWhateverItThrows() {
        for (Throwable fault : List.of(new NullPointerException("a bug"), new IllegalStateException("a bug"))) {
            Replaying command = new Replaying(fault, false);

            Run run = run(command);

            assertEquals(ExitCode.DAMAGE, run.exitCode(), run.err());
            assertThat(run.err()).contains("The engine halted at command 3", "a bug", "bullring journal skip");
        }
    }

    @Test
    void shouldNotBlameTheEngineForWhatFailsOnceItHasDoneItsPart() {
        NullPointerException bug = new NullPointerException("a bug of the report's");

        run(new Replaying(bug, true));

        assertSame(bug, thrown);
    }

    /** Fails at command 3, in the engine's place or behind it. */
    @Command(name = "replaying")
    private static final class Replaying extends ReadingCommand {
        private final Throwable failure;
        private final boolean isBehindEngine;

        Replaying(Throwable failure, boolean isBehindEngine) {
            this.failure = failure;
            this.isBehindEngine = isBehindEngine;
        }

        @Override
        int read(Path directory) {
            EngineHost host = new EngineHost(
                    (sequence, timeNs, source, id, events, offset, length, answerOffset) -> {});
            CommandListener failing = (sequence, timeNs, command, offset, length) -> {
                if (isBehindEngine || sequence != 3) {
                    host.onCommand(sequence, timeNs, command, offset, length);
                }
                if (sequence == 3) {
                    throw (RuntimeException) failure;
                }
            };
            try (JournalReader reader = JournalReader.open(directory)) {
                replayAll(reader, () -> true, host, failing);
            }
            return ExitCode.OK;
        }
    }

    private Run run(ReadingCommand command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    thrown = failure;
                    return ExitCode.DAMAGE;
                })
                .execute(journal.toString());
        return new Run(exitCode, out.toString(), err.toString());
    }

    private static void assertCited(String err, String heading) throws IOException {
        Matcher cited = HEADING.matcher(err);
        assertThat(cited.find()).as(err).isTrue();
        assertEquals(heading, cited.group(1));
        assertThat(Files.readAllLines(Path.of("..", "docs", "JOURNAL.md")))
                .anyMatch(line -> line.matches("#+ " + heading));
    }

    /** Flips a bit within the frame of a batch, counted from 0: here each has one command. */
    private static void flipBatch(Path directory, int number) throws IOException {
        Path file = JournalFiles.list(directory).getFirst();
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int found = -1;
        int at = 0;
        while (found < number) {
            at += 4;
            found += words.getInt(at) == MAGIC ? 1 : 0;
        }
        bytes[at + 50] ^= 1;
        Files.write(file, bytes);
    }
}
