package io.bullring.core.book;

import java.util.Arrays;

/**
 * Levels in the order of their keys, the lowest being the best: a row of blocks of at most 64 keys, the best key at the end of the last
 * block. What happens moves at most one block, however many levels there are. A full block is cut in two, an empty one is kept for the
 * next cut. Where a key stands is counted by halves, not searched with comparisons: which way each would go is what a processor cannot
 * foretell. Engine thread only.
 *
 * <pre>
 *   tops   │ 990 │ 930 │ 860 │           the highest key of each block
 *   keys   │ 990 … 931 │ 930 … 861 │ 860 … 801 │      best
 * </pre>
 */
final class PriceBlocks {
    private static final int NIL = BookOrders.NIL;
    private static final int BLOCK = 64;

    private long[] tops = new long[4];
    private Block[] blocks = new Block[4];
    private int blockCount;
    private Block spare;
    private int count;
    private int foundBlock;
    private int foundPlace;

    private static final class Block {
        final long[] keys = new long[BLOCK];
        final int[] levels = new int[BLOCK];
        int count;
        Block nextSpare;
    }

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int best() {
        if (blockCount == 0) {
            return NIL;
        }
        Block last = blocks[blockCount - 1];
        return last.levels[last.count - 1];
    }

    /** Levels there are. */
    int count() {
        return count;
    }

    /** The level with this key, or {@link BookOrders#NIL}. */
    int find(long key) {
        if (blockCount == 0) {
            foundBlock = 0;
            foundPlace = 0;
            return NIL;
        }
        int at = blockCount - 1;
        if (tops[at] < key && at > 0) {
            at = blockOf(key);
        }
        Block block = blocks[at];
        int place = higher(block, key);
        foundBlock = at;
        foundPlace = place;
        return place < block.count && block.keys[place] == key ? block.levels[place] : NIL;
    }

    /** The last block whose top is not lower than the key, or the first. */
    private int blockOf(long key) {
        int low = 0;
        int high = blockCount - 1;
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
    private static int higher(Block block, long key) {
        long[] keys = block.keys;
        int low = 0;
        for (int left = block.count; left > 0;) {
            int half = left + 1 >>> 1;
            low += half & (int) (key - keys[low + half - 1] >> 63);
            left -= half;
        }
        return low;
    }

    /** Puts a level where there is none. */
    void insert(long key, int level) {
        find(key);
        if (blockCount == 0) {
            insertBlock(0, takeBlock());
        } else if (blocks[foundBlock].count == BLOCK) {
            cut(foundBlock);
            int half = blocks[foundBlock].count;
            if (foundPlace > half) {
                foundBlock++;
                foundPlace -= half;
            }
        }
        Block block = blocks[foundBlock];
        System.arraycopy(block.keys, foundPlace, block.keys, foundPlace + 1, block.count - foundPlace);
        System.arraycopy(block.levels, foundPlace, block.levels, foundPlace + 1, block.count - foundPlace);
        block.keys[foundPlace] = key;
        block.levels[foundPlace] = level;
        block.count++;
        tops[foundBlock] = block.keys[0];
        count++;
    }

    private void cut(int at) {
        Block full = blocks[at];
        Block lower = takeBlock();
        int half = BLOCK / 2;
        System.arraycopy(full.keys, half, lower.keys, 0, BLOCK - half);
        System.arraycopy(full.levels, half, lower.levels, 0, BLOCK - half);
        lower.count = BLOCK - half;
        full.count = half;
        insertBlock(at + 1, lower);
        tops[at + 1] = lower.keys[0];
    }

    private Block takeBlock() {
        Block block = spare == null ? new Block() : spare;
        spare = block.nextSpare;
        block.count = 0;
        return block;
    }

    private void insertBlock(int at, Block block) {
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, blockCount * 2);
            tops = Arrays.copyOf(tops, blockCount * 2);
        }
        System.arraycopy(blocks, at, blocks, at + 1, blockCount - at);
        System.arraycopy(tops, at, tops, at + 1, blockCount - at);
        blocks[at] = block;
        blockCount++;
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        find(key);
        Block block = blocks[foundBlock];
        block.count--;
        System.arraycopy(block.keys, foundPlace + 1, block.keys, foundPlace, block.count - foundPlace);
        System.arraycopy(block.levels, foundPlace + 1, block.levels, foundPlace, block.count - foundPlace);
        if (block.count == 0) {
            removeBlock(foundBlock);
        } else {
            tops[foundBlock] = block.keys[0];
        }
        count--;
    }

    private void removeBlock(int at) {
        Block block = blocks[at];
        block.nextSpare = spare;
        spare = block;
        blockCount--;
        System.arraycopy(blocks, at + 1, blocks, at, blockCount - at);
        System.arraycopy(tops, at + 1, tops, at, blockCount - at);
        blocks[blockCount] = null;
    }

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    int after(long key) {
        find(key);
        if (foundPlace > 0) {
            return blocks[foundBlock].levels[foundPlace - 1];
        }
        if (foundBlock == 0) {
            return NIL;
        }
        Block block = blocks[foundBlock - 1];
        return block.levels[block.count - 1];
    }
}
