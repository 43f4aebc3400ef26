package io.bullring.core.book;

/**
 * The levels of one side of a book in the order of their keys, the lowest being the best. The best stands here. All of them stand in one
 * block as long as they are few; when they are many, the others are in a {@link WideLadder}. Most books are small, and a venue has a
 * thousand of them: a price that is the best, or better, is not searched for, and one that is searched for is put where it was looked
 * for.
 *
 * <pre>
 *   best │ few: the best at the end of up to 16          or          best │ wide: all but the best
 * </pre>
 *
 * <p>A side that was wide once stays so. Engine thread only; allocates nothing once it has been as large.
 */
final class PriceLadder {
    private static final int NIL = BookOrders.NIL;
    private static final int FEW = 16;
    private static final long[] NONE = PriceBlock.empty(0);

    private final BookLevels levels;
    private int best = NIL;
    private long bestKey = Long.MAX_VALUE;
    private long[] few = NONE;
    private int place; // among the few, of the key that was last looked for
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
        if (wide != null) {
            return wide.find(key, bestKey);
        }
        if (key < bestKey) {
            return NIL;
        }
        place = PriceBlock.placeOf(few, key);
        return PriceBlock.find(few, place, key);
    }

    /** Puts a level where {@link #find} has just found none: nothing has come to this side since, and nothing has left it. */
    void insert(long key, int level) {
        if (wide == null && PriceBlock.isFull(few)) {
            makeRoom();
        }
        if (best == NIL || key < bestKey) {
            insertBest(key, level);
        } else if (wide == null) {
            PriceBlock.insert(few, place, key, level);
        } else {
            wide.insert(key, level);
        }
    }

    private void insertBest(long key, int level) {
        if (wide == null) {
            PriceBlock.append(few, key, level);
        } else if (best != NIL) {
            wide.insert(bestKey, best);
        }
        promote(key, level);
    }

    private void promote(long key, int level) {
        bestKey = key;
        best = level;
    }

    private void makeRoom() {
        if (best == NIL) {
            few = PriceBlock.empty(FEW);
            return;
        }
        wide = new WideLadder(levels);
        for (int i = 0; i < FEW - 1; i++) {
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
        int next = wide == null ? PriceBlock.removeLast(few) - 1 : wide.best();
        if (next < 0) {
            promote(Long.MAX_VALUE, NIL);
        } else if (wide == null) {
            promote(PriceBlock.key(few, next), PriceBlock.level(few, next));
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
