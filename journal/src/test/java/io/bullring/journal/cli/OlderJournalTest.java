package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that another build wrote is replayed to the state that that build had, and to the same events.
 *
 * <p>{@code before-books.zip} was made with commit 6ba9ad5, the last one before instruments were traded in books: the two segments of
 * {@code SeededJournal.life(directory, 3, 1_200, Durability.POWER_LOSS)}, the {@code commands.chain} of a {@code HashChain} over its
 * replay, and the figures below from that build's {@code bullring journal verify --json}. The chain is over the bytes of all
 * commands and events up to its head. Whoever changes what this test compares has changed the rules, and needs another rule version.
 */
class OlderJournalTest {
    private static final int COMMANDS = 1_200;
    private static final String STATE_HASH = "2b689b8190018ea0ecd34bb20a4f16390dab96e01085a196157a9f429e471a1a";
    private static final String CHAIN_HEAD = "1024:6b3ea729f8e9e8a632da43c26c4ff1bbdd5b8f44eb44525122b53b501eded0f3";

    @TempDir
    Path directory;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream packed = OlderJournalTest.class.getResourceAsStream("before-books.zip");
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, directory.resolve(entry.getName()));
            }
        }
    }

    @Test
    void shouldReplayAJournalFromBeforeBooksToTheSameStateAndEvents() {
        Run run = Run.journal("verify", directory.toString(), "--witness", CHAIN_HEAD, "--json");

        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        JsonNode report = run.json();
        assertEquals(COMMANDS, report.get("commands").asInt());
        assertEquals(STATE_HASH, report.get("state_hash").asText());
        assertEquals(CHAIN_HEAD, report.get("chain_head").asText());
        assertEquals(COMMANDS / 256, report.get("chain_links_compared").asInt());
    }

    @Test
    void shouldFindAnotherHistory() {
        String other = CHAIN_HEAD.replace("6b3e", "6b3f");

        Run run = Run.journal("verify", directory.toString(), "--witness", other);

        assertEquals(ExitCode.DAMAGE, run.exitCode());
        assertThat(run.err() + run.out()).contains(other);
    }
}
