package io.bullring.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal's directory as a Chronicle queue, after clearing away what a writer that was killed may have left in
 * it. Only for the holder of the {@link JournalLock}.
 */
final class QueueDirectory {
    private static final Logger LOGGER = LoggerFactory.getLogger(QueueDirectory.class);

    /** Chronicle's lock and its list of files. Nothing in it is ours or cannot be found out again. */
    private static final String META_DATA = "metadata.cq4t";

    private static final String DISCARDED = ".discarded";

    private QueueDirectory() {}

    /**
     * A file for each UTC day: a venue's days are what is kept, copied and thrown away, the one hitch of beginning a
     * file falls on midnight, and the 64 MiB that are prepared ahead in each file are a small part of it. Of the daily
     * cycles it is the one with room for more documents than any day can bring (2^37).
     */
    static SingleChronicleQueue open(Path directory, TimeProvider time) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(LargeRollCycles.LARGE_DAILY)
                .timeProvider(time)
                .build();
    }

    /** Makes the directory one that Chronicle can go on with. */
    static void clear(Path directory, JournalEnd end) {
        try {
            discardUnfinished(directory);
            eraseTorn(end.tornTail());
            setAsideSpoilt(directory);
            // Its lock may name a process that is no more, or a number that by now is ours: Chronicle would wait for
            // itself. And a writer killed at its very first start may have left it half written: Chronicle would
            // silently only read.
            Files.deleteIfExists(directory.resolve(META_DATA));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** A file whose creation was interrupted has nothing in it, and Chronicle would wait ten seconds for its header. */
    private static void discardUnfinished(Path directory) throws IOException {
        for (Path path : JournalFiles.listWarm(directory)) {
            boolean unfinished;
            try (QueueFile file = QueueFile.open(path)) {
                unfinished = file.isUnfinished();
            }
            if (unfinished) {
                Path target = path.resolveSibling(path.getFileName() + DISCARDED);
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
                LOGGER.warn("The creation of {} had been interrupted; it holds nothing and is now {}", path, target);
            }
        }
    }

    /**
     * Chronicle opens every file here, goes by its header, and would halt at one that was changed, or write into the midst of the
     * file. The batches are read without it, so such a file stays as it is, where Chronicle does not look.
     */
    private static void setAsideSpoilt(Path directory) throws IOException {
        for (Path path : JournalFiles.listWarm(directory)) {
            String fault;
            try (BatchFile file = BatchFile.open(path)) {
                fault = file.faultOfHeader();
            }
            if (fault != null) {
                Path target = setAside(path, fault);
                LOGGER.warn(
                        "{} is not written to any more, for {}; it is read as before, and is now {}. Leave it there: a start may need it",
                        path, fault, target);
            }
        }
    }

    private static Path setAside(Path path, String fault) throws IOException {
        try {
            return ColdStorage.take(path);
        } catch (IOException e) {
            throw new IOException(
                    path + " must not be written to any more, for " + fault
                            + ", and cannot be moved to cold beside it: " + e
                            + ". If cold is a link to another disk, that must be there",
                    e);
        }
    }

    /** Chronicle expects zeros where it will write next. */
    private static void eraseTorn(Optional<TornTail> tornTail) throws IOException {
        if (tornTail.isEmpty()) {
            return;
        }
        TornTail torn = tornTail.get();
        LOGGER.warn("Erasing {}: the writer ended while it wrote it, and no answer has left for it", torn);
        try (FileChannel channel = FileChannel.open(torn.file(), StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(torn.lengthBytes()));
            while (zeros.hasRemaining()) {
                channel.write(zeros, torn.positionBytes() + zeros.position());
            }
        }
    }
}
