package io.bullring.core.book;

/**
 * A few levels in one array, in the order of their keys, the lowest at the end, so that what happens at the best of them moves nothing.
 * Where a key stands is counted by halves, not searched with comparisons: which way each would go is what a processor cannot foretell.
 * It is an array and no object, because a book of few prices is found in the cache, or not, by how many lines it is spread over. Engine
 * thread only.
 *
 * <pre>
 *   │ count │ key │ level │ key │ level │ …    the first in the line of the count
 * </pre>
 */
final class PriceBlock {
    private static final int COUNT = 0;
    private static final int FIRST = 1;
    private static final int ENTRY_BITS = 1;

    private PriceBlock() {}

    static long[] empty(int capacity) {
        return new long[at(capacity)];
    }

    private static int at(int place) {
        return FIRST + (place << ENTRY_BITS);
    }

    static int count(long[] block) {
        return (int) block[COUNT];
    }

    static boolean isFull(long[] block) {
        return at(count(block)) == block.length;
    }

    static long key(long[] block, int place) {
        return block[at(place)];
    }

    static int level(long[] block, int place) {
        return (int) block[at(place) + 1];
    }

    /** The place of a key, or where it would stand: how many are higher. A difference of two of one side cannot overflow. */
    static int placeOf(long[] block, long key) {
        int low = 0;
        for (int left = count(block); left > 0;) {
            int half = left + 1 >>> 1;
            low += half & (int) (key - key(block, low + half - 1) >> 63);
            left -= half;
        }
        return low;
    }

    /** The level with this key, which has or would have this place, or {@link BookOrders#NIL}. */
    static int find(long[] block, int place, long key) {
        return place < count(block) && key(block, place) == key ? level(block, place) : BookOrders.NIL;
    }

    static void insert(long[] block, int place, long key, int level) {
        int at = at(place);
        for (int i = at(count(block)) - 1; i >= at; i--) {
            block[i + 2] = block[i];
        }
        block[at] = key;
        block[at + 1] = level;
        block[COUNT]++;
    }

    /** Puts a level behind all others: its key is the lowest. */
    static void append(long[] block, long key, int level) {
        int at = at(count(block));
        block[at] = key;
        block[at + 1] = level;
        block[COUNT]++;
    }

    /** Takes the lowest out. Returns how many are left. */
    static int removeLast(long[] block) {
        return (int) --block[COUNT];
    }

    static void remove(long[] block, int place) {
        for (int i = at(place + 1), end = at(count(block)); i < end; i++) {
            block[i - 2] = block[i];
        }
        block[COUNT]--;
    }

    /** Moves the better half of a full block into an empty one. */
    static void halve(long[] full, long[] better) {
        int count = count(full);
        int half = count / 2;
        System.arraycopy(full, at(half), better, FIRST, at(count) - at(half));
        better[COUNT] = full[COUNT] - half;
        full[COUNT] = half;
    }
}
