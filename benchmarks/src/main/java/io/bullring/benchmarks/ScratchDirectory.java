package io.bullring.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory for the files of one measurement; gone, with all that is in it, when closed. */
public final class ScratchDirectory implements AutoCloseable {
    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** Makes one in this directory, which is made, too, if it is not there. */
    public static ScratchDirectory in(Path parent) {
        try {
            return new ScratchDirectory(Files.createTempDirectory(Files.createDirectories(parent), "bullring-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory in " + parent, e);
        }
    }

    /** Makes one where the JVM keeps its temporary files. */
    public static ScratchDirectory inTemporaryFiles() {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    public Path path() {
        return path;
    }

    /** The file system that it is on, such as ext4. */
    public String fileSystem() {
        try {
            FileStore store = Files.getFileStore(path);
            return store.type();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask for the file system of " + path, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> childrenFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : childrenFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
