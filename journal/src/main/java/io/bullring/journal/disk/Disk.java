package io.bullring.journal.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files and directories of a journal being written. Safe for any thread. */
public interface Disk {
    /** Opens a file for reading and writing; it must exist. */
    DiskFile open(Path file) throws IOException;

    /** Makes a new, empty file; it must not exist. */
    DiskFile create(Path file) throws IOException;

    /** The names of the files in a directory, in order. */
    List<Path> list(Path directory) throws IOException;

    /** Whether there is a file of this name. */
    boolean exists(Path file);

    /** Gives a file another name, at once and whole; replaces nothing. */
    void rename(Path source, Path target) throws IOException;

    void delete(Path file) throws IOException;

    /** Returns when the directory's names, new and old, would survive a power failure. */
    void syncDirectory(Path directory) throws IOException;
}
