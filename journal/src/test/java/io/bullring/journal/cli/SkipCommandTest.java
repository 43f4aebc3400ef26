package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.journal.Durability;
import io.bullring.journal.JournalLock;
import io.bullring.journal.skip.PoisonedJournal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story as an operator meets it: {@link TinyVenue}, and a command behind it at which the engine halts. */
class SkipCommandTest {
    private static final int POISONED = TinyVenue.COMMANDS + 1;
    private static final int SKIP = POISONED + 2;

    @TempDir
    Path home;

    private Path journal;

    @BeforeEach
    void poison() {
        journal = home.resolve("journal");
        TinyVenue.journal(journal);
        new PoisonedJournal(journal, Durability.PROCESS_CRASH).batch("poison", "time");
    }

    @Test
    void shouldTellTheOperatorWhatToDoAndThenBeSound() {
        Run halted = Run.journal("verify", journal.toString());
        assertEquals(ExitCode.DAMAGE, halted.exitCode());
        assertThat(halted.err())
                .contains("halted at command 12, in " + journal)
                .contains("bullring journal skip " + journal + " 12 --why TEXT --by NAME");

        Run skipped = skip(POISONED);

        assertEquals(ExitCode.OK, skipped.exitCode(), skipped.err());
        assertThat(skipped.lines()).containsExactly("Command 12 is skipped: command 14 says so. The venue can start.");
        Run verified = Run.journal("verify", journal.toString());
        assertEquals(ExitCode.OK, verified.exitCode(), verified.err());
        assertThat(verified.plainLines()).contains("SkipCommand 1", "CommandSkipped 2");
        assertEquals(verified, Run.journal("verify", journal.toString()));
    }

    @Test
    void shouldSayWhoSkippedItAndWhyInEveryReport() {
        skip(POISONED);

        assertThat(Run.journal("print", journal.toString(), "--from", "12", "--events").plainLines())
                .anyMatch(line -> line.contains("SkipCommand") && line.contains("a bug") && line.contains("Ada"))
                .filteredOn(line -> line.contains("CommandSkipped"))
                .hasSize(2)
                .allMatch(line -> line.contains("12") && line.contains("14"));
        for (List<String> report : List.of(
                List.of("state", journal.toString()),
                List.of("explain", journal.toString(), "2"),
                List.of("explain", journal.toString(), "@12"),
                List.of("describe", journal.toString()),
                List.of("export", journal.toString(), "--to", home.resolve("tables").toString()),
                List.of("export", journal.toString(), "--archive", home.resolve("archive.zip").toString()))) {
            Run run = Run.journal(report.toArray(String[]::new));
            boolean isOfNoOrder = report.contains("@12");
            assertEquals(isOfNoOrder ? ExitCode.NOT_FOUND : ExitCode.OK, run.exitCode(), report + ": " + run.err());
        }
    }

    @Test
    void shouldRefuseAHealthyCommandAndASecondTime() {
        Run healthy = skip(11);
        assertEquals(ExitCode.REFUSED, healthy.exitCode());
        assertThat(healthy.err()).contains("does not halt at command 11, but at command 12");

        assertEquals(ExitCode.OK, skip(POISONED).exitCode());

        Run again = skip(POISONED);
        assertEquals(ExitCode.REFUSED, again.exitCode());
        assertThat(again.err()).contains("Command 12 is skipped already, by command 14");
    }

    @Test
    void shouldAnswerAProgramInJson() {
        Run run = Run.journal("skip", journal.toString(), "12", "--why", "a bug", "--by", "Ada", "--json");

        assertEquals(POISONED, run.json().get("skipped_sequence").asInt());
        assertEquals(SKIP, run.json().get("skip_sequence").asInt());
    }

    @Test
    void shouldWantAReasonAndAName() {
        assertEquals(2, Run.journal("skip", journal.toString(), "12", "--by", "Ada").exitCode());
        assertEquals(2, Run.journal("skip", journal.toString(), "12", "--why", "a bug").exitCode());
    }

    @Test
    void shouldNotWriteBesideAVenue() {
        try (JournalLock venue = JournalLock.acquire(journal)) {
            Run run = skip(POISONED);

            assertEquals(ExitCode.UNREADABLE, run.exitCode());
            assertThat(run.err()).contains(venue.directory().toString()).contains("only one may write");
        }
    }

    private Run skip(int sequence) {
        return Run.journal("skip", journal.toString(), Integer.toString(sequence), "--why", "a bug", "--by", "Ada");
    }
}
