package io.bullring.gateway.feed.binance;

import java.util.Arrays;

/**
 * One side of a book of orders, from the best price on.
 *
 * <pre>
 *   best │ known, without a hole │ horizon │ beyond: not known completely, hence not kept
 * </pre>
 *
 * A snapshot shows the best levels only, so what lies behind its last one is not known, though changes there are told. The
 * horizon keeps them out, and moves nearer when there are more levels than room. Sorted arrays: most changes are near the best
 * price, where little has to be moved, and nothing is allocated. Not thread-safe; E8.
 */
final class BookSide {
    /** Levels that are kept. */
    static final int CAPACITY = 2_000;

    private static final long NO_HORIZON = Long.MAX_VALUE;

    private final long[] keys = new long[CAPACITY]; // prices, turned so that the best is the smallest
    private final long[] quantitiesE8 = new long[CAPACITY];
    private final int sign;
    private int size;
    private long horizon = NO_HORIZON;

    private BookSide(int sign) {
        this.sign = sign;
    }

    static BookSide bids() {
        return new BookSide(-1);
    }

    static BookSide asks() {
        return new BookSide(1);
    }

    /** Begins anew. A snapshot of as many levels as were asked for has its horizon at the last one; a shorter one shows everything. */
    void load(Levels levels) {
        size = 0;
        horizon = NO_HORIZON;
        for (int i = 0; i < levels.size(); i++) {
            set(levels.priceE8(i), levels.quantityE8(i));
        }
        if (levels.size() >= DepthSnapshot.LIMIT && size > 0) {
            horizon = keys[size - 1];
        }
    }

    void apply(Levels changes) {
        for (int i = 0; i < changes.size(); i++) {
            set(changes.priceE8(i), changes.quantityE8(i));
        }
    }

    int size() {
        return size;
    }

    /** The price of a level, 0 being the best. */
    long priceE8(int index) {
        return sign * keys[index];
    }

    long quantityE8(int index) {
        return quantitiesE8[index];
    }

    /** Whether there are fewer levels than this, although there may be more behind the horizon. */
    boolean isShorterThan(int levels) {
        return size < levels && horizon != NO_HORIZON;
    }

    private void set(long priceE8, long quantityE8) {
        long key = sign * priceE8;
        if (key > horizon) {
            return;
        }
        int index = Arrays.binarySearch(keys, 0, size, key);
        if (index >= 0 && quantityE8 > 0) {
            quantitiesE8[index] = quantityE8;
        } else if (index >= 0) {
            remove(index);
        } else if (quantityE8 > 0) {
            insert(-index - 1, key, quantityE8);
        }
    }

    private void remove(int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(quantitiesE8, index + 1, quantitiesE8, index, size - index);
    }

    private void insert(int index, long key, long quantityE8) {
        if (size == CAPACITY) {
            boolean isWorst = index == size;
            horizon = (isWorst ? key : keys[size - 1]) - 1;
            if (isWorst) {
                return;
            }
            size--;
        }
        System.arraycopy(keys, index, keys, index + 1, size - index);
        System.arraycopy(quantitiesE8, index, quantitiesE8, index + 1, size - index);
        keys[index] = key;
        quantitiesE8[index] = quantityE8;
        size++;
    }
}
