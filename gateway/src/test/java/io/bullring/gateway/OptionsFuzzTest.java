package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bullring.gateway.http.answer.PairFilters;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Whatever values its options have, a start is refused by the name of one of them, or what has been read is of use. */
final class OptionsFuzzTest {
    /** Without {@code --bind}, which asks the network for names, and what reads files. */
    private static final List<String> NAMES = List.of(
            "--cors", "--symbols", "--binance-streams", "--binance-rest", "--speed", "--feed", "--recording", "--port",
            "--limits", "--proxy-hops", "--token-hours", "--ws-connections", "--ws-subscriptions", "--ws-queue");

    @Command
    private static final class Options {
        @Mixin
        private EdgeOptions edge;

        @Mixin
        private FeedOptions prices;
    }

    /** Each line is the value of the option that its first character stands for. */
    @FuzzTest
    void values(byte[] bytes) {
        List<String> said = new ArrayList<>();
        new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).forEach(line -> {
            said.add(NAMES.get(line.charAt(0) % NAMES.size()) + "=" + line.substring(1));
        });
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(said.toArray(String[]::new));
            options.edge.check();
            options.prices.check();
        } catch (ParameterException e) {
            assertThat(e.getMessage()).containsAnyOf(NAMES.toArray(String[]::new));
            return;
        }
        assertThat(options.prices.text()).isNotBlank();
        assertThat(options.edge.sockets()).isNotNull();
        assertThat(options.edge.http(PairFilters.NONE).edge().origins()).allSatisfy(OptionsFuzzTest::checkOrigin);
    }

    /** As a browser writes it, or its pages would be refused for all that. */
    private static void checkOrigin(String origin) {
        URI uri = URI.create(origin);
        int usual = origin.startsWith("https:") ? 443 : 80;
        assertThat(origin).isEqualTo(origin.toLowerCase(Locale.ROOT)).matches("https?://[^/?#@]+");
        assertThat(uri.getPort()).isNotEqualTo(usual).isBetween(-1, 0xFFFF);
    }
}
