package io.bullring.core.book;

import java.util.Arrays;

/**
 * Levels in the order of their keys, the lowest being the best: a row of blocks of at most 64 keys, the best key at the end of the last
 * block, which is at hand: most books have few prices, and a book of few prices is its one block. What happens moves at most one block,
 * however many levels there are. A full block is cut in two, an empty one is kept for the next cut. Where a key stands is counted by
 * halves, not searched with comparisons: which way each would go is what a processor cannot foretell. Engine thread only.
 *
 * <pre>
 *   tops    │ 990 │ 930 │  ·  │            the highest key of each block but the last
 *   blocks  │ 990 … 931 │ 930 … 861 │ 860 … 801 │      best
 *
 *   a block │ count │ key │ level │ key │ level │ …    the first two in the line of its count
 * </pre>
 */
final class PriceBlocks {
    private static final int NIL = BookOrders.NIL;
    private static final int BLOCK = 64;
    private static final int COUNT = 0;
    private static final int FIRST = 1;
    private static final int ENTRY_BITS = 1;
    private static final int LENGTH = FIRST + (BLOCK << ENTRY_BITS);

    private long[] last = new long[LENGTH];
    private int count;
    private int lastBlock;
    private long[] found = last;
    private int foundBlock;
    private int foundPlace;
    private long[] tops = new long[4];
    private long[][] blocks = {last, null, null, null}; // behind the last one those that are kept for the next cut

    /** Levels there are. */
    int count() {
        return count;
    }

    /** The lowest key; the highest there is when there is no level. */
    long bestKey() {
        return count == 0 ? Long.MAX_VALUE : key(last, (int) last[COUNT] - 1);
    }

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int best() {
        return count == 0 ? NIL : level(last, (int) last[COUNT] - 1);
    }

    /** The level with this key, or {@link BookOrders#NIL}. */
    int find(long key) {
        int at = lastBlock;
        long[] block = last;
        if (at > 0 && key(block, 0) < key) {
            at = blockOf(key);
            block = blocks[at];
        }
        int place = higher(block, key);
        found = block;
        foundBlock = at;
        foundPlace = place;
        return place < block[COUNT] && key(block, place) == key ? level(block, place) : NIL;
    }

    /** The last block but one whose top is not lower than the key, or the first. */
    private int blockOf(long key) {
        int low = 0;
        int high = lastBlock - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tops[middle] >= key) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How many keys of a block are higher than this one. A difference of two of one side cannot overflow. */
    private static int higher(long[] block, long key) {
        int low = 0;
        for (int left = (int) block[COUNT]; left > 0;) {
            int half = left + 1 >>> 1;
            low += half & (int) (key - key(block, low + half - 1) >> 63);
            left -= half;
        }
        return low;
    }

    private static long key(long[] block, int place) {
        return block[FIRST + (place << ENTRY_BITS)];
    }

    private static int level(long[] block, int place) {
        return (int) block[FIRST + (place << ENTRY_BITS) + 1];
    }

    /** Puts a level where {@link #find} has just found none. */
    void insert(long key, int level) {
        if (found[COUNT] == BLOCK) {
            cut(foundBlock);
            if (foundPlace > BLOCK / 2) {
                foundBlock++;
                foundPlace -= BLOCK / 2;
            }
            found = blocks[foundBlock];
        }
        int at = FIRST + (foundPlace << ENTRY_BITS);
        for (int i = end(found) - 1; i >= at; i--) {
            found[i + 2] = found[i];
        }
        found[at] = key;
        found[at + 1] = level;
        found[COUNT]++;
        count++;
        noteTop();
    }

    /** Behind the last entry of a block. */
    private static int end(long[] block) {
        return FIRST + ((int) block[COUNT] << ENTRY_BITS);
    }

    private void cut(int at) {
        int lower = at + 1;
        insertBlock(lower);
        long[] full = blocks[at];
        long[] better = blocks[lower];
        System.arraycopy(full, FIRST + BLOCK, better, FIRST, BLOCK);
        better[COUNT] = BLOCK / 2;
        full[COUNT] = BLOCK / 2;
        tops[at] = full[FIRST];
        tops[lower] = better[FIRST];
        last = blocks[lastBlock];
    }

    private void insertBlock(int at) {
        lastBlock++;
        if (lastBlock == blocks.length) {
            blocks = Arrays.copyOf(blocks, lastBlock * 2);
            tops = Arrays.copyOf(tops, lastBlock * 2);
        }
        long[] spare = blocks[lastBlock] == null ? new long[LENGTH] : blocks[lastBlock];
        System.arraycopy(blocks, at, blocks, at + 1, lastBlock - at);
        System.arraycopy(tops, at, tops, at + 1, lastBlock - at);
        blocks[at] = spare;
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        find(key);
        int at = FIRST + (foundPlace << ENTRY_BITS);
        for (int i = at + 2, end = end(found); i < end; i++) {
            found[i - 2] = found[i];
        }
        found[COUNT]--;
        count--;
        if (found[COUNT] == 0 && lastBlock > 0) {
            removeBlock(foundBlock);
        } else {
            noteTop();
        }
    }

    private void noteTop() {
        if (foundBlock < lastBlock) {
            tops[foundBlock] = found[FIRST];
        }
    }

    private void removeBlock(int at) {
        long[] empty = blocks[at];
        System.arraycopy(blocks, at + 1, blocks, at, lastBlock - at);
        System.arraycopy(tops, at + 1, tops, at, lastBlock - at);
        blocks[lastBlock] = empty;
        lastBlock--;
        last = blocks[lastBlock];
    }

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    int after(long key) {
        find(key);
        if (foundPlace > 0) {
            return level(found, foundPlace - 1);
        }
        if (foundBlock == 0) {
            return NIL;
        }
        long[] block = blocks[foundBlock - 1];
        return level(block, (int) block[COUNT] - 1);
    }
}
