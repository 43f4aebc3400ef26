package io.bullring.counterexample.core.engine;

import java.io.IOException;
import java.nio.file.Path;

/** Breaks the rule on purpose: reads a file. */
public final class Files {
    String read(String name) throws IOException {
        return java.nio.file.Files.readString(Path.of(name));
    }
}
