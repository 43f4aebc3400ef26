package io.bullring.benchmarks.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Hands every report of a book to a second thread, which counts and hashes them: a ring of reports, two to a cache line. It has to cost
 * little and always the same, or it is the ring that is measured. Between two cores a line takes 30 ns, or 180 when the machine has put
 * them far apart, so no line is fought for: reports are published, and the room they took is given back, so many at a time; a cursor of
 * the other thread is looked at only when the last look at it says that there is nothing to do; what a thread has for itself stands on
 * lines of its own. The ring is so much larger than what one core keeps that a line has left the reader's cache when it is written again;
 * to take it out of there would cost the book such a way for every second report. A reader that finds nothing lets the book have the
 * core for a while, should they share one, before it looks again.
 *
 * <pre>
 *  reports   │ order │ kind, reason, other order or owner │ price │ quantity │   four longs each
 *
 *  cursors   ┊ written, read as last seen ┊ published ┊ read, hash ┊             two lines or more apart
 *               the book's thread alone     book's      reader's
 * </pre>
 *
 * <p>One thread says, drains and closes; the reader is its own. Knows nothing but the JDK, so that a peer with a class path of its own
 * is compiled with this very class.
 */
final class ReportRing implements AutoCloseable {
    private static final VarHandle CURSOR = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int WRITTEN = 16;
    private static final int SEEN = WRITTEN + 1;
    private static final int PUBLISHED = 48;
    private static final int READ = 80;
    private static final int HASH = READ + 1;
    private static final int CURSORS = 112;
    private static final long CLOSED = -1;
    private static final int REPORT_BITS = 2;
    private static final int KIND_SHIFT = 56;
    private static final int REASON_SHIFT = 48;

    /** Reports that fit, 8 MiB. */
    static final int SIZE = 1 << 18;

    private static final int BATCH = 1 << 12;
    private static final int MOST_READ = SIZE / 16; // room is given back before a full ring has been emptied
    private static final int SPINS = 64;
    private static final int LOOKS = 16;

    private final long[] reports = new long[SIZE << REPORT_BITS];
    private final long[] cursors = new long[CURSORS];
    private final Thread reader = new Thread(this::read, "report-reader");

    ReportRing() {
        cursors[HASH] = 1;
        reader.start();
    }

    /** Hands one report over, whose other id is below 2⁴⁸; waits when the reader is a whole ring behind. */
    void say(int kind, int reason, long orderId, long otherId, long priceE8, long quantityE8) {
        long written = cursors[WRITTEN];
        if (written - cursors[SEEN] == SIZE) {
            awaitRead(written - SIZE + 1);
        }
        int at = (int) (written & SIZE - 1) << REPORT_BITS;
        reports[at] = orderId;
        reports[at + 1] = (long) kind << KIND_SHIFT | (long) reason << REASON_SHIFT | otherId;
        reports[at + 2] = priceE8;
        reports[at + 3] = quantityE8;
        written++;
        cursors[WRITTEN] = written;
        if ((written & BATCH - 1) == 0) {
            CURSOR.setRelease(cursors, PUBLISHED, written);
        }
    }

    private void awaitRead(long count) {
        long read = (long) CURSOR.getAcquire(cursors, READ);
        for (int looks = 1; read < count; looks++) {
            pause(looks);
            read = (long) CURSOR.getAcquire(cursors, READ);
        }
        cursors[SEEN] = read;
    }

    private void read() {
        long next = 0;
        int looks = 0;
        for (long published = 0; published != CLOSED; published = (long) CURSOR.getAcquire(cursors, PUBLISHED)) {
            if (next == published) {
                looks++;
                pause(looks);
                continue;
            }
            looks = 0;
            long until = Math.min(published, next + MOST_READ);
            cursors[HASH] = hashed(cursors[HASH], next, until);
            next = until;
            CURSOR.setRelease(cursors, READ, next);
        }
    }

    private long hashed(long before, long from, long until) {
        long hash = before;
        for (long report = from; report < until; report++) {
            int at = (int) (report & SIZE - 1) << REPORT_BITS;
            hash = mixed(hash, reports[at], reports[at + 1], reports[at + 2], reports[at + 3]);
        }
        return hash;
    }

    /**
     * The hash of a stream from that of all reports before and the four longs of the next. One multiplication waits for the one before,
     * not four: a reader that is slower than a book would be what is measured.
     */
    static long mixed(long before, long order, long kindAndOther, long price, long quantity) {
        long report = order * 0x9E37_79B9_7F4A_7C15L
                ^ Long.rotateLeft(kindAndOther * 0xBF58_476D_1CE4_E5B9L, 16)
                ^ Long.rotateLeft(price * 0x94D0_49BB_1331_11EBL, 32)
                ^ Long.rotateLeft(quantity * 0xD6E8_FEB8_6659_FD93L, 48);
        long mixed = (before ^ report) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }

    private static void pause(int looks) {
        if (looks % LOOKS == 0) {
            Thread.yield();
            return;
        }
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
    }

    /** Publishes the rest and waits until everything has been read. */
    void drain() {
        CURSOR.setRelease(cursors, PUBLISHED, cursors[WRITTEN]);
        awaitRead(cursors[WRITTEN]);
    }

    /** The hash of all reports; after {@link #drain}. */
    long hash() {
        return cursors[HASH];
    }

    /** How many the reader has read; after {@link #drain}. */
    long count() {
        return cursors[READ];
    }

    /** Ends the reader, which need not have read everything. */
    @Override
    public void close() {
        CURSOR.setRelease(cursors, PUBLISHED, CLOSED);
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the reader was ending", e);
        }
    }
}
