package io.bullring.benchmarks.book;

import com.sun.management.ThreadMXBean;
import io.bullring.core.workload.BookTape;
import java.lang.management.ManagementFactory;

/**
 * One contestant plays one tape, with books that have never seen an order.
 *
 * @param ns from the first message to the last report's being read
 * @param allocatedBytes by the thread that plays
 * @param reports how many
 * @param hash of all reports
 */
record BookPass(long ns, long allocatedBytes, long reports, long hash) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static BookPass play(Contestant contestant, BookTape tape, int books) {
        try (ReportRing ring = new ReportRing()) {
            Contestant.Books opened = contestant.open(books, ring);
            int count = tape.count();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long from = System.nanoTime();
            for (int i = 0; i < count; i++) {
                opened.apply(tape, i, 0);
            }
            long allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            ring.drain();
            return new BookPass(System.nanoTime() - from, allocatedBytes, ring.count(), ring.hash());
        }
    }
}
