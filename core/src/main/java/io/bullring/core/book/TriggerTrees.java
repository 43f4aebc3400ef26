package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static io.bullring.core.book.TriggerNodes.RESTING;

/**
 * Weight-balanced search trees over {@link TriggerNodes}. A tree is its root's slot, NIL when empty; each operation
 * takes roots and returns the new root. Lives on the engine thread.
 *
 * <h2>The idea</h2>
 *
 * A price may fire a hundred thousand orders at once. They cannot be touched one by one within that command, so they
 * are cut off as one tree in a logarithmic number of steps ({@link #split}) and worked off later, lowest id first
 * ({@link #withLowestId}), for which every node knows the lowest id below it. Nodes link to their parents, so that a
 * cancelled order is taken out ({@link #remove}) without a search, and its tree's owner is found by climbing to the
 * root, where it is noted once.
 *
 * <h2>Invariants</h2>
 *
 * With the weight of a tree being its size + 1 (NIL: 1), at every node neither child is more than {@link #HEAVIER}
 * times as heavy as the other. Hence the height is at most ln(weight) / ln(4/3): 57 links in the largest venue (2²⁴
 * orders), about 25 in practice. When a change tips a node, one rotation rights it: a double one when the heavy
 * child's inner side weighs at least {@link #INNER} times its outer one. The pair (3, 2) is the one that Hirai and
 * Yamamoto proved right (Balancing weight-balanced trees, 2011); the tests check every node after every operation,
 * joins and splits included. That is so in trees at rest. From a tree that was cut off orders are only taken, and it is no more kept in
 * balance ({@link #removeFromShrinking}): it keeps at most the height that it was cut off with.
 *
 * <h2>Cost</h2>
 *
 * Everything is logarithmic in the worst case and iterative. {@link #join} costs the difference of the two heights,
 * which makes the joins of a split add up to one height, not to its square (Blelloch, Ferizovic and Sun, Just join,
 * 2016).
 *
 * <h2>Considered and dropped</h2>
 *
 * A treap is shorter: it needs no rotations. But its priorities must be deterministic, hence a hash of the order id,
 * and this source is public: an agent who foresees his order ids chooses trigger prices in the order of their hashes
 * and makes a tree as deep as it is large. A heap of prices finds the first order but cannot hand over all that fire
 * in one step, nor can sorted arrays take an insertion. The size, which the count of a book needs anyway, is all that
 * this balance needs.
 */
final class TriggerTrees {
    private static final int HEAVIER = 3;
    private static final int INNER = 2;

    private final TriggerNodes nodes;
    private int rest = NIL;

    TriggerTrees(TriggerNodes nodes) {
        this.nodes = nodes;
    }

    /** Adds a planted node to a tree. */
    int insert(int root, int slot) {
        if (root == NIL) {
            return slot;
        }
        long id = nodes.id(slot);
        int parent;
        int child = root;
        boolean before;
        do {
            parent = child;
            nodes.grow(parent, 1, id);
            before = nodes.precedes(slot, parent);
            child = before ? nodes.left(parent) : nodes.right(parent);
        } while (child != NIL);
        nodes.attach(parent, slot, before);
        return balanceUpwards(parent, slot);
    }

    /** Takes a node out of whatever tree it is in, and returns the root of what is left of that tree. */
    int remove(int slot) {
        return remove(slot, true);
    }

    /** {@link #remove} from a tree to which nothing will be added: it only gets lower, and need not be kept in balance. */
    int removeFromShrinking(int slot) {
        return remove(slot, false);
    }

    private int remove(int slot, boolean balances) {
        long id = nodes.id(slot);
        int parent = nodes.parent(slot);
        int replacement = replacementFor(slot, balances);
        nodes.replaceChild(parent, slot, replacement);
        nodes.uproot(slot);
        int root = replacement == NIL || !balances ? replacement : balance(replacement, nodes.right(replacement));
        int above = parent;
        while (above >= 0) {
            nodes.shrink(above, id);
            root = balances ? balance(above, root) : above;
            above = nodes.parent(root);
        }
        return root;
    }

    /** Cuts a tree in two: returns the nodes with keys up to the limit; {@link #rest} has the others. */
    int split(int root, long lastKey) {
        int lowest = NIL;
        int child = root;
        while (child != NIL) {
            lowest = child;
            child = nodes.key(lowest) <= lastKey ? nodes.right(lowest) : nodes.left(lowest);
        }
        int taken = NIL;
        rest = NIL;
        int slot = lowest;
        while (slot >= 0) {
            int parent = nodes.parent(slot);
            if (nodes.key(slot) <= lastKey) {
                taken = join(nodes.left(slot), slot, taken);
            } else {
                rest = join(rest, slot, nodes.right(slot));
            }
            slot = parent;
        }
        return taken;
    }

    /** What the last {@link #split} left over. */
    int rest() {
        return rest;
    }

    /** The node with the smallest key of a tree that is not empty. */
    int first(int root) {
        int slot = root;
        while (nodes.left(slot) != NIL) {
            slot = nodes.left(slot);
        }
        return slot;
    }

