package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bullring.journal.snapshot.Rehearsal;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellWhatTheSnapshotsBesideAJournalSayOfThemselves() throws IOException {
        Path journal = directory.resolve("journal");
        TinyVenue.journal(journal);
        SnapshotStore store = new SnapshotStore(directory.resolve("snapshots"), 3);
        Path snapshot = Rehearsal.run(journal, store, Long.MAX_VALUE, Long.MAX_VALUE).file();
        Files.write(store.directory().resolve("0000000000000000005.snapshot"), new byte[]{1, 2, 3});

        Run run = Run.journal("describe", journal.toString());
        JsonNode json = Run.journal("describe", journal.toString(), "--json").json();

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        assertThat(run.lines())
                .anyMatch(line -> line.matches("Snapshot +0000000000000000005.snapshot  3 bytes  .*"))
                .anyMatch(line -> line.matches("Snapshot +" + snapshot.getFileName()
                        + "  [0-9,]+ bytes  after command " + TinyVenue.COMMANDS
                        + ", 1 agents, 0 open orders, state [0-9a-f]{64}"));
        assertThat(json.get("snapshots")).hasSize(2);
        assertThat(json.get("snapshots").get(0).has("damage")).isTrue();
        assertEquals(TinyVenue.COMMANDS, json.get("snapshots").get(1).get("sequence").asInt());
    }
}
