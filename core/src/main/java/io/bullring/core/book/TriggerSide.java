package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static io.bullring.core.book.TriggerNodes.RESTING;

import io.bullring.core.fault.Check;

/**
 * One side of a {@link TriggerBook}: a tree ordered by key, whose smallest keys fire first, and the smallest key at
 * hand. Lives on the engine thread.
 */
final class TriggerSide {
    private static final long NONE = Long.MAX_VALUE;

    private final TriggerNodes nodes;
    private final TriggerTrees trees;
    private int root = NIL;
    private long firstKey = NONE;

    TriggerSide(TriggerNodes nodes, TriggerTrees trees) {
        this.nodes = nodes;
        this.trees = trees;
    }

    void add(int slot, long orderId, long key) {
        nodes.plant(slot, orderId, key);
        root = trees.insert(root, slot);
        firstKey = Math.min(firstKey, key);
    }

    /**
     * The checks come late, when the damage is done: a fault stops the engine, and a search before each removal is
     * not free.
     */
    void remove(int slot) {
        int count = count();
        boolean first = nodes.key(slot) == firstKey;
        root = trees.remove(slot);
        Check.that(count() == count - 1, "order is not in this book");
        Check.that(root == NIL || nodes.parent(root) == RESTING, "order is fired");
        if (first) {
            firstKey = root == NIL ? NONE : nodes.key(trees.first(root));
        }
    }

    /** Cuts off all with keys up to the limit, as one tree. NIL at once if there are none. */
    int take(long lastKey) {
        if (firstKey > lastKey) {
            return NIL;
        }
        int taken = trees.split(root, lastKey);
        root = trees.rest();
        firstKey = root == NIL ? NONE : nodes.key(trees.first(root));
        return taken;
    }

    int takeAll() {
        int taken = root;
        root = NIL;
        firstKey = NONE;
        return taken;
    }

    int count() {
        return nodes.size(root);
    }

    int root() {
        return root;
    }

    long firstKey() {
        return firstKey;
    }
}
