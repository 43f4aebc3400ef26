package io.bullring.core.book;

import java.util.Arrays;

/**
 * The prices at which orders rest, of all {@link OrderBook}s of one engine: four longs each, in a slot that is used again. Pages
 * are added, never copied. Engine thread only.
 *
 * <pre>
 *  │ key │ quantity │ first → last order │ book, count of orders │
 *    the price of an offer, or that of a bid with its sign turned: the lower key is the better one
 * </pre>
 */
public final class BookLevels {
    private static final int NIL = BookOrders.NIL;
    private static final int PAGE_BITS = 8;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int RECORD_BITS = 2;
    private static final int KEY = 0;
    private static final int QUANTITY = 1;
    private static final int ENDS = 2;
    private static final int BOOK = 3;

    private final BookOrders orders;
    private long[][] pages = new long[1][];
    private int slotCount;
    private int firstFree = NIL;

    public BookLevels(BookOrders orders) {
        this.orders = orders;
    }

    /** A level of this book without orders. */
    int open(int book, long key) {
        int level = takeSlot();
        long[] page = page(level);
        int at = at(level);
        page[at + KEY] = key;
        page[at + QUANTITY] = 0;
        page[at + ENDS] = -1;
        page[at + BOOK] = (long) book << 32;
        return level;
    }

    /** Gives back a level without orders. */
    void close(int level) {
        page(level)[at(level) + ENDS] = firstFree;
        firstFree = level;
    }

    private int takeSlot() {
        if (firstFree != NIL) {
            int level = firstFree;
            firstFree = (int) page(level)[at(level) + ENDS];
            return level;
        }
        int level = slotCount++;
        if (level >> PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        if (pages[level >> PAGE_BITS] == null) {
            pages[level >> PAGE_BITS] = new long[1 << (PAGE_BITS + RECORD_BITS)];
        }
        return level;
    }

    /** Puts an order behind all others of its price. */
    void append(int level, int slot, long quantityE8) {
        long[] page = page(level);
        int at = at(level);
        int last = (int) page[at + ENDS];
        orders.links(slot, last, NIL);
        if (last == NIL) {
            page[at + ENDS] = pair(slot, slot);
        } else {
            orders.next(last, slot);
            page[at + ENDS] = pair((int) (page[at + ENDS] >> 32), slot);
        }
        page[at + QUANTITY] += quantityE8;
        page[at + BOOK]++;
    }

    /** Takes an order out that has so much left. */
    void unlink(int level, int slot, long quantityE8) {
        long[] page = page(level);
        int at = at(level);
        int previous = orders.previous(slot);
        int next = orders.next(slot);
        int first = (int) (page[at + ENDS] >> 32);
        int last = (int) page[at + ENDS];
        if (previous == NIL) {
            first = next;
        } else {
            orders.next(previous, next);
        }
        if (next == NIL) {
            last = previous;
        } else {
            orders.previous(next, previous);
        }
        page[at + ENDS] = pair(first, last);
        page[at + QUANTITY] -= quantityE8;
        page[at + BOOK]--;
    }

    long key(int level) {
        return page(level)[at(level) + KEY];
    }

    /** All that its orders have left. */
    long quantityE8(int level) {
        return page(level)[at(level) + QUANTITY];
    }

    void takeQuantity(int level, long quantityE8) {
        page(level)[at(level) + QUANTITY] -= quantityE8;
    }

    int first(int level) {
        return (int) (page(level)[at(level) + ENDS] >> 32);
    }

    int book(int level) {
        return (int) (page(level)[at(level) + BOOK] >> 32);
    }

    int orderCount(int level) {
        return (int) page(level)[at(level) + BOOK];
    }

    private long[] page(int level) {
        return pages[level >> PAGE_BITS];
    }

    private static int at(int level) {
        return (level & PAGE_MASK) << RECORD_BITS;
    }

    private static long pair(int first, int last) {
        return (long) first << 32 | last & 0xFFFF_FFFFL;
    }
}
