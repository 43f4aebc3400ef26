package io.bullring.core.order;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Finds the slot of an open order by its id: a table of the first slot of each hash, chained by slot in both directions. Ids that are
 * issued one after the other, as many as there are places, lie one after the other and never meet; only an old order that is still
 * there shares the place of a young one. Which old and which young ones meet depends on a salt that is asked for whenever the table
 * grows: whoever waits for his turns to get ids that meet has to know it, and everybody who trades with him would walk the chain.
 * An id above all that were ever there is not looked for. Has four places for each order, so that a young order seldom meets an old
 * one; is never walked, so its order reaches nothing. Engine thread only.
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
    private final LongSupplier salt;
    private int[] firsts = empty(FIRST_SIZE);
    private long[] chains = new long[FIRST_SIZE]; // by slot: the slot before in the upper half, the one behind in the lower
    private int mask;
    private int placeBits;
    private long factor;
    private long highest;
    private int count;

    /** @param salt a number that none of those whose orders these are can know; it need not be the same in a replay */
    public OrderIds(Slots slots, LongSupplier salt) {
        this.slots = slots;
        this.salt = salt;
        measure();
    }

    private void measure() {
        mask = firsts.length - 1;
        placeBits = Integer.bitCount(mask);
        factor = salt.getAsLong() | 1;
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
        measure();
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

    /** Neighbours stay neighbours; each run of as many ids as there are places begins where the salt says. */
    private int home(long orderId) {
        return (int) (orderId + ((orderId >>> placeBits) * factor >>> 32)) & mask;
    }

    private static int[] empty(int size) {
        int[] firsts = new int[size];
        Arrays.fill(firsts, NONE);
        return firsts;
    }
}
