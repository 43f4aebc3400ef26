package io.bullring.benchmarks.book;

import com.sun.management.ThreadMXBean;
import io.bullring.core.workload.BookTape;
import java.lang.management.ManagementFactory;

/**
 * One contestant plays one tape, with books that have never seen an order.
 *
 * @param ns from the first measured message to the last report's being read
 * @param allocatedBytes by the thread that plays
 * @param reports how many
 * @param hash of all reports
 */
record BookPass(long ns, long allocatedBytes, long reports, long hash) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** An order and all that is said to it later go to the book of its id, so that the books take turns. */
    static BookPass play(Contestant contestant, BookTape tape, int firstMeasured, int books) {
        try (ReportRing ring = new ReportRing()) {
            Contestant.Books opened = contestant.open(books, new RingListener(ring));
            play(opened, tape, 0, firstMeasured, books);
            ring.drain();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long from = System.nanoTime();
            play(opened, tape, firstMeasured, tape.count(), books);
            long allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            ring.drain();
            return new BookPass(System.nanoTime() - from, allocatedBytes, ring.count(), ring.hash());
        }
    }

    private static void play(Contestant.Books opened, BookTape tape, int from, int to, int books) {
        for (int message = from; message < to; message++) {
            opened.apply(tape, message, books == 1 ? 0 : (int) (tape.orderId(message) % books));
        }
    }
}
