package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bullring.journal.JournalLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class BullringTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--port 65536       | --port must lie in 0 .. 65535",
        "--port -1          | --port must lie in 0 .. 65535",
        "--port http        | 'http' is not an int",
        "--speed 0          | --speed must lie in 1 .. 100000",
        "--speed 100001     | --speed must lie in 1 .. 100000",
        "--recording a.csv --feed none    | --recording is played with --feed replay only",
        "--recording a.csv --feed binance | --recording is played with --feed replay only",
        "--feed kraken      | (case-insensitive) but was 'kraken'",
        "--feed binance --symbols BTC          | BTC is not 1 to 16 of A..Z, 0..9 followed by USDT",
        "--feed binance --symbols XUSDT,xusdt  | a symbol is named twice",
        "--feed binance --binance-rest ftp://a | ftp://a is not of the form https://host:port",
        "--bind 0.0.0.0     | or insist with --insecure-bind",
        "--bind 192.0.2.1   | or insist with --insecure-bind",
        "--bind ::          | or insist with --insecure-bind",
        "--bind [::1        | --bind [::1 is not an address",
        "--tls-cert crt     | --tls-cert and --tls-key come together or not at all",
        "--tls-key key      | --tls-cert and --tls-key come together or not at all",
        "--tls-cert a --tls-key b | --tls-cert a does not exist",
        "--bind 0.0.0.0 --tls-cert a --tls-key b | --tls-cert a does not exist",
        "--instruments none | --instruments none does not exist",
        "--limits none      | (case-insensitive) but was 'none'",
        "--proxy-hops -1    | --proxy-hops must lie in 0 ..",
        "--token-hours 0    | --token-hours, or JWT_EXPIRY_HOURS, must lie in 1 .. 168",
        "--token-hours 169  | --token-hours, or JWT_EXPIRY_HOURS, must lie in 1 .. 168",
        "--ws-connections 0 | --ws-connections must lie in 1 .. 10000",
        "--ws-connections 10001  | --ws-connections must lie in 1 .. 10000",
        "--ws-subscriptions 0    | --ws-subscriptions must lie in 1 .. 1000",
        "--ws-subscriptions 1001 | --ws-subscriptions must lie in 1 .. 1000",
        "--ws-queue 99      | --ws-queue must lie in 100 .. 1000000",
        "--ws-queue 1000001 | --ws-queue must lie in 100 .. 1000000",
        "--cors *           | never all of them",
        "--durability none  | expected process-crash or power-loss, but was 'none'",
        "--shout            | Unknown option: '--shout'"
    })
    void shouldRefuseWhatMakesNoSense(String options, String why) {
        assertEquals(2, execute(("start --data " + directory.resolve("data") + " " + options).split(" ")));

        assertThat(err.toString()).contains(why).contains("Try 'bullring start --help'.");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void shouldSayWhoHasTheJournal() {
        try (JournalLock held = JournalLock.acquire(directory.resolve("journal"))) {
            assertEquals(FailureText.EXIT_FAILED, execute("start", "--port", "0", "--data", directory.toString()));
            assertThat(err.toString())
                    .startsWith("bullring: ")
                    .contains(Long.toString(ProcessHandle.current().pid()))
                    .contains(held.directory().toString());
        }
    }

    @Test
    void shouldRefuseAnotherDurabilityThanTheVenueBeganWith() throws Exception {
        Files.createFile(Files.createDirectories(directory.resolve("journal")).resolve("20260301L.cq4"));

        assertEquals(
                FailureText.EXIT_FAILED,
                execute("start", "--port", "0", "--data", directory.toString(), "--durability", "power-loss"));

        assertThat(err.toString()).contains("was begun with durability process-crash", "Start it with --durability");
    }

    @Test
    void shouldShowHowItIsUsed() {
        assertEquals(0, execute());
        assertThat(out.toString()).contains("start").contains("Usage: bullring");
        assertEquals(0, execute("start", "--help"));
        assertThat(out.toString()).contains("--data", "--port", "--bind", "--speed", "--feed", "--durability",
                "process-crash", "bullring-data", "8000", "--ws-connections", "--ws-subscriptions", "--ws-queue",
                "10000");
        assertEquals(0, execute("--version"));
        assertThat(out.toString()).contains("bullring (not packaged)");
    }

    private int execute(String... arguments) {
        CommandLine line = Bullring.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
