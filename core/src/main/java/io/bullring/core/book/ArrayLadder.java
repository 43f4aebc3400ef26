package io.bullring.core.book;

import java.util.Arrays;

final class ArrayLadder extends PriceLadder {
    private static final int NEAR = 8;
    private long[] keys = new long[16];
    private int[] levels = new int[16];
    private int count;
    private int place;

    @Override
    int best() {
        return count == 0 ? BookOrders.NIL : levels[count - 1];
    }

    /** How many keys are higher than this one. */
    private int higher(long key) {
        int near = Math.max(count - NEAR, 0);
        int i = count;
        while (i > near) {
            if (keys[i - 1] > key) {
                return i;
            }
            i--;
        }
        int low = 0;
        int high = i;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] > key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    int find(long key) {
        place = higher(key);
        return place < count && keys[place] == key ? levels[place] : BookOrders.NIL;
    }

    @Override
    void insert(long key, int level) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            levels = Arrays.copyOf(levels, count * 2);
        }
        System.arraycopy(keys, place, keys, place + 1, count - place);
        System.arraycopy(levels, place, levels, place + 1, count - place);
        keys[place] = key;
        levels[place] = level;
        count++;
    }

    @Override
    void remove(long key) {
        int at = higher(key);
        count--;
        System.arraycopy(keys, at + 1, keys, at, count - at);
        System.arraycopy(levels, at + 1, levels, at, count - at);
    }

    @Override
    int after(long key) {
        int at = higher(key);
        return at == 0 ? BookOrders.NIL : levels[at - 1];
    }

    long bestKey() {
        return count == 0 ? Long.MAX_VALUE : keys[count - 1];
    }

    long keyAfter(long key) {
        int at = higher(key);
        return at == 0 ? Long.MAX_VALUE : keys[at - 1];
    }
}
