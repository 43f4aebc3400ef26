package io.bullring.core.book;

/**
 * The levels of one side of a book in the order of their keys, the lowest being the best. Nearly all that happens, happens near the
 * best price and on the instrument's grid of prices: there a {@link PriceWindow} finds a level by arithmetic. A level that the window
 * does not cover, too far away or between two prices of the grid, stands in the sorted {@link PriceBlocks} outside of it. A key has one
 * place, so neither is searched for what the other may have.
 *
 * <pre>
 *   keys   ── better ──────────────────────────────────────────────────────────── worse ──►
 *            outside │ window: ·  ·  best  ·  x  x  ·  x  ·  ·  x  ·  ·  ·  x  · │ outside
 * </pre>
 *
 * <p>Nobody tells a book its grid, and its prices move. So the way round by the blocks is counted, and when it has been gone several
 * times for each level, the window is laid anew: around the best price, as wide as there are levels, on the grid that most of them are
 * on. What that costs is then a fraction of what the ways round have cost, whatever anybody does: prices far apart cost a search by
 * halves, never more. Where a level stands is no state: it is in no report, no snapshot and no hash. Engine thread only.
 */
final class PriceLadder {
    private static final int NIL = BookOrders.NIL;
    private static final int FEWEST_DETOURS = 64;
    private static final int DETOURS_PER_LEVEL = 2;
    private static final int FEWEST_LEVELS = 16;

    private final BookLevels levels;
    private PriceWindow window = PriceWindow.NONE;
    private final PriceBlocks outside = new PriceBlocks();
    private final GridVote vote = new GridVote();
    private int best = NIL;
    private long bestKey = Long.MAX_VALUE;
    private int detours;

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

    /** The level with this key, or {@link BookOrders#NIL}. */
    int find(long key) {
        long place = window.placeOf(key);
        if (window.covers(place)) {
            return window.at(place);
        }
        detours++;
        if (detours > FEWEST_DETOURS + DETOURS_PER_LEVEL * (window.count() + outside.count())) {
            layWindow();
            return find(key);
        }
        return outside.find(key);
    }

    private void layWindow() {
        detours = 0;
        int count = window.count() + outside.count();
        if (count < FEWEST_LEVELS) {
            return;
        }
        int cells = Math.max(window.size(), PriceWindow.cellsFor(count));
        vote.open();
        for (int level = best; level != NIL; level = after(levels.key(level))) {
            vote.add(levels.key(level), levels.key(level) - bestKey, cells * 3L / 4);
        }
        for (int level = window.first(); level != NIL; level = window.first()) {
            window.remove(window.placeOf(levels.key(level)));
            outside.find(levels.key(level));
            outside.insert(levels.key(level), level);
        }
        if (window == PriceWindow.NONE) {
            window = new PriceWindow();
        }
        window.lay(bestKey, vote.winner(), cells);
        for (int level = outside.best(); level != NIL; level = outside.after(levels.key(level))) {
            long place = window.placeOf(levels.key(level));
            if (window.covers(place)) {
                outside.remove(levels.key(level));
                window.put(place, level);
            }
        }
    }

    /** Puts a level where {@link #find} has just found none. */
    void insert(long key, int level) {
        long place = window.placeOf(key);
        if (window.covers(place)) {
            window.put(place, level);
        } else {
            outside.insert(key, level);
        }
        if (key < bestKey || best == NIL) {
            bestKey = key;
            best = level;
        }
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        long place = window.placeOf(key);
        if (window.covers(place)) {
            window.remove(place);
        } else {
            outside.remove(key);
        }
        if (key == bestKey) {
            findBest();
        }
    }

    private void findBest() {
        best = window.first();
        bestKey = best == NIL ? Long.MAX_VALUE : levels.key(best);
        if (outside.bestKey() < bestKey || best == NIL) {
            best = outside.best();
            bestKey = outside.bestKey();
        }
    }

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    int after(long key) {
        return better(window.after(key), outside.after(key));
    }

    private int better(int one, int other) {
        if (one == NIL || other == NIL) {
            return one == NIL ? other : one;
        }
        return levels.key(one) < levels.key(other) ? one : other;
    }
}
