package io.bullring.benchmarks.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands every report of a book to a second thread, which counts and hashes them: a ring of reports, two to a cache line, published
 * sixteen lines at a time. Published one by one, the two threads would pass the line of the cursor to and fro as often as they happened
 * to be equally fast, and a pass would take one of two times, three apart. Knows nothing but the JDK, so that
 * a peer with a class path of its own is compiled with this very class.
 *
 * <pre>
 *  a report   │ order │ kind, reason, other order or owner │ price │ quantity │
 * </pre>
 */
final class ReportRing implements AutoCloseable {
    private static final VarHandle CURSOR = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int WRITTEN = 16;
    private static final int READ = 48;
    private static final int CURSORS = 64;
    private static final int SIZE = 1 << 14;
    private static final int BATCH = 32;
    private static final int MOST_READ = SIZE / 16; // room is given back before a full ring has been emptied
    private static final int REPORT_BITS = 2;
    private static final int KIND_SHIFT = 56;
    private static final int REASON_SHIFT = 48;
    private static final int SPINS = 100;

    private final long[] reports = new long[SIZE << REPORT_BITS];
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
        int at = (int) written % SIZE << REPORT_BITS;
        reports[at] = orderId;
        reports[at + 1] = (long) kind << KIND_SHIFT | (long) reason << REASON_SHIFT | otherId;
        reports[at + 2] = priceE8;
        reports[at + 3] = quantityE8;
        written++;
        if (written % BATCH == 0) {
            CURSOR.setRelease(cursors, WRITTEN, written);
        }
    }

    private void read() {
        long next = 0;
        int idle = 0;
        while (!isClosed) {
            long until = Math.min((long) CURSOR.getAcquire(cursors, WRITTEN), next + MOST_READ);
            if (next == until) {
                idle++;
                pause(idle);
                continue;
            }
            idle = 0;
            for (; next < until; next++) {
                hash = mixed(hash, (int) next % SIZE << REPORT_BITS);
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

    /** One multiplication waits for the one before, not four: a reader that is slower than a book would be what is measured. */
    private long mixed(long before, int at) {
        long report = reports[at] * 0x9E37_79B9_7F4A_7C15L
                ^ Long.rotateLeft(reports[at + 1] * 0xBF58_476D_1CE4_E5B9L, 16)
                ^ Long.rotateLeft(reports[at + 2] * 0x94D0_49BB_1331_11EBL, 32)
                ^ Long.rotateLeft(reports[at + 3] * 0xD6E8_FEB8_6659_FD93L, 48);
        long mixed = (before ^ report) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }

    /** Publishes the rest and waits until everything has been read. */
    void drain() {
        CURSOR.setRelease(cursors, WRITTEN, written);
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
