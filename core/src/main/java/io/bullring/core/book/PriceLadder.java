package io.bullring.core.book;

/**
 * The levels of one side of a book in the order of their keys, the lowest being the best. The best stands here; the others, as long as
 * they are few, in one block, and when they are many in a {@link WideLadder}. Most books are small, and a venue has a thousand of
 * them: their best prices are in the line that says how many there are, and a book of one price a side asks for no other.
 *
 * <pre>
 *   best │ few: up to 15          or          best │ wide: as many as there are
 * </pre>
 *
 * <p>A side that was wide once stays so. Engine thread only; allocates nothing once it has been as large.
 */
final class PriceLadder {
    private static final int NIL = BookOrders.NIL;
    private static final int FEW = 15;
    private static final long[] NONE = PriceBlock.empty(0);

    private final BookLevels levels;
    private int best = NIL;
    private long bestKey = Long.MAX_VALUE;
    private long[] few = NONE;
    private WideLadder wide;

    PriceLadder(BookLevels levels) {
        this.levels = levels;
    }

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int best() {
        return best;
    }

    /** The lowest key; the highest there is when there is no level. */
    long bestKey() {
        return bestKey;
    }

    /** How often a level has been moved because a window was laid anew. */
    long moves() {
        return wide == null ? 0 : wide.moves();
    }

    /** The level with this key, or {@link BookOrders#NIL}. */
    int find(long key) {
        if (key == bestKey) {
            return best;
        }
        return wide == null ? PriceBlock.find(few, PriceBlock.placeOf(few, key), key) : wide.find(key, bestKey);
    }

    /** Puts a level where {@link #find} has just found none. */
    void insert(long key, int level) {
        if (best == NIL) {
            promote(key, level);
        } else if (key < bestKey) {
            demote(bestKey, best);
            promote(key, level);
        } else {
            demote(key, level);
        }
    }

    private void promote(long key, int level) {
        bestKey = key;
        best = level;
    }

    /** Puts a level among those that are not the best. */
    private void demote(long key, int level) {
        if (wide == null && PriceBlock.isFull(few)) {
            makeRoom();
        }
        if (wide == null) {
            PriceBlock.insert(few, PriceBlock.placeOf(few, key), key, level);
        } else {
            wide.insert(key, level);
        }
    }

    private void makeRoom() {
        if (PriceBlock.count(few) == 0) {
            few = PriceBlock.empty(FEW);
            return;
        }
        wide = new WideLadder(levels);
        for (int i = 0; i < FEW; i++) {
            wide.insert(PriceBlock.key(few, i), PriceBlock.level(few, i));
        }
        few = NONE;
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        if (key == bestKey) {
            promoteNext();
        } else if (wide == null) {
            PriceBlock.remove(few, PriceBlock.placeOf(few, key));
        } else {
            wide.remove(key);
        }
    }

    private void promoteNext() {
        int next = wide == null ? PriceBlock.count(few) - 1 : wide.best();
        if (next < 0) {
            promote(Long.MAX_VALUE, NIL);
        } else if (wide == null) {
            promote(PriceBlock.key(few, next), PriceBlock.level(few, next));
            PriceBlock.remove(few, next);
        } else {
            promote(levels.key(next), next);
            wide.remove(bestKey);
        }
    }

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    int after(long key) {
        if (key < bestKey) {
            return best;
        }
        if (wide != null) {
            return wide.after(key);
        }
        int better = PriceBlock.placeOf(few, key) - 1;
        return better < 0 ? NIL : PriceBlock.level(few, better);
    }
}
