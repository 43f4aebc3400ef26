package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files of a journal, oldest first: one for each UTC day in which something was written, named {@code yyyyMMddL.cq4}, so
 * that the order of the names is the order of time.
 */
public final class JournalFiles {
    private static final String PATTERN = "*.cq4";

    private JournalFiles() {}

    /** All files; none when the directory is missing. */
    public static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, PATTERN)) {
                found.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list the journal in " + directory, e);
            }
        }
        Collections.sort(files);
        return files;
    }

    /** The oldest file that is younger than this one; the oldest of all for null. */
    static Optional<Path> after(Path directory, Path file) {
        return list(directory).stream()
                .filter(candidate -> file == null || candidate.compareTo(file) > 0)
                .findFirst();
    }
}
