package io.bullring.core.book;

/**
 * Finds the slot of a resting order by its id: an open-addressed table of longs, at most half full, each the lower half of an id
 * beside its slot; eight to a cache line. Ids that are issued one after the other lie one after the other, so that young orders are
 * found in lines that are still warm. An entry tells its home without a look at its order, so taking one out closes the gap behind
 * it and leaves no tombstone. Doubles when it is half full; is never walked. Engine thread only.
 *
 * <pre>
 *  │ lower 32 bits of the id │ slot + 1 │        0: empty
 * </pre>
 */
final class OrderIds {
    private static final int FIRST_SIZE = 64;

    private final BookOrders orders;
    private long[] entries = new long[FIRST_SIZE];
    private int mask = FIRST_SIZE - 1;
    private int count;

    OrderIds(BookOrders orders) {
        this.orders = orders;
    }

    /** The slot of this id, or {@link BookOrders#NIL}. */
    int slotOf(long orderId) {
        int low = (int) orderId;
        for (int place = home(low);; place = (place + 1) & mask) {
            long entry = entries[place];
            if (entry == 0) {
                return BookOrders.NIL;
            }
            if (low(entry) == low && orders.id(slot(entry)) == orderId) {
                return slot(entry);
            }
        }
    }

    /** Enters an id that is not there. */
    void put(long orderId, int slot) {
        count++;
        if (count * 2 > entries.length) {
            grow();
        }
        enter((int) orderId, slot);
    }

    private void enter(int low, int slot) {
        int place = home(low);
        while (entries[place] != 0) {
            place = (place + 1) & mask;
        }
        entries[place] = (long) low << 32 | (slot + 1);
    }

    private void grow() {
        long[] smaller = entries;
        entries = new long[smaller.length * 2];
        mask = entries.length - 1;
        for (long entry : smaller) {
            if (entry != 0) {
                enter(low(entry), slot(entry));
            }
        }
    }

    /** Takes an id out that is there. */
    void remove(long orderId, int slot) {
        long entry = orderId << 32 | (slot + 1);
        int gap = home((int) orderId);
        while (entries[gap] != entry) {
            gap = (gap + 1) & mask;
        }
        for (int place = (gap + 1) & mask; entries[place] != 0; place = (place + 1) & mask) {
            int home = home(low(entries[place]));
            if (((place - home) & mask) >= ((place - gap) & mask)) {
                entries[gap] = entries[place];
                gap = place;
            }
        }
        entries[gap] = 0;
        count--;
    }

    /** Neighbours stay neighbours; ids with gaps of a power of two are spread by their upper bits. */
    private int home(int low) {
        return (low + (low >>> 9) + (low >>> 20)) & mask;
    }

    private static int low(long entry) {
        return (int) (entry >> 32);
    }

    private static int slot(long entry) {
        return (int) entry - 1;
    }
}
