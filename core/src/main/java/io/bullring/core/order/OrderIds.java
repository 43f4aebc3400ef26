package io.bullring.core.order;

import java.util.Arrays;

/**
 * Finds the slot of an open order by its id: a table of the first slot of each hash, chained by slot in both directions. Ids that are
 * issued one after the other lie one after the other, sixteen to a cache line, and never meet; only an old order that is still there
 * shares the place of a young one. Whoever makes such a chain long pays for it himself, when he asks for its orders by id: entering
 * and removing cost the same however long it is. An id above all that were ever there is not looked for. Has four places for each
 * order, so that a young order seldom meets an old one; is never walked, so its order reaches nothing. Engine thread only.
 */
public final class OrderIds {
    /** No such order. */
    public static final int NONE = -1;

    private static final int FIRST_SIZE = 64;
    private static final int PLACES = 4;
    private static final long LOW = 0xFFFF_FFFFL;

    /** Tells the id of the order that is in a slot. */
    public interface Slots {
        long idAt(int slot);
    }

    private final Slots slots;
    private int[] firsts = empty(FIRST_SIZE);
    private long[] chains = new long[FIRST_SIZE]; // by slot: the slot before in the upper half, the one behind in the lower
    private int mask = FIRST_SIZE - 1;
    private long highest;
    private int count;

    public OrderIds(Slots slots) {
        this.slots = slots;
    }

    /** The slot of this id, or {@link #NONE}. */
    public int slotOf(long orderId) {
        if (orderId > highest) {
            return NONE;
        }
        int slot = firsts[home(orderId)];
        while (slot != NONE && slots.idAt(slot) != orderId) {
            slot = (int) chains[slot];
        }
        return slot;
    }

    /** Enters an id that is not there; its slot has it already. */
    public void put(long orderId, int slot) {
        highest = Math.max(highest, orderId);
        count++;
        if (count > firsts.length / PLACES) {
            grow();
        }
        if (slot >= chains.length) {
            chains = Arrays.copyOf(chains, Math.max(slot + 1, chains.length * 2));
        }
        enter(orderId, slot);
    }

    private void enter(long orderId, int slot) {
        int home = home(orderId);
        int next = firsts[home];
        chains[slot] = chain(NONE, next);
        if (next != NONE) {
            chains[next] = chain(slot, (int) chains[next]);
        }
        firsts[home] = slot;
    }

    private void grow() {
        int[] smaller = firsts;
        firsts = empty(smaller.length * 2);
        mask = firsts.length - 1;
        for (int first : smaller) {
            for (int slot = first; slot != NONE;) {
                int next = (int) chains[slot];
                enter(slots.idAt(slot), slot);
                slot = next;
            }
        }
    }

    /** Takes an id out that is there. */
    public void remove(long orderId, int slot) {
        int next = (int) chains[slot];
        int previous = (int) (chains[slot] >> 32);
        if (previous == NONE) {
            firsts[home(orderId)] = next;
        } else {
            chains[previous] = chain((int) (chains[previous] >> 32), next);
        }
        if (next != NONE) {
            chains[next] = chain(previous, (int) chains[next]);
        }
        count--;
    }

    private static long chain(int before, int after) {
        return (long) before << 32 | after & LOW;
    }

    /** Neighbours stay neighbours; ids with gaps of a power of two are spread by their upper bits. */
    private int home(long orderId) {
        return (int) (orderId + (orderId >>> 17) + (orderId >>> 37)) & mask;
    }

    private static int[] empty(int size) {
        int[] firsts = new int[size];
        Arrays.fill(firsts, NONE);
        return firsts;
    }
}
