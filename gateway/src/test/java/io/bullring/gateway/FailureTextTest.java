package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bullring.core.engine.EngineHost;
import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.venue.LocalVenue;
import io.bullring.gateway.venue.ManualFeed;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import io.bullring.journal.JournalFiles;
import io.bullring.journal.JournalPlace;
import io.bullring.journal.JournalReader;
import io.bullring.journal.Recovery;
import io.bullring.journal.snapshot.JournalBehindSnapshot;
import io.bullring.journal.snapshot.Restoration;
import io.bullring.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class FailureTextTest {
    private static final Pattern HEADING = Pattern.compile("'([^']+)' in docs/JOURNAL.md");

    @TempDir
    Path data;

    private final StringWriter err = new StringWriter();
    private final CommandLine bullring = Bullring.commandLine().setErr(new PrintWriter(err));

    @Test
    void shouldTellDamageInOneLineWithFileAndWhatToDo() throws IOException {
        Path journal = Files.createDirectories(data.resolve("journal"));
        Path segment = Files.write(journal.resolve("0000000001.seg"), new byte[8_192]);

        assertThat(start(Durability.POWER_LOSS))
                .contains("0000000001.seg at byte 0")
                .contains("does not begin with the header of a segment. Nothing was changed: keep a copy")
                .contains("'When a journal is damaged' in docs/JOURNAL.md");
        assertEquals(8_192, Files.size(segment));
    }

    @Test
    void shouldSayThatADamagedEventLogIsDerivedAndWhatToMoveAway() throws IOException {
        Path events = Files.createDirectories(data.resolve("events"));
        byte[] nonsense = "nonsense".repeat(1_024).getBytes(StandardCharsets.US_ASCII);
        Files.write(events.resolve("20260101L.cq4"), nonsense);

        assertThat(start(Durability.PROCESS_CRASH))
                .contains("The event log in " + events + " cannot be gone on with: ", "20260101L.cq4 at byte 0")
                .contains("derived from the journal: move " + events + " away, and the next start rebuilds it")
                .contains("'The event log' in docs/JOURNAL.md")
                .doesNotContain("When a journal is damaged");
    }

    @Test
    void shouldSayThatADamagedChainIsDerivedAndWhatToMoveAway() throws IOException {
        Path chain = Files.createDirectories(data.resolve("journal")).resolve("commands.chain");
        Files.write(chain, new byte[64]);

        assertThat(start(Durability.PROCESS_CRASH))
                .contains(chain + ", command 1: the file does not begin as a chain")
                .contains("derived from the journal: keep a copy, move it away, and the next start rebuilds it")
                .contains("'The chain' in docs/JOURNAL.md");
    }

    @Test
    void shouldSayThatAnotherBuildMayHaveWrittenTheChainAndStartWhenAllThatIsDerivedWasMovedAway() throws Exception {
        VenueConfig config = VenueConfig.local(data);
        ManualFeed feed = new ManualFeed();
        LocalVenue venue = LocalVenue.open(config, feed);
        for (int i = 0; i < 300; i++) {
            feed.price("64000");
        }
        venue.close();
        Path chain = config.journalDirectory().resolve("commands.chain");
        byte[] ofThisBuild = Files.readAllBytes(chain);
        writeFirstLinkOfAnotherBuild(chain);

        assertThat(start(Durability.PROCESS_CRASH))
                .contains(chain + ", commands 1 to 256: ")
                .contains("or another build of the venue wrote it, whose engine gives other events")
                .contains("Nothing was changed", "'The chain' in docs/JOURNAL.md");

        Path aside = Files.createDirectory(data.resolve("aside"));
        for (Path derived : List.of(
                chain, config.eventLogDirectory(), config.historyDirectory(), config.snapshotDirectory())) {
            if (Files.exists(derived)) {
                Files.move(derived, aside.resolve(derived.getFileName()));
            }
        }
        LocalVenue.open(config, new ManualFeed()).close();
        assertThat(Files.readAllBytes(chain)).startsWith(ofThisBuild);
    }

    /** One whose checksum is right. */
    private static void writeFirstLinkOfAnotherBuild(Path chain) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(chain)).order(ByteOrder.LITTLE_ENDIAN);
        int link = 16;
        file.put(link + 16, (byte) ~file.get(link + 16));
        CRC32C checksum = new CRC32C();
        checksum.update(file.array(), link, 52);
        file.putInt(link + 52, (int) checksum.getValue());
        Files.write(chain, file.array());
    }

    @Test
    void shouldTellAHistoryThatCannotBeOpenedInOneLine() throws IOException {
        Files.createFile(data.resolve("history"));

        assertThat(start(Durability.PROCESS_CRASH))
                .contains("cannot open the history in " + data.resolve("history") + ": ")
                .contains("See to its disk, and start again: nothing is lost, the journal has it all");
    }

    @Test
    void shouldTellAJournalThatEndsBeforeTheHistoryInOneLine() throws IOException {
        VenueConfig config = VenueConfig.local(data).withEventLog(false);
        LocalVenue.open(config, new NoFeed()).close();
        for (Path file : JournalFiles.list(config.journalDirectory())) {
            Files.delete(file);
        }

        assertThat(start(Durability.PROCESS_CRASH, "--no-event-log"))
                .contains("The history in " + config.historyDirectory() + " knows command ")
                .contains("the journal ends with command 0")
                .contains("move " + config.historyDirectory() + " away, and the next start rebuilds it");
    }

    /** Each command was on the disk before event log and history had it. */
    @Test
    void shouldSayOfASyncedJournalThatCommandsAreMissingAndToMoveNothingAway() throws IOException {
        VenueConfig config =
                VenueConfig.local(data).with(JournalConfig.defaults().with(Durability.POWER_LOSS));
        LocalVenue.open(config, new NoFeed()).close();
        long last = JournalReader.soundEndOf(config.journalDirectory());
        zeroLastRecord(JournalFiles.list(config.journalDirectory()).getFirst());
        String missing = "The journal ends with command " + JournalReader.soundEndOf(config.journalDirectory());

        assertThat(start(Durability.POWER_LOSS))
                .contains(missing + ", and the event log in " + config.eventLogDirectory() + " knows command " + last)
                .contains("missing from the journal. A power failure cannot have taken it")
                .contains("put the journal's files back", "'When a journal is damaged' in docs/JOURNAL.md")
                .doesNotContain("away");
        err.getBuffer().setLength(0);
        assertThat(start(Durability.POWER_LOSS, "--no-event-log"))
                .contains(missing + ", and the history in " + config.historyDirectory() + " knows command " + last)
                .doesNotContain("away");
    }

    private static void zeroLastRecord(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int last = 0;
        for (int at = 4_096; at < bytes.length; at += 32) {
            last = bytes[at] == 'L' && bytes[at + 1] == 'L' && bytes[at + 2] == 'U' ? at : last;
        }
        Arrays.fill(bytes, last, bytes.length, (byte) 0);
        Files.write(segment, bytes);
    }

    @Test
    void shouldSayWhatToDoAboutAJournalThatEndsBeforeItsSnapshot() throws Exception {
        VenueConfig config = VenueConfig.local(data);
        LocalVenue.open(config, new NoFeed()).close();
        SnapshotStore snapshots = new SnapshotStore(config.snapshotDirectory(), 3);
        EngineHost host = newHost();
        Recovery.replay(config.journalDirectory(), host);
        snapshots.write(host, JournalPlace.BEGINNING);
        JournalBehindSnapshot behind = assertThrows(
                JournalBehindSnapshot.class,
                () -> Restoration.of(data.resolve("empty"), snapshots, Long.MAX_VALUE, FailureTextTest::newHost));

        assertEquals(FailureText.EXIT_FAILED, new FailureText().handleExecutionException(behind, bullring, null));

        assertThat(said())
                .contains("put the journal's files back from a copy")
                .contains("move the directory of the snapshots away, see 'Snapshots' in docs/JOURNAL.md");
    }

    private static EngineHost newHost() {
        return new EngineHost((sequence, timeNs, source, id, events, offset, length, answerOffset) -> {});
    }

    private String start(Durability durability, String... more) throws IOException {
        String[] usual = {
            "start", "--data", data.toString(), "--port", "0", "--feed", "none", "--durability",
            durability == Durability.POWER_LOSS ? "power-loss" : "process-crash"
        };
        String[] all = Stream.of(usual, more).flatMap(Arrays::stream).toArray(String[]::new);

        int exitCode = bullring.execute(all);

        assertEquals(FailureText.EXIT_FAILED, exitCode, err.toString());
        return said();
    }

    /** One line; what it refers to is there. */
    private String said() throws IOException {
        assertThat(err.toString().lines()).hasSize(1);
        String document = Files.readString(Path.of("..", "docs", "JOURNAL.md"));
        HEADING.matcher(err.toString())
                .results()
                .forEach(heading -> assertThat(document).containsPattern("(?m)^#+ " + heading.group(1) + "$"));
        return err.toString();
    }
}
