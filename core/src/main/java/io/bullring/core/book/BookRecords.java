package io.bullring.core.book;

import java.util.Arrays;

/**
 * The memory of all {@link OrderBook}s of one engine: records of four longs, two to a cache line. An order is a record, a level is one,
 * and the orders of a level are a ring that begins and ends at it, so that nothing has to be asked to put one in or to take one out.
 * Pages are added, never copied; a record that was given back is the next to be used, for it is still in the cache. Engine thread only.
 *
 * <pre>
 *  │ of its kind │ quantity │ previous ←→ next │ of its kind │
 *
 *        ┌──────────────────────────────────────────┐
 *        └─► level ◄──► oldest ◄──► … ◄──► youngest ◄┘
 * </pre>
 */
final class BookRecords {
    /** No record. */
    static final int NIL = -1;

    static final int QUANTITY = 1;

    private static final int LINKS = 2;
    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int RECORD_BITS = 2;
    private static final long LOW = 0xFFFF_FFFFL;

    private long[][] pages = new long[1][];
    private int taken;
    private int firstFree = NIL;

    /** A record whose fields are those of whoever had it before. */
    int take() {
        if (firstFree != NIL) {
            int record = firstFree;
            firstFree = next(record);
            return record;
        }
        int record = taken++;
        if (record >> PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        if (pages[record >> PAGE_BITS] == null) {
            pages[record >> PAGE_BITS] = new long[1 << (PAGE_BITS + RECORD_BITS)];
        }
        return record;
    }

    /** Takes a record back that is in no ring. */
    void give(int record) {
        links(record, NIL, firstFree);
        firstFree = record;
    }

    /** Makes a ring of this record alone. */
    void open(int ring) {
        links(ring, ring, ring);
    }

    /** Puts a record at the end of a ring. */
    void append(int ring, int record) {
        int last = previous(ring);
        links(record, last, ring);
        next(last, record);
        previous(ring, record);
    }

    /** Takes a record out of its ring. */
    void unlink(int record) {
        long links = page(record)[at(record) + LINKS];
        int previous = (int) (links >> 32);
        int next = (int) links;
        next(previous, next);
        previous(next, previous);
    }

    int previous(int record) {
        return (int) (page(record)[at(record) + LINKS] >> 32);
    }

    int next(int record) {
        return (int) page(record)[at(record) + LINKS];
    }

    private void previous(int record, int previous) {
        long[] page = page(record);
        int links = at(record) + LINKS;
        page[links] = (long) previous << 32 | page[links] & LOW;
    }

    private void next(int record, int next) {
        long[] page = page(record);
        int links = at(record) + LINKS;
        page[links] = page[links] & ~LOW | next & LOW;
    }

    private void links(int record, int previous, int next) {
        page(record)[at(record) + LINKS] = (long) previous << 32 | next & LOW;
    }

    /** What holds a record; its fields begin {@link #at}. */
    long[] page(int record) {
        return pages[record >> PAGE_BITS];
    }

    static int at(int record) {
        return (record & PAGE_MASK) << RECORD_BITS;
    }
}
