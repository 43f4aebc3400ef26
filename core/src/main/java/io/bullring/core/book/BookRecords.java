package io.bullring.core.book;

import java.util.Arrays;

/**
 * The memory of all {@link OrderBook}s of one engine: records of four longs, of which every other one may lie across two cache lines,
 * for where in a line an array begins is up to the JVM. An order is a record, a level is one, and the orders of a level are a ring that
 * begins and ends at it, so that nothing has to be asked to put one in or to take one out. A record that was given back is the next to
 * be used, for it is still in the cache. The memory is one array, which doubles: found by way of pages, a record costs a tenth of a
 * message more, and the table of ids doubles at the same time. Engine thread only.
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
    private static final int FIRST_RECORDS = 1 << 10;
    private static final int RECORD_BITS = 2;
    private static final long LOW = 0xFFFF_FFFFL;

    private long[] memory = new long[FIRST_RECORDS << RECORD_BITS];
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
        if (at(taken) > memory.length) {
            memory = Arrays.copyOf(memory, memory.length * 2);
        }
        return record;
    }

    /** Takes a record back that no ring of others leads to. */
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
        long links = memory[at(record) + LINKS];
        int previous = (int) (links >> 32);
        int next = (int) links;
        next(previous, next);
        previous(next, previous);
    }

    int previous(int record) {
        return (int) (memory[at(record) + LINKS] >> 32);
    }

    int next(int record) {
        return (int) memory[at(record) + LINKS];
    }

    private void previous(int record, int previous) {
        int links = at(record) + LINKS;
        memory[links] = (long) previous << 32 | memory[links] & LOW;
    }

    private void next(int record, int next) {
        int links = at(record) + LINKS;
        memory[links] = memory[links] & ~LOW | next & LOW;
    }

    private void links(int record, int previous, int next) {
        memory[at(record) + LINKS] = (long) previous << 32 | next & LOW;
    }

    /** What holds the records, until the next one is taken; the fields of each begin {@link #at}. */
    long[] memory() {
        return memory;
    }

    static int at(int record) {
        return record << RECORD_BITS;
    }
}
