package io.bullring.core.book;

import java.util.Arrays;

/** Candidate: 2^16 ticks around the best key under a hierarchy of bitmaps, all else in a sorted array. */
final class WindowLadder extends PriceLadder {
    private static final int TICKS = 1 << 16;
    private final long tick;
    private final int[] levels = new int[TICKS];
    private final long[] bits = new long[TICKS >> 6];
    private final long[] upper = new long[TICKS >> 12];
    private long top;
    private final ArrayLadder overflow = new ArrayLadder();
    private boolean anchored;
    private long base;
    private int count;
    private int bestIndex = TICKS;
    private long overflowBest = Long.MAX_VALUE;

    WindowLadder(long tick) {
        this.tick = tick;
        Arrays.fill(levels, BookOrders.NIL);
    }

    private boolean inside(long key) {
        return anchored && key >= base && key - base < TICKS * tick;
    }

    private int index(long key) {
        return (int) ((key - base) / tick);
    }

    @Override
    int best() {
        if (count > 0 && (overflow.best() == BookOrders.NIL || base + bestIndex * tick < overflowBest)) {
            return levels[bestIndex];
        }
        return overflow.best();
    }

    @Override
    int find(long key) {
        if (!anchored || count == 0) {
            anchored = true;
            base = key - TICKS / 2 * tick;
            if (overflow.best() != BookOrders.NIL) {
                pull();
            }
        }
        return inside(key) ? levels[index(key)] : overflow.find(key);
    }

    private void pull() {
        while (overflow.best() != BookOrders.NIL && inside(overflowBest)) {
            int level = overflow.best();
            long key = overflowBest;
            overflow.remove(key);
            overflowBest = overflow.bestKey();
            put(key, level);
        }
    }

    private void put(long key, int level) {
        int i = index(key);
        levels[i] = level;
        bits[i >> 6] |= 1L << i;
        upper[i >> 12] |= 1L << (i >> 6);
        top |= 1L << (i >> 12);
        count++;
        bestIndex = Math.min(bestIndex, i);
    }

    @Override
    void insert(long key, int level) {
        if (inside(key)) {
            put(key, level);
        } else {
            overflow.find(key);
            overflow.insert(key, level);
            overflowBest = overflow.bestKey();
        }
    }

    @Override
    void remove(long key) {
        if (!inside(key) || levels[index(key)] == BookOrders.NIL) {
            overflow.remove(key);
            overflowBest = overflow.bestKey();
            return;
        }
        int i = index(key);
        levels[i] = BookOrders.NIL;
        count--;
        if ((bits[i >> 6] &= ~(1L << i)) == 0 && (upper[i >> 12] &= ~(1L << (i >> 6))) == 0) {
            top &= ~(1L << (i >> 12));
        }
        if (i == bestIndex) {
            bestIndex = count == 0 ? TICKS : next(i);
        }
    }

    private int next(int i) {
        long word = i + 1 >> 6 == i >> 6 ? bits[i >> 6] & -1L << (i + 1) : 0;
        if (word != 0) {
            return (i >> 6 << 6) + Long.numberOfTrailingZeros(word);
        }
        int w = (i >> 6) + 1;
        if (w >= bits.length) {
            return TICKS;
        }
        long up = upper[w >> 6] & -1L << w;
        int u = w >> 6;
        if (up == 0) {
            if (u + 1 >= upper.length) {
                return TICKS;
            }
            long t = top & -1L << (u + 1);
            if (t == 0) {
                return TICKS;
            }
            u = Long.numberOfTrailingZeros(t);
            up = upper[u];
        }
        w = (u << 6) + Long.numberOfTrailingZeros(up);
        return (w << 6) + Long.numberOfTrailingZeros(bits[w]);
    }

    @Override
    int after(long key) {
        int inWindow = BookOrders.NIL;
        long inWindowKey = Long.MAX_VALUE;
        if (count > 0) {
            int i = key < base ? bestIndex : inside(key) ? next(index(key)) : TICKS;
            if (i < TICKS) {
                inWindow = levels[i];
                inWindowKey = base + i * tick;
            }
        }
        int outside = overflow.after(key);
        return outside == BookOrders.NIL || inWindowKey < overflow.keyAfter(key) ? inWindow : outside;
    }
}
