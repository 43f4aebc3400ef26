package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bullring.gateway.feed.NoFeed;
import io.bullring.gateway.http.HttpConfig;
import io.bullring.gateway.venue.ManualFeed;
import io.bullring.gateway.venue.VenueConfig;
import io.bullring.gateway.ws.SocketConfig;
import io.bullring.journal.Durability;
import io.bullring.journal.JournalConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ServerTest {
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 20, 1_024, 0, Durability.PROCESS_CRASH);

    @TempDir
    private Path directory;

    @Test
    void shouldTradeWhenTheSessionThatItPrintsIsPasted() throws Exception {
        assumeTrue(has("sh") && has("curl") && has("sed"), "no sh, curl or sed to paste the session into");
        ManualFeed feed = new ManualFeed();
        try (Server server =
                Server.open(config("a"), HttpConfig.defaults("127.0.0.1", 0), SocketConfig.defaults(), feed)) {
            feed.price("800");
            String welcome = new Welcome(server, "a market").text();
            assertThat(welcome).contains("Bullring serves " + server.address(), "a market", directory.toString());
            assertThat(welcome).endsWith(Welcome.session(server.address()) + "\n");

            String output = paste(Welcome.session(server.address()));

            assertThat(output.lines()).hasSize(2);
            assertThat(output).contains("\"status\":\"filled\"", "\"executed_price\":\"800.08000000\"");
            assertThat(output).contains("\"asset\":\"BTC\",\"available\":\"0.50000000\"");
        }
    }

    @Test
    void shouldLeaveNothingOpenWhenThePortIsTaken() throws Exception {
        try (Server first =
                Server.open(config("a"), HttpConfig.defaults("127.0.0.1", 0), SocketConfig.defaults(), new NoFeed())) {
            HttpConfig taken = HttpConfig.defaults("127.0.0.1", URI.create(first.address()).getPort());

            UncheckedIOException failure =
                    assertThrows(UncheckedIOException.class,
                            () -> Server.open(config("b"), taken, SocketConfig.defaults(), new NoFeed()));

            assertEquals("cannot serve on --bind 127.0.0.1 --port " + taken.port(), failure.getMessage());
            Server.open(config("b"), HttpConfig.defaults("127.0.0.1", 0), SocketConfig.defaults(), new NoFeed())
                    .close();
        }
    }

    @Test
    void shouldNotServeAfterItHasClosed() throws Exception {
        Server server =
                Server.open(config("a"), HttpConfig.defaults("127.0.0.1", 0), SocketConfig.defaults(), new NoFeed());
        URI health = URI.create(server.address() + "/health");
        try (var stream = health.toURL().openStream()) {
            assertTrue(stream.readAllBytes().length > 0);
        }

        server.close();

        assertThrows(IOException.class, () -> health.toURL().openStream());
    }

    private VenueConfig config(String name) {
        return VenueConfig.local(directory.resolve(name)).with(JOURNAL);
    }

    private String paste(String session) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("session"), session);
        Process shell = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(30, TimeUnit.SECONDS));
        return output;
    }

    private static boolean has(String program) {
        return Files.isExecutable(Path.of("/bin", program)) || Files.isExecutable(Path.of("/usr/bin", program));
    }
}
