package io.bullring.core.book;

import java.util.Arrays;

/**
 * Levels in the order of their keys, the lowest being the best: a row of {@link PriceBlock}s of at most 64, the best key at the end of
 * the last one, which is at hand. A level that comes or goes moves others of one block, 63 at most. A full block is cut in two, an
 * empty one is kept for the next cut; both move what the rows say of the better blocks, a long and a reference each. There are at
 * most as many blocks as levels, and it takes 32 new levels to make one. Engine thread only.
 *
 * <pre>
 *   tops    │ 990 │ 930 │  ·  │            the highest key of each block but the last
 *   blocks  │ 990 … 931 │ 930 … 861 │ 860 … 801 │      best
 * </pre>
 */
final class PriceBlocks {
    private static final int NIL = BookOrders.NIL;
    private static final int BLOCK = 64;

    private long[] last = PriceBlock.empty(BLOCK);
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

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int best() {
        return count == 0 ? NIL : PriceBlock.level(last, PriceBlock.count(last) - 1);
    }

    /** The level with this key, or {@link BookOrders#NIL}. */
    int find(long key) {
        int at = lastBlock;
        long[] block = last;
        if (at > 0 && PriceBlock.key(block, 0) < key) {
            at = blockOf(key);
            block = blocks[at];
        }
        int place = PriceBlock.placeOf(block, key);
        found = block;
        foundBlock = at;
        foundPlace = place;
        return PriceBlock.find(block, place, key);
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

    /** Puts a level where there is none. */
    void insert(long key, int level) {
        find(key);
        if (PriceBlock.isFull(found)) {
            cut(foundBlock);
            if (foundPlace > BLOCK / 2) {
                foundBlock++;
                foundPlace -= BLOCK / 2;
            }
            found = blocks[foundBlock];
        }
        PriceBlock.insert(found, foundPlace, key, level);
        count++;
        noteTop();
    }

    private void cut(int at) {
        int lower = at + 1;
        insertBlock(lower);
        long[] full = blocks[at];
        long[] better = blocks[lower];
        PriceBlock.halve(full, better);
        tops[at] = PriceBlock.key(full, 0);
        tops[lower] = PriceBlock.key(better, 0);
        last = blocks[lastBlock];
    }

    private void insertBlock(int at) {
        lastBlock++;
        if (lastBlock == blocks.length) {
            blocks = Arrays.copyOf(blocks, lastBlock * 2);
            tops = Arrays.copyOf(tops, lastBlock * 2);
        }
        long[] spare = blocks[lastBlock] == null ? PriceBlock.empty(BLOCK) : blocks[lastBlock];
        System.arraycopy(blocks, at, blocks, at + 1, lastBlock - at);
        System.arraycopy(tops, at, tops, at + 1, lastBlock - at);
        blocks[at] = spare;
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        find(key);
        PriceBlock.remove(found, foundPlace);
        count--;
        if (PriceBlock.count(found) == 0 && lastBlock > 0) {
            removeBlock(foundBlock);
        } else {
            noteTop();
        }
    }

    private void noteTop() {
        if (foundBlock < lastBlock) {
            tops[foundBlock] = PriceBlock.key(found, 0);
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
            return PriceBlock.level(found, foundPlace - 1);
        }
        if (foundBlock == 0) {
            return NIL;
        }
        long[] block = blocks[foundBlock - 1];
        return PriceBlock.level(block, PriceBlock.count(block) - 1);
    }
}
