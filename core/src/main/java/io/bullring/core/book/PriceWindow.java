package io.bullring.core.book;

import java.util.Arrays;

/**
 * Levels at neighbouring steps of a grid of prices, found by arithmetic: a cell for each step, over the cells three storeys of bits, a
 * set one where something is below, so that the next level is never searched for.
 *
 * <pre>
 *   top      1 0 1 …
 *   groups   1 1 0 …   …              a bit for 64 words
 *   words    0 1 0 0 1 0 …            a bit for each cell
 *   cells    ·  level  ·  ·  level    a step each; key of a cell = (base + place) × step
 * </pre>
 *
 * <p>A step is a power of ten, 10ⁿ = 5ⁿ × 2ⁿ, and a key is divided by it without a division: by 5ⁿ, being odd, with a multiplication by
 * its inverse of 64 bits, by 2ⁿ with a rotation. Both undo a multiplication exactly; of all keys only the multiples of the step come out
 * as the small numbers that they are multiples by, and one that is none comes out far away from all of them. So one comparison asks
 * for both, whether a key is near enough and whether it is on the grid. Engine thread only.
 */
final class PriceWindow {
    static final int MOST_CELLS = 1 << 18;

    /** Covers nothing. Of all ladders that have not laid a window. */
    static final PriceWindow NONE = new PriceWindow();

    private static final int NIL = BookOrders.NIL;
    private static final int FEWEST_CELLS = 64;
    private static final int CELLS_PER_LEVEL = 32;
    private static final long INVERSE_OF_FIVE = 0xCCCC_CCCC_CCCC_CCCDL;

    private int[] cells = {};
    private long[] words = {};
    private long[] groups = {};
    private long top;
    private int count;
    private int first;

    private long inverse = 1;
    private int scale;
    private long basePlace;
    private long base;
    private long step = 1;

    /** Cells of a window that was made for so many levels: its size is in proportion to what the book holds. */
    static int cellsFor(int levelCount) {
        int wanted = Math.min(levelCount, MOST_CELLS / CELLS_PER_LEVEL) * CELLS_PER_LEVEL;
        return Math.max(FEWEST_CELLS, Integer.highestOneBit(wanted * 2 - 1));
    }

    int size() {
        return cells.length;
    }

    int count() {
        return count;
    }

    /** Where a key would stand; covered or not. */
    long placeOf(long key) {
        return Long.rotateRight(key * inverse, scale) - basePlace;
    }

    boolean covers(long place) {
        return Long.compareUnsigned(place, cells.length) < 0;
    }

    /** The level at a place that is covered, or {@link BookOrders#NIL}. */
    int at(long place) {
        return cells[(int) place];
    }

    /** Puts a level at a place that is covered and empty. */
    void put(long place, int level) {
        int cell = (int) place;
        int word = cell >> 6;
        cells[cell] = level;
        words[word] |= 1L << cell;
        groups[word >> 6] |= 1L << word;
        top |= 1L << (word >> 6);
        first = Math.min(first, cell);
        count++;
    }

    /** Takes the level out that stands there. */
    void remove(long place) {
        int cell = (int) place;
        int word = cell >> 6;
        cells[cell] = NIL;
        words[word] &= ~(1L << cell);
        if (words[word] == 0) {
            empty(word);
        }
        if (cell == first) {
            first = next(cell);
        }
        count--;
    }

    private void empty(int word) {
        int group = word >> 6;
        groups[group] &= ~(1L << word);
        if (groups[group] == 0) {
            top &= ~(1L << group);
        }
    }

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int first() {
        return levelAt(first);
    }

    /** The level with the next higher key than this one, which need not be covered, or {@link BookOrders#NIL}. */
    int after(long key) {
        long place = Math.floorDiv(key, step) - base;
        if (place < first) {
            return first();
        }
        return place < cells.length ? levelAt(next((int) place)) : NIL;
    }

    private int levelAt(int cell) {
        return cell < cells.length ? cells[cell] : NIL;
    }

    /** The next cell behind this one that has a level, or one behind the last. */
    private int next(int cell) {
        long word = words[cell >> 6] & -2L << cell;
        return word == 0 ? nextWord(cell >> 6) : (cell & -64) + Long.numberOfTrailingZeros(word);
    }

    private int nextWord(int word) {
        int index = word >> 6;
        long group = groups[index] & -2L << word;
        if (group == 0) {
            long above = top & -2L << index;
            if (above == 0) {
                return cells.length;
            }
            index = Long.numberOfTrailingZeros(above);
            group = groups[index];
        }
        int next = (index << 6) + Long.numberOfTrailingZeros(group);
        return (next << 6) + Long.numberOfTrailingZeros(words[next]);
    }

    /**
     * Lays the window, in which nothing stands, around a key: a quarter of it for better ones. It grows and never shrinks. Its cells span
     * less than 2⁶² and begin on the side of zero that the key is on, so that no two keys of one side share a cell.
     *
     * @param zeros of the power of ten that is the step
     */
    void lay(long bestKey, int zeros, int cellCount) {
        if (cellCount > cells.length) {
            cells = new int[cellCount];
            words = new long[cellCount >> 6];
            groups = new long[(cellCount >> 12) + 1];
            Arrays.fill(cells, NIL);
        }
        first = cells.length;
        scale = zeros;
        inverse = 1;
        step = 1;
        for (int i = 0; i < zeros; i++) {
            inverse *= INVERSE_OF_FIVE;
            step *= 10;
        }
        long lowest = bestKey < 0 ? Long.MIN_VALUE : 0;
        base = Math.floorDiv(bestKey - Math.min(bestKey - lowest, cells.length / 4 * step), step);
        basePlace = Long.rotateRight(base * step * inverse, scale);
    }
}
