package io.bullring.gateway.feed.binance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What was received of BTCUSDT over a midnight of 2024, one file on each side of it; not part of the repository. */
final class Captures {
    static final List<Path> FILES = List.of(
            Path.of("../../shared/data/l2/binance_spot_btcusdt_20240808.gz"),
            Path.of("../../shared/data/l2/binance_spot_btcusdt_20240809.gz"));

    private Captures() {}

    static void assumeThere() {
        for (Path file : FILES) {
            assumeTrue(Files.exists(file), "no recorded market data at " + file + ", so this is not tested");
        }
    }

    /** The messages, without when they came; one of the first is the answer to a request for a snapshot. */
    static List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        for (Path file : FILES) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
                lines.lines().map(line -> line.substring(line.indexOf(' ') + 1)).forEach(messages::add);
            }
        }
        return messages;
    }
}