    /** The node with the lowest id of a tree that is not empty. */
    int withLowestId(int root) {
        long lowestId = nodes.lowestId(root);
        int slot = root;
        while (nodes.id(slot) != lowestId) {
            int left = nodes.left(slot);
            slot = nodes.lowestId(left) == lowestId ? left : nodes.right(slot);
        }
        return slot;
    }

    /** The root of the tree that a node is in. */
    int rootOf(int slot) {
        int root = slot;
        while (nodes.parent(root) >= 0) {
            root = nodes.parent(root);
        }
        return root;
    }

    /**
     * What takes a node's place: its only child, or the first node of its right side, with all the others below it.
     */
    private int replacementFor(int slot, boolean balances) {
        int left = nodes.left(slot);
        int right = nodes.right(slot);
        if (left == NIL || right == NIL) {
            return left == NIL ? right : left;
        }
        int first = first(right);
        int root = nodes.right(first);
        int above = nodes.parent(first);
        nodes.replaceChild(above, first, root);
        while (above != slot) {
            nodes.shrink(above, nodes.id(first));
            root = balances ? balance(above, root) : above;
            above = nodes.parent(root);
        }
        nodes.link(first, left, nodes.right(slot));
        return first;
    }

    /**
     * One tree of all nodes of a lower tree, a node between them, and an upper tree. The root is marked as resting.
     */
    private int join(int lower, int middle, int upper) {
        int lowerWeight = weight(lower);
        int upperWeight = weight(upper);
        if (lowerWeight > HEAVIER * upperWeight) {
            return joinRight(lower, middle, upper, HEAVIER * upperWeight);
        }
        if (upperWeight > HEAVIER * lowerWeight) {
            return joinLeft(lower, middle, upper, HEAVIER * lowerWeight);
        }
        nodes.link(middle, lower, upper);
        nodes.parent(middle, RESTING);
        return middle;
    }

    private int joinRight(int lower, int middle, int upper, int maxWeight) {
        nodes.parent(lower, RESTING);
        int count = nodes.size(upper) + 1;
        long lowestId = Math.min(nodes.id(middle), nodes.lowestId(upper));
        int above;
        int child = lower;
        do {
            above = child;
            nodes.grow(above, count, lowestId);
            child = nodes.right(above);
        } while (weight(child) > maxWeight);
        nodes.link(middle, child, upper);
        nodes.attach(above, middle, false);
        return balanceUpwards(above, middle);
    }

    private int joinLeft(int lower, int middle, int upper, int maxWeight) {
        nodes.parent(upper, RESTING);
        int count = nodes.size(lower) + 1;
        long lowestId = Math.min(nodes.id(middle), nodes.lowestId(lower));
        int above;
        int child = upper;
        do {
            above = child;
            nodes.grow(above, count, lowestId);
            child = nodes.left(above);
        } while (weight(child) > maxWeight);
        nodes.link(middle, lower, child);
        nodes.attach(above, middle, true);
        return balanceUpwards(above, middle);
    }

    /** Balances from a node, one of whose children has changed, to its root, which is returned. */
    private int balanceUpwards(int slot, int changed) {
        int root = balance(slot, changed);
        int above = nodes.parent(root);
        while (above >= 0) {
            root = balance(above, root);
            above = nodes.parent(root);
        }
        return root;
    }

    /**
     * Rights a node, one of whose children has changed, if it is tipped; returns the node that now stands in its
     * place. The other child's weight is what the changed one leaves of the node's, so that the other child need not
     * be read.
     */
    private int balance(int slot, int changed) {
        int weight = weight(changed);
        int otherWeight = weight(slot) - weight;
        boolean tipped = weight > HEAVIER * otherWeight || otherWeight > HEAVIER * weight;
        return tipped ? righted(slot) : slot;
    }

    private int righted(int slot) {
        int left = nodes.left(slot);
        int right = nodes.right(slot);
        if (weight(right) > weight(left)) {
            if (weight(nodes.left(right)) >= INNER * weight(nodes.right(right))) {
                rotateRight(right);
            }
            return rotateLeft(slot);
        }
        if (weight(nodes.right(left)) >= INNER * weight(nodes.left(left))) {
            rotateLeft(left);
        }
        return rotateRight(slot);
    }

    private int rotateLeft(int slot) {
        int riser = nodes.right(slot);
        nodes.replaceChild(nodes.parent(slot), slot, riser);
        nodes.link(slot, nodes.left(slot), nodes.left(riser));
        nodes.link(riser, slot, nodes.right(riser));
        return riser;
    }

    private int rotateRight(int slot) {
        int riser = nodes.left(slot);
        nodes.replaceChild(nodes.parent(slot), slot, riser);
        nodes.link(slot, nodes.right(riser), nodes.right(slot));
        nodes.link(riser, nodes.left(riser), slot);
        return riser;
    }

    private int weight(int root) {
        return nodes.size(root) + 1;
    }
}
