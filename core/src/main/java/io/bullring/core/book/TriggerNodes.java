package io.bullring.core.book;

import io.bullring.core.fault.Check;
import java.util.Arrays;

/**
 * The memory of all trigger trees of one engine: for each order slot one node, whose number is the slot. A slot is in
 * at most one tree, of a {@link TriggerBook} or of the {@link FiredQueue}. Lives on the engine thread.
 *
 * <pre>
 *   words   KEY            what the tree is ordered by: a rising trigger, or a falling one with its sign turned
 *           ID             the order's id: orders equal keys, and decides who is filled first
 *           LOWEST_ID      the lowest id of this node and all below it
 *   links   LEFT, RIGHT    children, or NIL
 *           PARENT         the parent; at a root {@link #RESTING} or the number of a fired group; NIL: in no tree
 *           SIZE           the number of nodes from here down
 * </pre>
 *
 * 40 bytes an order, in two pieces of 24 and 16, so that a step through a tree touches two cache lines and not seven.
 * Pages of 1,024 slots are added when a slot beyond them is first used: growing copies a table of pages and never the
 * nodes, so it never pauses the engine, and a small engine has one page. Nothing is given back; the venue bounds its
 * open orders.
 */
public final class TriggerNodes {
    /** No slot. */
    public static final int NIL = -1;

    /** The parent of the root of a tree that belongs to a book. */
    static final int RESTING = -2;

    /** The parent of the root of a tree of the first fired group; that of group g is {@code FIRED − g}. */
    static final int FIRED = -3;

    private static final int PAGE_BITS = 10;
    private static final int PAGE_SLOTS = 1 << PAGE_BITS;
    private static final int PAGE_MASK = PAGE_SLOTS - 1;

    private static final int WORDS = 3;
    private static final int KEY = 0;
    private static final int ID = 1;
    private static final int LOWEST_ID = 2;

    private static final int LINKS = 4;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int PARENT = 2;
    private static final int SIZE = 3;

    private long[][] words = new long[1][];
    private int[][] links = new int[1][];

    /** The trigger price with which the order was added, E8. */
    public long triggerE8(int slot) {
        return Math.abs(key(slot));
    }

    /** Makes a slot that is in no tree a tree of one node, of nobody yet. */
    void plant(int slot, long orderId, long key) {
        Check.that(slot >= 0, "negative slot");
        ensurePage(slot >>> PAGE_BITS);
        Check.that(!isPlanted(slot), "order is in a tree already");

        long[] page = words[slot >>> PAGE_BITS];
        int base = (slot & PAGE_MASK) * WORDS;
        page[base + KEY] = key;
        page[base + ID] = orderId;
        link(slot, NIL, NIL);
        parent(slot, RESTING);
    }

    /** Takes a slot that nothing links to any more out of the trees. */
    void uproot(int slot) {
        parent(slot, NIL);
    }

    /** Whether a slot is in a tree. */
    public boolean isPlanted(int slot) {
        return slot >>> PAGE_BITS < links.length && links[slot >>> PAGE_BITS] != null && parent(slot) != NIL;
    }

    /** Gives a node its children, of which it becomes the parent, and counts anew. */
    void link(int slot, int left, int right) {
        int[] page = links[slot >>> PAGE_BITS];
        int base = (slot & PAGE_MASK) * LINKS;
        page[base + LEFT] = left;
        page[base + RIGHT] = right;
        if (left != NIL) {
            parent(left, slot);
        }
        if (right != NIL) {
            parent(right, slot);
        }
        count(slot);
    }

    /**
     * Puts another node, or NIL, in the place of a child; the parent may be a root's mark, which then just moves
     * over.
     */
    void replaceChild(int parent, int child, int replacement) {
        if (parent >= 0) {
            int[] page = links[parent >>> PAGE_BITS];
            int base = (parent & PAGE_MASK) * LINKS;
            page[base + (page[base + LEFT] == child ? LEFT : RIGHT)] = replacement;
        }
        if (replacement != NIL) {
            parent(replacement, parent);
        }
    }

    /** Hangs a child below a node that already counts it. */
    void attach(int parent, int child, boolean left) {
        links[parent >>> PAGE_BITS][(parent & PAGE_MASK) * LINKS + (left ? LEFT : RIGHT)] = child;
        parent(child, parent);
    }

    /** Counts nodes, whose lowest id is given, that are about to be added below a node. */
    void grow(int slot, int count, long addedLowestId) {
        links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + SIZE] += count;
        long[] page = words[slot >>> PAGE_BITS];
        int lowest = (slot & PAGE_MASK) * WORDS + LOWEST_ID;
        page[lowest] = Math.min(page[lowest], addedLowestId);
    }

    /**
     * Discounts a node that was removed below another one. Only if it had the lowest id, the children need be asked.
     */
    void shrink(int slot, long removedId) {
        links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + SIZE]--;
        if (lowestId(slot) == removedId) {
            countLowestId(slot);
        }
    }

    /** Counts size and lowest id of a node anew from those of its children. */
    private void count(int slot) {
        links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + SIZE] = size(left(slot)) + size(right(slot)) + 1;
        countLowestId(slot);
    }

    private void countLowestId(int slot) {
        words[slot >>> PAGE_BITS][(slot & PAGE_MASK) * WORDS + LOWEST_ID] =
                Math.min(id(slot), Math.min(lowestId(left(slot)), lowestId(right(slot))));
    }

    /** Whether one node stands before another in a tree: by key, equal keys by id. */
    boolean precedes(int slot, int other) {
        long key = key(slot);
        long otherKey = key(other);
        return key < otherKey || key == otherKey && id(slot) < id(other);
    }

    long key(int slot) {
        return words[slot >>> PAGE_BITS][(slot & PAGE_MASK) * WORDS + KEY];
    }

    long id(int slot) {
        return words[slot >>> PAGE_BITS][(slot & PAGE_MASK) * WORDS + ID];
    }

    /** The lowest order id from this node down; of NIL the largest number. */
    long lowestId(int slot) {
        return slot == NIL ? Long.MAX_VALUE : words[slot >>> PAGE_BITS][(slot & PAGE_MASK) * WORDS + LOWEST_ID];
    }

    int left(int slot) {
        return links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + LEFT];
    }

    int right(int slot) {
        return links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + RIGHT];
    }

    int parent(int slot) {
        return links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + PARENT];
    }

    void parent(int slot, int parent) {
        links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + PARENT] = parent;
    }

    int size(int slot) {
        return slot == NIL ? 0 : links[slot >>> PAGE_BITS][(slot & PAGE_MASK) * LINKS + SIZE];
    }

    private void ensurePage(int page) {
        if (page >= words.length) {
            int length = Math.max(words.length * 2, page + 1);
            words = Arrays.copyOf(words, length);
            links = Arrays.copyOf(links, length);
        }
        if (links[page] == null) {
            words[page] = new long[PAGE_SLOTS * WORDS];
            links[page] = emptyLinks();
        }
    }

    private static int[] emptyLinks() {
        int[] page = new int[PAGE_SLOTS * LINKS];
        Arrays.fill(page, NIL);
        return page;
    }
}
