package io.bullring.core.book;

import static io.bullring.core.book.BookRecords.QUANTITY;
import static io.bullring.core.book.BookRecords.at;

/**
 * The prices at which orders rest, of all {@link OrderBook}s of one engine: records of the memory that the orders are in, each the
 * head of its orders' ring. Engine thread only.
 *
 * <pre>
 *  │ key │ quantity │ last ←→ first order │ book, count of orders │
 *    the price of an offer, or that of a bid with its sign turned: the lower key is the better one
 * </pre>
 */
public final class BookLevels {
    private static final int KEY = 0;
    private static final int BOOK = 3;

    private final BookRecords records;

    public BookLevels(BookOrders orders) {
        records = orders.records();
    }

    /** A level of this book without orders. */
    int open(int book, long key) {
        int level = records.take();
        long[] memory = records.memory();
        int at = at(level);
        memory[at + KEY] = key;
        memory[at + QUANTITY] = 0;
        memory[at + BOOK] = (long) book << 32;
        records.open(level);
        return level;
    }

    /** Gives back a level with its last order still in it. */
    void close(int level) {
        records.give(level);
    }

    /** Puts an order behind all others of its price. */
    void append(int level, int order, long quantityE8) {
        records.append(level, order);
        long[] memory = records.memory();
        int at = at(level);
        memory[at + QUANTITY] += quantityE8;
        memory[at + BOOK]++;
    }

    /** Takes an order out that has so much left. */
    void unlink(int level, int order, long quantityE8) {
        records.unlink(order);
        long[] memory = records.memory();
        int at = at(level);
        memory[at + QUANTITY] -= quantityE8;
        memory[at + BOOK]--;
    }

    long key(int level) {
        return records.memory()[at(level) + KEY];
    }

    /** All that its orders have left. */
    long quantityE8(int level) {
        return records.memory()[at(level) + QUANTITY];
    }

    void takeQuantity(int level, long quantityE8) {
        records.memory()[at(level) + QUANTITY] -= quantityE8;
    }

    /** The oldest order of a level that has any; behind the youngest comes the level itself. */
    int first(int level) {
        return records.next(level);
    }

    int book(int level) {
        return (int) (records.memory()[at(level) + BOOK] >> 32);
    }

    int orderCount(int level) {
        return (int) records.memory()[at(level) + BOOK];
    }
}
