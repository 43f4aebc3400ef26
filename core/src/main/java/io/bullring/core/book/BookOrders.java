package io.bullring.core.book;

import io.bullring.core.fault.Check;
import io.bullring.core.order.OrderIds;
import io.bullring.protocol.SelfTradePrevention;
import java.util.Arrays;

/**
 * The resting orders of all {@link OrderBook}s of one engine: four longs each, in a slot that is used again. The orders of a price are
 * a list in the order of their arrival. Pages are added, never copied; only the index of ids is, when it grows. Engine thread only.
 *
 * <pre>
 *  │ id │ quantity │ previous ←→ next of its price │ level, owner, post-only, self-trade prevention │
 * </pre>
 */
public final class BookOrders {
    /** No order. */
    static final int NIL = -1;

    /** Highest number of an owner. */
    public static final int MAX_OWNER = (1 << 24) - 1;

    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int RECORD = 4;
    private static final int ID = 0;
    private static final int QUANTITY = 1;
    private static final int LINKS = 2;
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
    private final OrderIds ids = new OrderIds(this::id);
    private long[][] pages = new long[1][];
    private int slotCount;
    private int firstFree = NIL;
    private int count;

    /** @param maxOrders orders that rest at the same time, in all books together */
    public BookOrders(int maxOrders) {
        this.maxOrders = maxOrders;
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
        int slot = takeSlot();
        long[] page = page(slot);
        int at = at(slot);
        page[at + ID] = orderId;
        page[at + QUANTITY] = quantityE8;
        page[at + PLACE] = (long) level << 32
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
        page(slot)[at(slot) + LINKS] = firstFree;
        firstFree = slot;
        count--;
    }

    private int takeSlot() {
        if (firstFree != NIL) {
            int slot = firstFree;
            firstFree = (int) page(slot)[at(slot) + LINKS];
            return slot;
        }
        Check.that(slotCount < maxOrders, "more orders than there is room for");
        int slot = slotCount++;
        if (slot >> PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length * 2);
        }
        if (pages[slot >> PAGE_BITS] == null) {
            pages[slot >> PAGE_BITS] = new long[RECORD << PAGE_BITS];
        }
        return slot;
    }

    long id(int slot) {
        return page(slot)[at(slot) + ID];
    }

    long quantityE8(int slot) {
        return page(slot)[at(slot) + QUANTITY];
    }

    void quantityE8(int slot, long quantityE8) {
        page(slot)[at(slot) + QUANTITY] = quantityE8;
    }

    /** Puts an order that is in no list at another level. */
    void move(int slot, long quantityE8, int level) {
        long[] page = page(slot);
        int at = at(slot);
        page[at + QUANTITY] = quantityE8;
        page[at + PLACE] = (long) level << 32 | page[at + PLACE] & 0xFFFF_FFFFL;
    }

    int level(int slot) {
        return (int) (page(slot)[at(slot) + PLACE] >> 32);
    }

    int owner(int slot) {
        return (int) page(slot)[at(slot) + PLACE] >>> OWNER_SHIFT;
    }

    boolean isPostOnly(int slot) {
        return (page(slot)[at(slot) + PLACE] & POST_ONLY) != 0;
    }

    SelfTradePrevention prevention(int slot) {
        return PREVENTIONS[(int) page(slot)[at(slot) + PLACE] & (POST_ONLY - 1)];
    }

    int previous(int slot) {
        return (int) (page(slot)[at(slot) + LINKS] >> 32);
    }

    int next(int slot) {
        return (int) page(slot)[at(slot) + LINKS];
    }

    void links(int slot, int previous, int next) {
        page(slot)[at(slot) + LINKS] = (long) previous << 32 | next & 0xFFFF_FFFFL;
    }

    void previous(int slot, int previous) {
        links(slot, previous, next(slot));
    }

    void next(int slot, int next) {
        links(slot, previous(slot), next);
    }

    private long[] page(int slot) {
        return pages[slot >> PAGE_BITS];
    }

    private static int at(int slot) {
        return (slot & PAGE_MASK) * RECORD;
    }
}
