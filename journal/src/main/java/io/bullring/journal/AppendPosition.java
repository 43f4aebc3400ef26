package io.bullring.journal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the log is being written: set by its one writer after each commit, read by whoever follows. The position of a
 * file never goes back; a new file is a new object.
 */
final class AppendPosition {
    /** One file and the position behind its last committed document, bytes. */
    static final class OpenFile {
        private final Path path;
        private final AtomicLong positionBytes = new AtomicLong();

        private OpenFile(Path path) {
            this.path = path;
        }

        Path path() {
            return path;
        }

        long positionBytes() {
            return positionBytes.getAcquire();
        }
    }

    private volatile OpenFile file;

    /** The file being written; null before the first. */
    OpenFile file() {
        return file;
    }

    /** Writer: the log goes on in this file. */
    void moveTo(Path path) {
        file = new OpenFile(path);
    }

    /** Writer: the file is committed up to here. */
    void advance(long positionBytes) {
        file.positionBytes.setRelease(positionBytes);
    }
}
