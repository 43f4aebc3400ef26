package io.bullring.journal;

import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next segment ready while the present one is being written, on the thread {@code bullring-segment-ahead}:
 * writes it full of zeros, syncs it, and only then gives it its name. So a full disk is met here, about a segment before
 * it would matter, and a sync of the log never has to find room or to note a file's length.
 *
 * <p>What fails is tried again every second: the operator may have made room. Only when the present segment is full
 * and the next one is not there does the log stop. The same thread looks every second whether the segment being written is
 * still there, since a deleted file would be written happily.
 */
final class SegmentAhead implements AutoCloseable {
    /** A segment that nothing was written to. */
    record Ready(Path path, DiskFile file, long sizeBytes) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(SegmentAhead.class);
    private static final int ZEROS_BYTES = 1 << 20;
    private static final long RETRY_MS = 1_000;
    private static final long LOOK_MS = 1_000;
    private static final long PATIENCE_MS = 10_000;

    private final Disk disk;
    private final Path directory;
    private final long segmentBytes;
    private final Thread thread = new Thread(this::run, "bullring-segment-ahead");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long next;
    private Ready ready;
    private Exception failure;
    private boolean closing;
    private volatile Path writing;
    private volatile boolean lost;

    /** @param next number of the segment to make ready first */
    SegmentAhead(Disk disk, Path directory, long segmentBytes, long next) {
        this.disk = disk;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.next = next;
        thread.setDaemon(true);
    }

    /** Writer: the segment that is being written. Whether it is still there is looked at every second. */
    void watch(Path segment) {
        writing = segment;
    }

    /** Whether the segment being written is gone: what is written to it would not be found any more. Any thread. */
    boolean isLost() {
        return lost;
    }

    /** @param found the next segment, if a writer before us had made it ready; null if not */
    void start(Ready found) {
        ready = found;
        thread.start();
    }

    /**
     * Hands over the next segment, and begins with the one after it.
     *
     * @throws IOException when it cannot be made ready
     */
    Ready take() throws IOException {
        lock.lock();
        try {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            while (ready == null && failure == null && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            if (ready == null) {
                throw failure == null
                        ? new IOException("the next segment was not ready in " + PATIENCE_MS + " ms")
                        : new IOException("the next segment could not be made ready: " + failure, failure);
            }
            Ready taken = ready;
            ready = null;
            next++;
            changed.signalAll();
            return taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the next segment was made ready", e);
        } finally {
            lock.unlock();
        }
    }

    /** Why the next segment cannot be made ready; null when it can. Any thread. */
    Exception failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long number = awaitWork();
        while (number > 0) {
            Ready made = null;
            Exception failed = null;
            try {
                made = make(disk, directory, number, segmentBytes);
            } catch (IOException | RuntimeException e) {
                failed = e;
            }
            tell(made, failed);
            number = awaitWork();
        }
    }

    /** Returns the number of the segment to make ready; 0: none any more. */
    private long awaitWork() {
        lock.lock();
        try {
            if (failure != null && !closing) {
                lost |= !disk.exists(writing);
                changed.await(RETRY_MS, TimeUnit.MILLISECONDS);
            }
            while (ready != null && !closing) {
                lost |= !disk.exists(writing);
                changed.await(LOOK_MS, TimeUnit.MILLISECONDS);
            }
            return closing ? 0 : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Ready made, Exception failed) {
        lock.lock();
        try {
            if (failed != null && failure == null) {
                LOGGER.error(
                        "Segment {} of the journal in {} cannot be made ready. Make room, or commands will be refused when"
                                + " the present segment is full",
                        next,
                        directory,
                        failed);
            }
            ready = made;
            failure = failed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a segment: full of zeros and synced before it has its name. */
    static Ready make(Disk disk, Path directory, long number, long segmentBytes) throws IOException {
        Path path = SegmentFile.path(directory, number);
        Path preparing = path.resolveSibling(path.getFileName() + SegmentDirectory.UNFINISHED);
        DiskFile file = createAnew(disk, preparing);
        boolean made = false;
        try {
            file.writeFully(SegmentLayout.header(number, segmentBytes), 0);
            writeZeros(file, SegmentLayout.HEADER_BYTES, segmentBytes);
            file.force();
            if (disk.exists(path)) { // an attempt before came so far; its name may be lost, and nothing was written to it
                disk.delete(path);
            }
            disk.rename(preparing, path);
            disk.syncDirectory(directory);
            made = true;
            return new Ready(path, file, segmentBytes);
        } finally {
            if (!made) {
                file.close();
            }
        }
    }

    /** What an attempt before left under this name is in the way, and its room may be what we lack. */
    private static DiskFile createAnew(Disk disk, Path preparing) throws IOException {
        try {
            return disk.create(preparing);
        } catch (FileAlreadyExistsException e) {
            disk.delete(preparing);
            return disk.create(preparing);
        }
    }

    /** Overwrites a stretch of a file with zeros. */
    static void writeZeros(DiskFile file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS_BYTES, to - from));
        for (long at = from; at < to; at += zeros.capacity()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            file.writeFully(zeros, at);
        }
    }

    /** Ends the thread; a segment that is ready stays. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        ThreadEnd.await(thread);
        if (ready != null) {
            closeQuietly(ready);
        }
    }

    private static void closeQuietly(Ready segment) {
        try {
            segment.file().close();
        } catch (IOException e) {
            LOGGER.warn("cannot close {}, in which nothing is", segment.path(), e);
        }
    }
}
