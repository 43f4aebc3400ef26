package io.bullring.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.core.engine.EngineHost;
import io.bullring.journal.Durability;
import io.bullring.journal.Recovery;
import io.bullring.journal.evidence.HashChain;
import io.bullring.journal.skip.PoisonedJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier that shares no code with us, on archives that are sound and on archives that somebody has changed. */
class VerifierTest {
    private static final Path VERIFIER = Path.of("verifier", "verify.py");
    private static final int INTERVAL = 256;

    @TempDir
    static Path directory;

    @BeforeAll
    static void findPython() throws InterruptedException {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no python3 on this machine: the independent verifier is not tried");
    }

    @Test
    void shouldAgreeWithVenuesThatTradeAndWhoseAgentsLive() throws Exception {
        int books = 0;
        for (long seed = 1; seed <= 12; seed++) {
            Path journal = directory.resolve("life" + seed);
            SeededJournal venue = SeededJournal.life(journal, seed, 2_000);
            Run verified = Run.journal("verify", journal.toString(), "--json");
            assertEquals(ExitCode.OK, verified.exitCode(), "seed " + seed + ": " + verified.err());

            Path archive = archive(journal);
            books += venue.books();

            Verdict verdict = verify(archive);

            assertEquals(0, verdict.exitCode, "seed " + seed + ": " + verdict.said);
            assertThat(verdict.said)
                    .contains("OK: 2000 commands, " + venue.venue.engine().view().lastOrderId() + " orders, ")
                    .contains("Chain " + verified.json().get("chain_head").asText());
        }
        assertThat(books).as("instruments traded in a book").isPositive();
    }

    @Test
    void shouldCompareChainAndWitnesses() throws Exception {
        Path journal = directory.resolve("chained");
        SeededJournal.trading(journal, 5, 600);
        writeChain(journal);
        String head = Run.journal("verify", journal.toString(), "--json").json().get("chain_head").asText();
        Path archive = archive(journal);

        assertThat(verify(archive, "--witness", head).said).contains("Chain " + head + ", as in the archive");
        String other = head.substring(0, head.length() - 1) + (head.endsWith("0") ? '1' : '0');
        assertFound(verify(archive, "--witness", other), "the witness " + other + " saw another history");
        assertFound(verify(archive, "--witness", "768" + head.substring(3)), "no link ends where the witness");
        assertFound(
                verify(changed(archive, "commands.chain", bytes -> flipped(bytes, 16 + 20))),
                "the chain's link differs: the 256 commands up to 256");
        assertFound(
                verify(changed(archive, "commands.chain", bytes -> Arrays.copyOf(bytes, bytes.length + 56))),
                "the chain is longer than the journal");
    }

