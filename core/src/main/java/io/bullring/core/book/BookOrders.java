package io.bullring.core.book;

import static io.bullring.core.book.BookRecords.QUANTITY;
import static io.bullring.core.book.BookRecords.at;

import io.bullring.core.fault.Check;
import io.bullring.core.order.OrderIds;
import io.bullring.protocol.SelfTradePrevention;
import java.util.function.LongSupplier;

/**
 * The resting orders of all {@link OrderBook}s of one engine: records that are used again, in the ring of their level in the order of
 * their arrival. Engine thread only.
 *
 * <pre>
 *  │ id │ quantity │ previous ←→ next of its price │ level, owner, post-only, self-trade prevention │
 * </pre>
 */
public final class BookOrders {
    /** No order. */
    static final int NIL = BookRecords.NIL;

    /** Highest number of an owner. */
    public static final int MAX_OWNER = (1 << 24) - 1;

    private static final int ID = 0;
    private static final int PLACE = 3;
    private static final int OWNER_SHIFT = 8;
    private static final int POST_ONLY = 1 << 7;
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final int maxOrders;
    private final OrderIds ids;
    private final BookRecords records = new BookRecords();
    private int count;

    /** @param maxOrders orders that rest at the same time, in all books together */
    public BookOrders(int maxOrders) {
        this(maxOrders, () -> 1);
    }

    /** @param salt for the ids of orders that somebody might choose: see {@link OrderIds} */
    public BookOrders(int maxOrders, LongSupplier salt) {
        this.maxOrders = maxOrders;
        ids = new OrderIds(this::id, salt);
    }

    /** Where they are, and the levels. */
    BookRecords records() {
        return records;
    }

    /** Orders at rest in all books. */
    public int count() {
        return count;
    }

    boolean isFull() {
        return count == maxOrders;
    }

    /** The slot of an order, or {@link #NIL}. */
    int slotOf(long orderId) {
        return ids.slotOf(orderId);
    }

    /** Takes an order that is in no list yet. */
    int add(long orderId, int owner, boolean postOnly, SelfTradePrevention prevention, long quantityE8, int level) {
        Check.that(count < maxOrders, "more orders than there is room for");

        int slot = records.take();
        long[] memory = records.memory();
        int at = at(slot);
        memory[at + ID] = orderId;
        memory[at + QUANTITY] = quantityE8;
        memory[at + PLACE] = (long) level << 32
                | (long) owner << OWNER_SHIFT
                | (postOnly ? POST_ONLY : 0)
                | prevention.value();
        ids.put(orderId, slot);
        count++;
        return slot;
    }

    /** Forgets an order that is in no list any more. */
    void remove(int slot) {
        ids.remove(id(slot), slot);
        records.give(slot);
        count--;
    }

    long id(int slot) {
        return records.memory()[at(slot) + ID];
    }

    long quantityE8(int slot) {
        return records.memory()[at(slot) + QUANTITY];
    }

    void quantityE8(int slot, long quantityE8) {
        records.memory()[at(slot) + QUANTITY] = quantityE8;
    }

    /** Puts an order that is in no list at another level. */
    void move(int slot, long quantityE8, int level) {
        long[] memory = records.memory();
        int at = at(slot);
        memory[at + QUANTITY] = quantityE8;
        memory[at + PLACE] = (long) level << 32 | memory[at + PLACE] & 0xFFFF_FFFFL;
    }

    int level(int slot) {
        return (int) (records.memory()[at(slot) + PLACE] >> 32);
    }

    int owner(int slot) {
        return (int) records.memory()[at(slot) + PLACE] >>> OWNER_SHIFT;
    }

    boolean isPostOnly(int slot) {
        return (records.memory()[at(slot) + PLACE] & POST_ONLY) != 0;
    }

    SelfTradePrevention prevention(int slot) {
        return PREVENTIONS[(int) records.memory()[at(slot) + PLACE] & (POST_ONLY - 1)];
    }

    /** The order behind this one; behind the youngest its level. */
    int next(int slot) {
        return records.next(slot);
    }
}
