package io.bullring.journal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the log is being written: set by its one writer after each commit, read by whoever follows. The position of a
 * file never goes back; a new file is a new object.
 */
final class AppendPosition {
    static final int PAGE_BYTES = 4096;

    /** One file and the position behind its last committed document, bytes. */
    static final class OpenFile {
        private final Path path;
        private final AtomicLong positionBytes = new AtomicLong();
        private final AtomicLong preparedBytes = new AtomicLong();
        private volatile boolean lost;

        private OpenFile(Path path) {
            this.path = path;
        }

        Path path() {
            return path;
        }

        long positionBytes() {
            return positionBytes.getAcquire();
        }

        /** Up to where the disk has given space. The writer stays well before. */
        long preparedBytes() {
            return preparedBytes.getAcquire();
        }

        /** Whoever prepared the space up to here. */
        void prepareTo(long preparedTo) {
            preparedBytes.setRelease(preparedTo);
        }

        /** Whether what is written to the file would not be found any more. */
        boolean isLost() {
            return lost;
        }

        void lose() {
            lost = true;
        }
    }

    private volatile OpenFile file;

    /** The file being written; null before the first. */
    OpenFile file() {
        return file;
    }

    /** Writer: the log goes on in this file, which is committed up to here. */
    void moveTo(Path path, long positionBytes) {
        OpenFile next = new OpenFile(path);
        next.positionBytes.setRelease(positionBytes);
        next.preparedBytes.setRelease(positionBytes + PAGE_BYTES - 1 & -PAGE_BYTES);
        file = next;
    }

    /** Writer: the file is committed up to here. */
    void advance(long positionBytes) {
        file.positionBytes.setRelease(positionBytes);
    }
}