    @Test
    void shouldFindEveryKindOfChange() throws Exception {
        Path journal = directory.resolve("tiny");
        TinyVenue.journal(journal);
        Path archive = archive(journal);
        assertEquals(0, verify(archive).exitCode);

        assertFound(verify(changed(archive, "commands.bin", bytes -> flipped(bytes, 200))), "a wrong checksum");
        assertFound(
                verify(changed(archive, "commands.bin", bytes -> amount(bytes, 2_000_000, 3_000_000))),
                "command 6, PlaceOrder: quantity: asked was 3000000, OrderFilled says 2000000");
        assertFound(
                verify(changed(archive, "commands.bin", bytes -> amount(bytes, 48_000_00000000L, 48_001_00000000L))),
                "command 9, PlaceOrder: price: asked was 4800100000000");
        assertFound(
                verify(changed(archive, "commands.bin", bytes -> Arrays.copyOf(bytes, bytes.length - 8))),
                "command 11");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 100_010_000L, 100_000_000L))),
                "command 6, PlaceOrder: fill 1: the fee is 1.0001, not 1");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 49_049_000_000L, 49_048_000_000L))),
                "command 8, PlaceOrder: order 2 holds 490.48 instead of 490.49");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 1_000_000_000_000L, 1_000_100_000_000L))),
                "command 4, OpenAccount: balance: asked was 1000000000000, AgentCreated says 1000100000000");
        assertFound(
                verify(changed(archive, "state.json",
                        text("\"issuance\" : \"-1000000000000\"", "\"issuance\" : \"-1\""))),
                "the final state's issuance USDT is -10000, not -0.00000001");
        assertFound(
                verify(changed(archive, "manifest.json", text("\"last_sequence\" : 11", "\"last_sequence\" : 12"))),
                "the archive ends with command 11, stated is 12");
    }

    @Test
    void shouldFindEveryKindOfChangeInABook() throws Exception {
        Path journal = directory.resolve("tinybook");
        TinyBook.journal(journal);
        Path archive = archive(journal);
        assertThat(verify(archive).said)
                .contains("OK: " + TinyBook.COMMANDS + " commands, 4 orders, 3 fills; 2 portfolios");

        assertFound(
                verify(changed(archive, "commands.bin", bytes -> amount(bytes, 102_00000000L, 103_00000000L))),
                "command 10, ModifyOrder: price: asked was 10300000000, OrderReplaced says 10200000000");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 1_000_00000000L, 999_00000000L))),
                "command 5, GrantBase: what agent 1 is given is 1000, not 999");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 404_80800000L, 404_80700000L))),
                "command 8, PlaceBookOrder: order 3 holds 404.807 instead of 404.808");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 40_400_000L, 40_300_000L))),
                "command 8, PlaceBookOrder: fill 2: the fee is 0.404, not 0.403");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 202_40400000L, 202_40300000L))),
                "command 8, PlaceBookOrder: order 3: the release is 202.404, not 202.403");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 35_920_000L, 35_930_000L))),
                "command 12, PlaceOrder: fill 3: the result is 0.3592, not 0.3593");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 51_10200000L, 51_20200000L))),
                "command 10, ModifyOrder: order 3 holds 51.202 instead of 51.102");
    }

    @Test
    void shouldAgreeWithFeesOfAnAgentsOwnAndFindOthers() throws Exception {
        Path journal = directory.resolve("fees");
        SeededJournal.scripted(journal, TinyBook::writeUpToFees);
        Path archive = archive(journal);
        assertThat(verify(archive).said).contains("OK: " + (TinyBook.COMMANDS + 4) + " commands, 6 orders, 4 fills");

        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 3_000_000L, 20_000_000L))),
                "command 16, PlaceOrder: fill 4: the fee is 0.03, not 0.2");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 30_000L, 30_001L))),
                "command 14, SetAgentFees: taker: asked was 30000, AgentFeesChanged says 30001");
        assertFound(
                verify(changed(archive, "commands.bin", bytes -> amount(bytes, 10_000L, Long.MIN_VALUE))),
                "command 14, SetAgentFees: maker: asked was -9223372036854775808, AgentFeesChanged says 10000");
    }

    @Test
    void shouldAgreeWithASkipAndFindOneThatNobodyDecided() throws Exception {
        Path journal = directory.resolve("skipped").resolve("journal");
        TinyVenue.journal(journal);
        new PoisonedJournal(journal, Durability.PROCESS_CRASH).batch("poison");
        assertEquals(
                ExitCode.OK,
                Run.journal("skip", journal.toString(), "12", "--why", "a bug", "--by", "Ada").exitCode());
        Path archive = archive(journal);

        assertThat(verify(archive).said).contains("OK: 13 commands, 3 orders, ");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 13, 12))),
                "command 13, SkipCommand: it skips 12, which 13 skips");
    }

    @Test
    void shouldAgreeWithACancellationOfAllAndFindAnotherSum() throws Exception {
        Path journal = directory.resolve("cancelled");
        SeededJournal.scripted(journal, TinyVenue::writeUpToCancellationOfAll);
        Path archive = archive(journal);

        assertThat(verify(archive).said).contains("OK: 16 commands, 6 orders, 2 fills");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 700_70000000L, 700_60000000L))),
                "command 15, CancelAllOrders: 3 orders hold 700.7");
    }

    @Test
    void shouldAgreeWithATradeThatSaysWhoTookAndFindAnotherPrice() throws Exception {
        Path journal = directory.resolve("reported");
        SeededJournal.scripted(journal, TinyVenue::writeUpToReportedTrade);
        Path archive = archive(journal);

        assertThat(verify(archive).said).contains("OK: 12 commands, 3 orders, 2 fills");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 48_777_00000000L, 48_778_00000000L))),
                "command 12, ReportTrade: last: asked was 4877700000000, PriceUpdated says 4877800000000");
    }

    @Test
    void shouldLookIntoACommandThatHasAName() throws Exception {
        Path journal = directory.resolve("named");
        SeededJournal.scripted(journal, TinyVenue::writeUpToRepeatedRequest);
        Path archive = archive(journal);

        assertThat(verify(archive).said).contains("OK: 13 commands, 3 orders, 2 fills; 2 portfolios");
        assertFound(
                verify(changed(archive, "commands.bin", bytes -> amount(bytes, 7_777_00000000L, 7_778_00000000L))),
                "command 12, CreateAgent: balance: asked was 777800000000, AgentCreated says 777700000000");
        assertFound(
                verify(changed(archive, "events.bin", bytes -> amount(bytes, 7_777_00000000L, 7_778_00000000L))),
                "command 12, CreateAgent: balance: asked was 777700000000, AgentCreated says 777800000000");
    }

    @Test
    void shouldSayThatSomethingIsNoArchive() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no archive");

        Verdict verdict = verify(text);

        assertEquals(3, verdict.exitCode);
        assertThat(verdict.said).startsWith("UNREADABLE: ").doesNotContain("Traceback");
        assertEquals(3, verify(directory.resolve("missing")).exitCode);
    }

    @Test
    void shouldWriteSameArchiveTwice() throws Exception {
        Path journal = directory.resolve("twice");
        SeededJournal.trading(journal, 6, 500);

        assertArrayEquals(Files.readAllBytes(archive(journal)), Files.readAllBytes(archive(journal)));
    }

    @Test
    void shouldBeOneFileUnderFiveHundredLinesOfStandardPython() throws IOException {
        List<String> lines = Files.readAllLines(VERIFIER);

        assertThat(lines).hasSizeLessThan(500);
        assertThat(lines.stream().filter(line -> line.matches("(import|from) .*")))
                .containsExactlyInAnyOrder(
                        "import argparse",
                        "import collections",
                        "import hashlib",
                        "import json",
                        "import struct",
                        "import zipfile",
                        "import zlib",
                        "from types import SimpleNamespace");
    }

    private static void writeChain(Path journal) {
        try (HashChain chain = HashChain.open(journal)) {
            Recovery.replay(journal, new EngineHost(chain));
            assertThat(chain.checkpoint()).isEqualTo(600 / INTERVAL * INTERVAL);
        }
    }

    private static Path archive(Path journal) throws IOException {
        Path archive = Files.createTempFile(directory, "archive", ".zip");
        Run run = Run.journal("export", journal.toString(), "--archive", archive.toString());
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        return archive;
    }

    private static void assertFound(Verdict verdict, String discrepancy) {
        assertThat(verdict.said).contains("DISCREPANCY: ").contains(discrepancy);
        assertEquals(1, verdict.exitCode);
    }

    /** A copy of the archive in which one entry is another. Documents have their checksums made right again. */
    private static Path changed(Path archive, String name, UnaryOperator<byte[]> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                zip.transferTo(bytes);
                entries.put(entry.getName(), bytes.toByteArray());
            }
        }
        entries.computeIfPresent(name, (key, bytes) -> change.apply(bytes.clone()));
        Path copy = Files.createTempFile(directory, "changed", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return copy;
    }

    private static byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    /** Replaces a 64-bit number, the first one found, and makes the checksums of all documents right. */
    private static byte[] amount(byte[] bytes, long from, long to) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getLong(at) != from) {
            at++;
        }
        buffer.putLong(at, to);
        for (int document = 0; isDocument(buffer, document);) {
            int length = buffer.getInt(document);
            buffer.putInt(document + 4 + 12, 0);
            CRC32C crc = new CRC32C();
            crc.update(bytes, document + 4, length);
            buffer.putInt(document + 4 + 12, (int) crc.getValue());
            document += 4 + length;
        }
        return bytes;
    }

    private static boolean isDocument(ByteBuffer buffer, int at) {
        return at + 8 <= buffer.capacity() && buffer.getInt(at + 4) == 0x42554C4C;
    }

    private static UnaryOperator<byte[]> text(String from, String to) {
        return bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        };
    }

    private record Verdict(int exitCode, String said) {}

    /** What the verifier says of an archive in which it finds nothing wrong. */
    static String saidOfSound(Path archive) throws IOException, InterruptedException {
        Verdict verdict = verify(archive);
        assertEquals(0, verdict.exitCode, verdict.said);
        return verdict.said;
    }

    private static Verdict verify(Path archive, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", VERIFIER.toString(), archive.toString()));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), said);
    }
}
