package io.bullring.core.scenario;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the scenarios are. */
final class ScenarioFiles {
    private ScenarioFiles() {}

    /** All of them, by name. */
    static List<Path> all() throws IOException, URISyntaxException {
        Path directory = Path.of(ScenarioFiles.class.getResource("/scenarios").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".scenario")).sorted().toList();
        }
    }
}
