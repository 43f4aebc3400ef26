package io.bullring.core.order;

import io.bullring.core.fault.Check;
import java.util.Arrays;

/**
 * Finds the slot of an open order by its id: a table of the first slot of each hash, chained by slot in both directions. Ids that are
 * issued one after the other lie one after the other, sixteen to a cache line, and never meet; only an old order that is still there
 * shares the place of a young one. Whoever makes such a chain long pays for it himself, when he asks for its orders by id: entering
 * and removing cost the same however long it is. An id above all that were ever there is not looked for. Has four places for each
 * order, so that a young order seldom meets an old one; is never walked, so its order reaches nothing. Engine thread only.
 *
 * <p>A table that is too small is not emptied at once, for then one order would wait for all the others. Those that come enter a larger
 * one, and each that enters takes a few out of the old one with it; an id that is in neither place is looked for in both. Only the memory
 * is taken, and the chains copied, in one go.
 *
 * <pre>
 *   old    ░ ░ ░ ░ │ x · x x ·            emptied from the left, nothing enters
 *   table  x · · x · x · x · · · x · · x · · ·
 * </pre>
 */
public final class OrderIds {
    /** No such order. */
    public static final int NONE = -1;

    private static final int FIRST_SIZE = 64;
    private static final int PLACES = 4;
    private static final int[] NOTHING = {};

    /**
     * Steps of emptying the old table that one order takes at most, an empty place or an id each. A table has four places for each order,
     * and is full again when as many orders have come as it had: five steps each would do.
     */
    static final int MOST_STEPS = 8;

    private static final long LOW = 0xFFFF_FFFFL;

    /** Tells the id of the order that is in a slot. */
    public interface Slots {
        long idAt(int slot);
    }

    private final Slots slots;
    private int[] firsts = new int[FIRST_SIZE]; // one more than the slot, so that new memory is empty
    private int[] old = NOTHING;
    private int emptied;
    private long[] chains = new long[FIRST_SIZE]; // by slot: the slot before in the upper half, the one behind in the lower
    private int mask = FIRST_SIZE - 1;
    private long highest;
    private int count;
    private long steps;

    public OrderIds(Slots slots) {
        this.slots = slots;
    }

    /** The slot of this id, or {@link #NONE}. */
    public int slotOf(long orderId) {
        if (orderId > highest) {
            return NONE;
        }
        int hash = hash(orderId);
        int slot = inChain(firsts[hash & mask] - 1, orderId);
        return slot == NONE && isMoving() ? inChain(old[hash & old.length - 1] - 1, orderId) : slot;
    }

    private int inChain(int first, long orderId) {
        int slot = first;
        while (slot != NONE && slots.idAt(slot) != orderId) {
            slot = (int) chains[slot];
        }
        return slot;
    }

    /** How many steps of emptying old tables there were. */
    long steps() {
        return steps;
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
        if (isMoving()) {
            moveOn();
        }
        enter(orderId, slot);
    }

    private void enter(long orderId, int slot) {
        int home = hash(orderId) & mask;
        int next = firsts[home] - 1;
        chains[slot] = chain(NONE, next);
        if (next != NONE) {
            chains[next] = chain(slot, (int) chains[next]);
        }
        firsts[home] = slot + 1;
    }

    private boolean isMoving() {
        return old.length > 0;
    }

    private void grow() {
        Check.that(!isMoving(), "the table grows faster than it is emptied");
        old = firsts;
        emptied = 0;
        firsts = new int[old.length * 2];
        mask = firsts.length - 1;
    }

    private void moveOn() {
        for (int step = 0; step < MOST_STEPS; step++) {
            if (emptied == old.length) {
                old = NOTHING;
                return;
            }
            steps++;
            int slot = old[emptied] - 1;
            if (slot == NONE) {
                emptied++;
            } else {
                move(slot);
            }
        }
    }

    /** The first one of the chain that is being emptied. */
    private void move(int slot) {
        int next = (int) chains[slot];
        old[emptied] = next + 1;
        if (next != NONE) {
            chains[next] = chain(NONE, (int) chains[next]);
        }
        enter(slots.idAt(slot), slot);
    }

    /** Takes an id out that is there. */
    public void remove(long orderId, int slot) {
        int next = (int) chains[slot];
        int previous = (int) (chains[slot] >> 32);
        if (previous == NONE) {
            putFirst(orderId, slot, next);
        } else {
            chains[previous] = chain((int) (chains[previous] >> 32), next);
        }
        if (next != NONE) {
            chains[next] = chain(previous, (int) chains[next]);
        }
        count--;
    }

    /** In the table whose chain begins with this slot. */
    private void putFirst(long orderId, int slot, int next) {
        int hash = hash(orderId);
        int[] table = isMoving() && old[hash & old.length - 1] == slot + 1 ? old : firsts;
        table[hash & table.length - 1] = next + 1;
    }

    private static long chain(int before, int after) {
        return (long) before << 32 | after & LOW;
    }

    /** Neighbours stay neighbours; ids with gaps of a power of two are spread by their upper bits. */
    private static int hash(long orderId) {
        return (int) (orderId + (orderId >>> 17) + (orderId >>> 37));
    }
}
