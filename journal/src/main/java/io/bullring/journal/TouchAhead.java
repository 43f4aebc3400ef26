package io.bullring.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pages that the log will write next ready, on a thread of its own, so that the writer does not wait for the
 * file system: on ext4 the first touch of a page now and then took 13 to 23 ms.
 *
 * <pre>
 *              written              touched: there, zero, dirty          holes
 *   ├────────────────────────────┼─────────────────────────────────┼──────────────────── ─ ─ end of file
 *                          position ◄──────── distance ────────►
 * </pre>
 *
 * A touch is compareAndSet(0, 0) on the first word of a page: it changes nothing, also when the writer has just been
 * there, and counts as a write for the file system. Chronicle makes the file longer, 64 MiB at a time and 16 MiB before
 * it needs them; this thread never does, so it may have to stop short of its distance.
 *
 * <p>If it fails, the journal is as good as before, only slower now and then: it says so once, counts it and stops.
 */
public final class TouchAhead implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TouchAhead.class);
    private static final String THREAD_NAME = "bullring-touch-ahead";
    private static final int PAGE_BYTES = 4096;
    private static final long SLICE_BYTES = 4L << 20;
    private static final long PAUSE_NS = 1_000_000;
    private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();

    private final AppendPosition position;
    private final long distanceBytes;
    private final Thread thread = new Thread(this::run, THREAD_NAME);
    private volatile boolean closing;
    private volatile long touchedPages;
    private volatile int failures;

    private AppendPosition.OpenFile file;
    private FileChannel channel;
    private long touchedTo;

    TouchAhead(AppendPosition position, long distanceBytes) {
        this.position = position;
        this.distanceBytes = distanceBytes;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Pages touched so far, of 4 KiB each. Any thread. */
    public long touchedPages() {
        return touchedPages;
    }

    /** How often it failed: 0, or 1 and it has stopped. Any thread. */
    public int failures() {
        return failures;
    }

    /** Whether the thread is at work. Any thread. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                if (!touchSlice()) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } catch (IOException | RuntimeException | InternalError e) {
            // On a full disk the page cannot be had, which is an InternalError.
            failures = 1;
            LOGGER.error(
                    "No longer touching pages ahead in {}; commits may now take milliseconds. Is the disk full?",
                    file.path(),
                    e);
        } finally {
            closeChannel();
        }
    }

    /** Touches what is missing, at most one slice. Returns false when nothing was. */
    private boolean touchSlice() throws IOException {
        AppendPosition.OpenFile newest = position.file();
        if (newest == null) {
            return false;
        }
        if (newest != file) {
            follow(newest);
        }
        long written = file.positionBytes();
        long from = Math.max(touchedTo, written & -PAGE_BYTES);
        long to = Math.min(Math.min(written + distanceBytes, channel.size()) & -PAGE_BYTES, from + SLICE_BYTES);
        if (from >= to) {
            return false;
        }
        touch(from, to - from);
        touchedTo = to;
        return true;
    }

    private void follow(AppendPosition.OpenFile newest) throws IOException {
        closeChannel();
        file = newest;
        channel = FileChannel.open(newest.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        touchedTo = 0;
    }

    private void touch(long from, long lengthBytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pages = channel.map(FileChannel.MapMode.READ_WRITE, from, lengthBytes, arena);
            for (long offset = 0; offset < lengthBytes; offset += PAGE_BYTES) {
                WORD.compareAndSet(pages, offset, 0, 0);
            }
        }
        touchedPages += lengthBytes / PAGE_BYTES;
    }

    private void closeChannel() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOGGER.warn("cannot close {} after touching it", file.path(), e);
            }
            channel = null;
        }
    }
}
