package io.bullring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the venue is served with where nothing else is said. */
final class HttpConfigTest {
    private final HttpConfig shipped = HttpConfig.defaults("localhost", 0);

    @Test
    void shouldShipTheBoundsThatTheArchitectureStates() throws IOException {
        assertThat(Files.readString(Path.of("../docs/ARCHITECTURE.md"))).contains(
                bound("`HttpConfig.maxConnections`, %,d; a tenth |", shipped.maxConnections()),
                bound("`HttpConfig.maxHandshakes`, %,d |", shipped.maxHandshakes()),
                bound("`idleTimeoutSeconds`, %,d, counted", shipped.idleTimeoutSeconds()),
                bound("`HttpConfig.bodyTimeoutMs`, %,d s |", shipped.bodyTimeoutMs() / 1_000),
                bound("`HttpConfig.maxBodyBytes`, %,d KiB;", shipped.maxBodyBytes() >> 10),
                bound("`maxHeaderBytes`, %,d KiB;", shipped.maxHeaderBytes() >> 10),
                bound("`maxUriBytes`, %,d KiB |", shipped.maxUriBytes() >> 10),
                bound("`HttpConfig.historyTimeoutMs`, %,d s |", shipped.historyTimeoutMs() / 1_000),
                bound("`HttpConfig.secretQueue`, %,d |", shipped.secretQueue()),
                bound("`EdgeConfig.maxCommandsPerAgent`, %,d |", shipped.edge().maxCommandsPerAgent()));
    }

    private static String bound(String form, int value) {
        return String.format(Locale.ROOT, form, value);
    }
}
