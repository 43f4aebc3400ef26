package io.bullring.core.book;

import java.util.Arrays;

/** Candidate: an AA-less treap-free red-black tree in arrays (bottom-up, parent links). */
final class TreeLadder extends PriceLadder {
    private static final int NIL = 0;
    private long[] key = new long[64];
    private int[] level = new int[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private int[] parent = new int[64];
    private boolean[] red = new boolean[64];
    private int root = NIL;
    private int used = 1;
    private int free = NIL;
    private int bestNode = NIL;
    private int last = NIL;

    @Override
    int best() {
        return bestNode == NIL ? BookOrders.NIL : level[bestNode];
    }

    private int node(long k) {
        int n = root;
        last = NIL;
        while (n != NIL) {
            if (key[n] == k) {
                return n;
            }
            last = n;
            n = k < key[n] ? left[n] : right[n];
        }
        return NIL;
    }

    @Override
    int find(long k) {
        if (bestNode != NIL && key[bestNode] == k) {
            return level[bestNode];
        }
        int n = node(k);
        return n == NIL ? BookOrders.NIL : level[n];
    }

    @Override
    int after(long k) {
        int n = root;
        int result = NIL;
        while (n != NIL) {
            if (key[n] > k) {
                result = n;
                n = left[n];
            } else {
                n = right[n];
            }
        }
        return result == NIL ? BookOrders.NIL : level[result];
    }

    @Override
    void insert(long k, int l) {
        int p = last;
        int n = take();
        key[n] = k;
        level[n] = l;
        left[n] = NIL;
        right[n] = NIL;
        parent[n] = p;
        red[n] = true;
        if (p == NIL) {
            root = n;
        } else if (k < key[p]) {
            left[p] = n;
        } else {
            right[p] = n;
        }
        if (bestNode == NIL || k < key[bestNode]) {
            bestNode = n;
        }
        fixInsert(n);
    }

    private int take() {
        if (free != NIL) {
            int n = free;
            free = left[n];
            return n;
        }
        if (used == key.length) {
            int more = used * 2;
            key = Arrays.copyOf(key, more);
            level = Arrays.copyOf(level, more);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            parent = Arrays.copyOf(parent, more);
            red = Arrays.copyOf(red, more);
        }
        return used++;
    }

    private void rotateLeft(int x) {
        int y = right[x];
        right[x] = left[y];
        if (left[y] != NIL) {
            parent[left[y]] = x;
        }
        replace(x, y);
        left[y] = x;
        parent[x] = y;
    }

    private void rotateRight(int x) {
        int y = left[x];
        left[x] = right[y];
        if (right[y] != NIL) {
            parent[right[y]] = x;
        }
        replace(x, y);
        right[y] = x;
        parent[x] = y;
    }

    private void replace(int x, int y) {
        int p = parent[x];
        if (p == NIL) {
            root = y;
        } else if (left[p] == x) {
            left[p] = y;
        } else {
            right[p] = y;
        }
        parent[y] = p;
    }

    private void fixInsert(int start) {
        int n = start;
        while (n != root && red[parent[n]]) {
            int p = parent[n];
            int g = parent[p];
            boolean isLeft = p == left[g];
            int uncle = isLeft ? right[g] : left[g];
            if (uncle != NIL && red[uncle]) {
                red[p] = false;
                red[uncle] = false;
                red[g] = true;
                n = g;
            } else if (isLeft) {
                if (n == right[p]) {
                    n = p;
                    rotateLeft(n);
                }
                red[parent[n]] = false;
                red[g] = true;
                rotateRight(g);
            } else {
                if (n == left[p]) {
                    n = p;
                    rotateRight(n);
                }
                red[parent[n]] = false;
                red[g] = true;
                rotateLeft(g);
            }
        }
        red[root] = false;
    }

    private int successor(int start) {
        int n = start;
        if (right[n] != NIL) {
            n = right[n];
            while (left[n] != NIL) {
                n = left[n];
            }
            return n;
        }
        int p = parent[n];
        while (p != NIL && n == right[p]) {
            n = p;
            p = parent[p];
        }
        return p;
    }

    @Override
    void remove(long k) {
        int z = bestNode != NIL && key[bestNode] == k ? bestNode : node(k);
        if (z == bestNode) {
            bestNode = successor(z);
        }
        int y = z;
        if (left[z] != NIL && right[z] != NIL) {
            y = successor(z);
            key[z] = key[y];
            level[z] = level[y];
            if (y == bestNode) {
                bestNode = z;
            }
        }
        int x = left[y] != NIL ? left[y] : right[y];
        parent[NIL] = parent[y];
        int p = parent[y];
        if (p == NIL) {
            root = x;
        } else if (left[p] == y) {
            left[p] = x;
        } else {
            right[p] = x;
        }
        parent[x] = p;
        if (!red[y]) {
            fixRemove(x);
        }
        left[y] = free;
        free = y;
    }

    private void fixRemove(int start) {
        int x = start;
        while (x != root && !red[x]) {
            int p = parent[x];
            if (x == left[p]) {
                int w = right[p];
                if (red[w]) {
                    red[w] = false;
                    red[p] = true;
                    rotateLeft(p);
                    w = right[p];
                }
                if (!red[left[w]] && !red[right[w]]) {
                    red[w] = true;
                    x = p;
                } else {
                    if (!red[right[w]]) {
                        red[left[w]] = false;
                        red[w] = true;
                        rotateRight(w);
                        w = right[p];
                    }
                    red[w] = red[p];
                    red[p] = false;
                    red[right[w]] = false;
                    rotateLeft(p);
                    x = root;
                }
            } else {
                int w = left[p];
                if (red[w]) {
                    red[w] = false;
                    red[p] = true;
                    rotateRight(p);
                    w = left[p];
                }
                if (!red[right[w]] && !red[left[w]]) {
                    red[w] = true;
                    x = p;
                } else {
                    if (!red[left[w]]) {
                        red[right[w]] = false;
                        red[w] = true;
                        rotateLeft(w);
                        w = left[p];
                    }
                    red[w] = red[p];
                    red[p] = false;
                    red[left[w]] = false;
                    rotateRight(p);
                    x = root;
                }
            }
        }
        red[x] = false;
    }
}
