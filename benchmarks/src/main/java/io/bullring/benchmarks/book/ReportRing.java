package io.bullring.benchmarks.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands every report of a book to a second thread, which counts and hashes them: a ring of cache lines, one a report, each published
 * as soon as it is written. Knows nothing but the JDK, so that a peer with a class path of its own is compiled with this very class.
 *
 * <pre>
 *  a line   │ kind │ reason │ order │ other order, or owner │ price │ quantity │ - │ - │
 * </pre>
 */
final class ReportRing implements AutoCloseable {
    private static final VarHandle CURSOR = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int WRITTEN = 16;
    private static final int READ = 48;
    private static final int CURSORS = 64;
    private static final int SIZE = 1 << 14;
    private static final int LINE_BITS = 3;
    private static final int FIELDS = 6;
    private static final int SPINS = 100;

    private final long[] lines = new long[SIZE << LINE_BITS];
    private final long[] cursors = new long[CURSORS]; // one for each thread, lines apart
    private final Thread reader = new Thread(this::read, "report-reader");
    private long written;
    private long lastRead;
    private volatile boolean isClosed;
    private long hash = 1;

    ReportRing() {
        reader.start();
    }

    /** Hands one report over; waits when the reader is a whole ring behind. */
    void say(int kind, int reason, long orderId, long otherId, long priceE8, long quantityE8) {
        for (int idle = 1; written - lastRead == SIZE; idle++) {
            pause(idle);
            lastRead = (long) CURSOR.getAcquire(cursors, READ);
        }
        int at = (int) written % SIZE << LINE_BITS;
        lines[at] = kind;
        lines[at + 1] = reason;
        lines[at + 2] = orderId;
        lines[at + 3] = otherId;
        lines[at + 4] = priceE8;
        lines[at + 5] = quantityE8;
        written++;
        CURSOR.setRelease(cursors, WRITTEN, written);
    }

    private void read() {
        long next = 0;
        int idle = 0;
        while (!isClosed) {
            long until = (long) CURSOR.getAcquire(cursors, WRITTEN);
            if (next == until) {
                idle++;
                pause(idle);
                continue;
            }
            idle = 0;
            for (; next < until; next++) {
                hash = mixed(hash, (int) next % SIZE << LINE_BITS);
            }
            CURSOR.setRelease(cursors, READ, next);
        }
    }

    private static void pause(int idle) {
        if (idle % SPINS == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    private long mixed(long before, int at) {
        long mixed = before;
        for (int field = 0; field < FIELDS; field++) {
            mixed = (mixed ^ lines[at + field]) * 0x9E37_79B9_7F4A_7C15L;
        }
        return mixed ^ mixed >>> 29;
    }

    /** Waits until everything has been read. */
    void drain() {
        for (int idle = 1; (long) CURSOR.getAcquire(cursors, READ) < written; idle++) {
            pause(idle);
        }
    }

    /** The hash of all reports; after {@link #drain}. */
    long hash() {
        return hash;
    }

    /** How many there were. */
    long count() {
        return written;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the reader was ending", e);
        }
    }
}
