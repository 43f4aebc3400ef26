package io.bullring.core.book;

import java.util.Arrays;

/**
 * Finds the slot of a resting order by its id: a table of the first slot of each hash, chained through the orders. Ids that are
 * issued one after the other lie one after the other, sixteen to a cache line, and never meet; only an old order that is still there
 * shares the place of a young one. Doubles when there are as many orders as places; is never walked. Engine thread only.
 */
final class OrderIds {
    private static final int FIRST_SIZE = 64;

    private final BookOrders orders;
    private int[] firsts = empty(FIRST_SIZE);
    private int mask = FIRST_SIZE - 1;
    private int count;

    OrderIds(BookOrders orders) {
        this.orders = orders;
    }

    /** The slot of this id, or {@link BookOrders#NIL}. */
    int slotOf(long orderId) {
        int slot = firsts[home(orderId)];
        while (slot != BookOrders.NIL && orders.id(slot) != orderId) {
            slot = orders.chained(slot);
        }
        return slot;
    }

    /** Enters an id that is not there. */
    void put(long orderId, int slot) {
        count++;
        if (count > firsts.length) {
            grow();
        }
        enter(orderId, slot);
    }

    private void enter(long orderId, int slot) {
        int home = home(orderId);
        orders.chained(slot, firsts[home]);
        firsts[home] = slot;
    }

    private void grow() {
        int[] smaller = firsts;
        firsts = empty(smaller.length * 4);
        mask = firsts.length - 1;
        for (int first : smaller) {
            for (int slot = first; slot != BookOrders.NIL;) {
                int next = orders.chained(slot);
                enter(orders.id(slot), slot);
                slot = next;
            }
        }
    }

    /** Takes an id out that is there. */
    void remove(long orderId, int slot) {
        int home = home(orderId);
        if (firsts[home] == slot) {
            firsts[home] = orders.chained(slot);
        } else {
            int before = firsts[home];
            while (orders.chained(before) != slot) {
                before = orders.chained(before);
            }
            orders.chained(before, orders.chained(slot));
        }
        count--;
    }

    /** Neighbours stay neighbours; ids with gaps of a power of two are spread by their upper bits. */
    private int home(long orderId) {
        return (int) (orderId + (orderId >>> 17) + (orderId >>> 37)) & mask;
    }

    private static int[] empty(int size) {
        int[] firsts = new int[size];
        Arrays.fill(firsts, BookOrders.NIL);
        return firsts;
    }
}
