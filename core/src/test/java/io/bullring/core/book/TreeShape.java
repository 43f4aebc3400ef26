package io.bullring.core.book;

import static io.bullring.core.book.TriggerNodes.NIL;
import static io.bullring.core.book.TriggerNodes.RESTING;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * What must hold at every node of a trigger tree. Recursive, unlike the trees, for it trusts none of what it checks.
 */
final class TreeShape {
    private final TriggerNodes nodes;

    TreeShape(TriggerNodes nodes) {
        this.nodes = nodes;
    }

    /** Checks a whole tree, whose root bears the mark, and returns its size. A tree at rest must be in balance, a fired one need not. */
    int check(int root, int mark) {
        if (root == NIL) {
            return 0;
        }
        if (nodes.parent(root) != mark) {
            fail("root " + root + " is marked " + nodes.parent(root) + ", not " + mark);
        }
        checkOrder(root);
        return checkNode(root, mark == RESTING);
    }

    int height(int slot) {
        return slot == NIL ? 0 : 1 + Math.max(height(nodes.left(slot)), height(nodes.right(slot)));
    }

    private int checkNode(int slot, boolean isBalanced) {
        int left = nodes.left(slot);
        int right = nodes.right(slot);
        int leftSize = left == NIL ? 0 : checkNode(left, isBalanced);
        int rightSize = right == NIL ? 0 : checkNode(right, isBalanced);
        long lowestId = Math.min(nodes.id(slot), Math.min(lowestId(left), lowestId(right)));
        if (left != NIL && nodes.parent(left) != slot || right != NIL && nodes.parent(right) != slot) {
            fail("a child of " + slot + " has another parent");
        }
        if (nodes.size(slot) != leftSize + rightSize + 1) {
            fail("size of " + slot + " is " + nodes.size(slot) + ", not " + (leftSize + rightSize + 1));
        }
        if (nodes.lowestId(slot) != lowestId) {
            fail("lowest id of " + slot + " is " + nodes.lowestId(slot) + ", not " + lowestId);
        }
        if (isBalanced && isTipped(leftSize, rightSize)) {
            fail("tipped at " + slot + ": " + leftSize + " and " + rightSize);
        }
        return leftSize + rightSize + 1;
    }

    private static boolean isTipped(int leftSize, int rightSize) {
        return leftSize + 1 > 3 * (rightSize + 1) || rightSize + 1 > 3 * (leftSize + 1);
    }

    private long lowestId(int slot) {
        return slot == NIL ? Long.MAX_VALUE : nodes.lowestId(slot);
    }

    /** Walks the tree in order; each node must come after the one before. */
    private void checkOrder(int root) {
        int[] before = {NIL};
        walk(root, before);
    }

    private void walk(int slot, int[] before) {
        if (slot == NIL) {
            return;
        }
        walk(nodes.left(slot), before);
        int previous = before[0];
        if (previous != NIL) {
            boolean ordered = nodes.key(previous) < nodes.key(slot)
                    || nodes.key(previous) == nodes.key(slot) && nodes.id(previous) < nodes.id(slot);
            if (!ordered) {
                fail(previous + " stands before " + slot);
            }
        }
        before[0] = slot;
        walk(nodes.right(slot), before);
    }
}
