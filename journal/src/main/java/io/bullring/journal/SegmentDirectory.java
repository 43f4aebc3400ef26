package io.bullring.journal;

import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of a journal when its writer opens them. Only for the holder of the {@link JournalLock}. */
final class SegmentDirectory {
    private static final Logger LOGGER = LoggerFactory.getLogger(SegmentDirectory.class);

    /** Behind the name of a segment that is not yet full of zeros. */
    static final String UNFINISHED = ".preparing";

    private final Disk disk;
    private final Path directory;
    private final long segmentBytes;

    /** @param segmentBytes size of a segment that is made anew */
    SegmentDirectory(Disk disk, Path directory, long segmentBytes) {
        this.disk = disk;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
    }

    /** Removes what a writer that ended in the midst of something has left behind. */
    void clear(JournalEnd end) throws IOException {
        for (Path path : disk.list(directory)) {
            if (path.getFileName().toString().endsWith(UNFINISHED)) {
                disk.delete(path);
            }
        }
        Optional<TornTail> torn = end.tornTail();
        if (torn.isPresent()) {
            erase(torn.get());
        }
        disk.syncDirectory(directory);
        disk.syncDirectory(directory.getParent());
    }

    private void erase(TornTail torn) throws IOException {
        LOGGER.warn("Erasing {}: the writer ended while it wrote it, and no answer has left for it", torn);
        try (DiskFile file = disk.open(torn.file())) {
            Erasure.erase(file, torn.positionBytes(), torn.positionBytes() + torn.lengthBytes());
        }
    }

    /** The segment to go on in: where the journal ends, or the first. */
    SegmentAhead.Ready current(JournalEnd end) throws IOException {
        return end.file() == null ? SegmentAhead.make(disk, directory, 1, segmentBytes) : opened(end.file());
    }

    /** The segment with this number, null when it is not there. */
    SegmentAhead.Ready ready(long number) throws IOException {
        Path path = SegmentFile.path(directory, number);
        return JournalFiles.list(directory).contains(path) ? opened(path) : null;
    }

    private SegmentAhead.Ready opened(Path path) throws IOException {
        DiskFile file = disk.open(path);
        return new SegmentAhead.Ready(path, file, file.sizeBytes());
    }
}
