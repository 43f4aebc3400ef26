package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Once the nodes have their pages, nothing is allocated any more. */
class TriggerAllocationTest {
    private static final int SLOTS = 5_000;
    private static final int ROUNDS = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TriggerNodes nodes = new TriggerNodes();
    private final TriggerBook book = new TriggerBook(nodes);
    private final FiredQueue queue = new FiredQueue(nodes);
    private final SplittableRandom random = new SplittableRandom(20_260_102);
    private long lastId;
    private Object kept;

    @Test
    void shouldAllocateNothingInTheSteadyState() {
        play(false);
        assertEquals(0, allocatedBytes(() -> play(false)));
    }

    /** The same with one small object in each round, so that a zero above is a zero. */
    @Test
    void shouldSeeTheSmallestAllocation() {
        play(true);
        long allocated = allocatedBytes(() -> play(true));
        assertTrue(allocated >= ROUNDS * 8L && allocated < ROUNDS * 64L, allocated + " bytes");
    }

    /** The least of some runs: the JVM itself allocates a little when it drops compiled code in the midst of one. */
    private long allocatedBytes(Runnable work) {
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long before = threads.getThreadAllocatedBytes(thread);
            work.run();
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    /** Fills the book, cancels a third, fires the others at falling and rising prices, and works them off. */
    private void play(boolean allocating) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                book.add(slot, ++lastId, random.nextLong(1, 10_000), (slot & 1) == 0);
            }
            for (int slot = 0; slot < SLOTS; slot += 3) {
                book.remove(slot);
            }
            for (long price = 1; price <= 5_000; price += 50) {
                queue.add(1, false, price, book.takeFalling(10_000 - 2 * price + 2), book.takeRising(2 * price));
            }
            queue.add(1, true, 1, book.takeAllFalling(), book.takeAllRising());
            for (int slot = 1; slot < SLOTS; slot += 5) {
                if (queue.contains(slot)) {
                    queue.take(slot);
                }
            }
            while (queue.poll() != NIL) {
                if (allocating && queue.count() == 7) {
                    kept = new Object[0];
                }
            }
            assertTrue(book.isEmpty() && queue.isEmpty());
        }
        assertEquals(allocating, kept != null);
    }
}
