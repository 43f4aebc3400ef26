package io.bullring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the list of CONTRIBUTING's "Fuzzing" true: what its name says reads something from outside is called by a fuzz target. */
final class FuzzedParsersTest {
    private static final Pattern PARSER =
            Pattern.compile("\\w+(Body|Reader|Decoder|Assembly|Message|Query|List|Lines|Answer|File|Files)");

    /** Named like parsers, and none: they make, hold or carry what others read; or a target reaches them through what calls them. */
    private static final Set<String> OTHERS = Set.of(
            "BoundedBody", "PatientReader", "PortfolioReader", "PrivateFile", "WebFile", "HttpAnswer",
            "CaptureLines", "KlineLines", "RecordingLines", "TagList");

    @Test
    void shouldHaveATargetForEachParser() throws IOException {
        String targets = sources("src/test/java")
                .filter(file -> file.getFileName().toString().matches("\\w+FuzzTest.java|EveryBody.java"))
                .map(FuzzedParsersTest::text)
                .collect(Collectors.joining());
        List<String> parsers = sources("src/main/java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> PARSER.matcher(name).matches() && !OTHERS.contains(name))
                .toList();

        assertThat(parsers).contains("OrderBody", "FrameReader", "RequestDecoder", "TlsFiles");
        assertThat(parsers)
                .filteredOn(name -> !Pattern.compile("\\b" + name + "\\b").matcher(targets).find())
                .as("named like parsers, and in no fuzz target: a body belongs into EveryBody, what is no parser into OTHERS here")
                .isEmpty();
    }

    private static Stream<Path> sources(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
