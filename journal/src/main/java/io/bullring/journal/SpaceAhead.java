package io.bullring.journal;

import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the log the space that it will write next, on a thread of its own: Chronicle's file is sparse, and a page that
 * the disk has no room for would be a fault of the memory, not an error. Writing zeros through the file makes it an error,
 * and makes it 64 MiB early. Besides, the writer does not wait for the file system: on ext4 the first touch of a page now
 * and then took 13 to 23 ms.
 *
 * <pre>
 *              written              zeros written by us              holes
 *   ├────────────────────────────┼─────────────────────────────────┼──────────────────── ─ ─ end of file
 *                          position ◄──────── distance ────────► prepared
 * </pre>
 *
 * We only write from <i>prepared</i> on, and the log never writes so far: before each batch it asks {@link #await},
 * which keeps {@link #MARGIN_BYTES} free for what Chronicle puts between the batches. So zeros never fall on what was
 * written. Chronicle makes the file longer, 64 MiB at a time and 16 MiB before it needs them; this thread never does.
 *
 * <p>Once a second it looks whether the file is still there, since a deleted one would be written happily. What fails is
 * tried again every second: the operator may have made room.
 */
public final class SpaceAhead implements AutoCloseable {
    /** More than Chronicle ever puts between two batches: two indexes of 256 KiB. */
    static final long MARGIN_BYTES = 1L << 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(SpaceAhead.class);
    private static final String THREAD_NAME = "bullring-space-ahead";
    private static final long SLICE_BYTES = 1L << 20;
    private static final long PAUSE_NS = 1_000_000;

    /** Nobody writes as far as we are ahead in that time; and who has come so far wakes us. */
    private static final long REST_NS = 10_000_000;

    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final Disk disk;
    private final AppendPosition position;
    private final long distanceBytes;
    private final Thread thread = new Thread(this::run, THREAD_NAME);
    private volatile boolean closing;
    private volatile long preparedBytes;
    private volatile IOException failure;

    private AppendPosition.OpenFile current;
    private DiskFile file;

    /**
     * @param distanceBytes how far ahead
     * @param maxBatchBytes longest batch; there is always space for one more
     */
    SpaceAhead(Disk disk, AppendPosition position, long distanceBytes, int maxBatchBytes) {
        this.disk = disk;
        this.position = position;
        this.distanceBytes = Math.max(distanceBytes, maxBatchBytes + MARGIN_BYTES + SLICE_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Bytes prepared so far, in all files. Any thread. */
    public long preparedBytes() {
        return preparedBytes;
    }

    /** Why no more can be prepared, null while it can. Any thread. */
    public IOException failure() {
        return failure;
    }

    /**
     * Writer: waits until the next batch has its space.
     *
     * @throws IOException when it cannot be had
     */
    void await(AppendPosition.OpenFile open, int batchBytes) throws IOException {
        long needed = open.positionBytes() + batchBytes + MARGIN_BYTES;
        if (open.preparedBytes() >= needed && !open.isLost()) {
            return;
        }
        long giveUpNs = System.nanoTime() + PATIENCE_NS;
        while (open.preparedBytes() < needed || open.isLost()) {
            IOException failed = failure;
            if (failed != null) {
                throw new IOException("no more space could be prepared: " + failed.getMessage(), failed);
            }
            if (System.nanoTime() - giveUpNs > 0) {
                throw new IOException("no more space was prepared in 10 s");
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /**
     * Before a file is made, in which nothing can be prepared yet.
     *
     * @throws IOException when the disk has no room for its beginning and its first batch
     */
    static void checkRoom(Path directory, int batchBytes) throws IOException {
        long neededBytes = batchBytes + MARGIN_BYTES;
        long roomBytes = Files.getFileStore(directory).getUsableSpace();
        if (roomBytes < neededBytes) {
            throw new IOException("a new file needs " + neededBytes + " bytes, and there are " + roomBytes);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }

    private void run() {
        long lookNs = System.nanoTime();
        while (!closing) {
            boolean didSomething = false;
            try {
                didSomething = prepareSlice();
                if (System.nanoTime() - lookNs > 0) {
                    lookNs = System.nanoTime() + LOOK_NS;
                    lookForFile();
                }
                if (current == null || !current.isLost()) {
                    failure = null;
                }
            } catch (IOException e) {
                tell(e);
            }
            if (!didSomething) {
                LockSupport.parkNanos(failure == null ? REST_NS : LOOK_NS);
            }
        }
        closeFile();
    }

    private void tell(IOException e) {
        if (failure == null) {
            LOGGER.error(
                    "No space can be prepared in {}; when what is left is used up, nothing more will be written there. Make room",
                    current.path(),
                    e);
        }
        failure = e;
        if (isReadOnly()) {
            current.lose();
        }
    }

    /** A disk that became read-only takes nothing any more, whatever was prepared. */
    private boolean isReadOnly() {
        try {
            return Files.getFileStore(current.path()).isReadOnly();
        } catch (IOException e) {
            LOGGER.error("cannot look at the disk of {}", current.path(), e);
            return true;
        }
    }

    private void lookForFile() throws IOException {
        if (current != null && !disk.exists(current.path())) {
            current.lose();
            throw new IOException(current.path() + " is no longer there");
        }
    }

    /** Prepares what is missing, at most one slice. Returns false when nothing was. */
    private boolean prepareSlice() throws IOException {
        AppendPosition.OpenFile newest = position.file();
        if (newest == null) {
            return false;
        }
        if (newest != current) {
            closeFile();
            current = newest;
        }
        if (file == null) {
            file = disk.open(current.path());
        }
        long from = current.preparedBytes();
        long wanted = Math.min(current.positionBytes() + distanceBytes, file.sizeBytes()) & -AppendPosition.PAGE_BYTES;
        long to = Math.min(wanted, from + SLICE_BYTES);
        if (from >= to) {
            return false;
        }
        SegmentAhead.writeZeros(file, from, to);
        current.prepareTo(to);
        preparedBytes += to - from;
        return true;
    }

    private void closeFile() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOGGER.warn("cannot close {} after preparing it", current.path(), e);
            }
            file = null;
        }
    }
}
