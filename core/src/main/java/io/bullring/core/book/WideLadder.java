package io.bullring.core.book;

/**
 * Many levels of one side of a book, all but its best. Nearly all that happens, happens near the best price and on the instrument's grid
 * of prices: there a {@link PriceWindow} finds a level by arithmetic. A level that the window does not cover, too far away or between
 * two prices of the grid, stands in the sorted {@link PriceBlocks} outside of it. A key has one place, so neither is searched for what
 * the other may have.
 *
 * <pre>
 *   keys   ── better ──────────────────────────────────────────────────────────── worse ──►
 *            outside │ window: ·  ·  best  ·  x  x  ·  x  ·  ·  x  ·  ·  ·  x  · │ outside
 *
 *   moving   new window or outside ── settled ── old window or outside
 * </pre>
 *
 * <p>Nobody tells a book its grid, and its prices move. So the way round by the blocks is counted, and when it has been gone several
 * times for each level, a window is laid anew: around the best price, as wide as there are levels, on the grid that most of the nearest
 * levels are on. Levels move into it with the searches that follow, the best first and a few with each: no order waits for the others
 * of a large book, and what moving costs is a fraction of what the ways round have cost, whatever anybody does. A side that is not wide
 * any more lays no window: what it has stands in one block. Where a level stands is no state: it is in no report, no snapshot and no
 * hash. Engine thread only.
 */
final class WideLadder {
    /** Levels that one search moves at most. */
    static final int MOST_MOVES = 8;

    private static final int NIL = BookOrders.NIL;
    private static final int FEWEST_LEVELS = 16;
    private static final int FEWEST_DETOURS = 64;
    private static final int DETOURS_PER_LEVEL = 2;
    private static final int VOTERS = 256;

    private final BookLevels levels;
    private final PriceBlocks outside = new PriceBlocks();
    private final GridVote vote = new GridVote();
    private PriceWindow window = PriceWindow.NONE;
    private PriceWindow old = PriceWindow.NONE;
    private long settled = Long.MAX_VALUE;
    private int detours;
    private long moves;

    WideLadder(BookLevels levels) {
        this.levels = levels;
    }

    /** The level with the lowest key, or {@link BookOrders#NIL}. */
    int best() {
        return better(better(window.first(), old.first()), outside.best());
    }

    /** How often a level has been moved because a window was laid anew. */
    long moves() {
        return moves;
    }

    /** The level with this key, or {@link BookOrders#NIL}; the best price of the side is where a window would be laid. */
    int find(long key, long bestKey) {
        if (settled != Long.MAX_VALUE) {
            moveOn();
        }
        PriceWindow home = windowOf(key);
        long place = home.placeOf(key);
        if (home.covers(place)) {
            return home.at(place);
        }
        detours++;
        if (detours > FEWEST_DETOURS + DETOURS_PER_LEVEL * count() && settled == Long.MAX_VALUE) {
            layWindow(bestKey); // moves nothing yet, so the key is still where it was
        }
        return outside.find(key);
    }

    private PriceWindow windowOf(long key) {
        return key <= settled ? window : old;
    }

    private int count() {
        return window.count() + old.count() + outside.count();
    }

    private void layWindow(long bestKey) {
        detours = 0;
        if (count() < FEWEST_LEVELS) {
            return;
        }
        int cells = Math.max(window.size(), PriceWindow.cellsFor(count()));
        PriceWindow next = old == PriceWindow.NONE ? new PriceWindow() : old;
        next.lay(bestKey, grid(bestKey, cells * 3L / 4), cells);
        old = window;
        window = next;
        settled = bestKey - 1;
    }

    /** What the levels nearest to the best price say that the grid is. */
    private int grid(long bestKey, long reach) {
        vote.open();
        int level = best();
        for (int voters = 0; voters < VOTERS && level != NIL; voters++) {
            long key = levels.key(level);
            vote.add(key, key - bestKey, reach);
            level = after(key);
        }
        return vote.winner();
    }

    private void moveOn() {
        for (int i = 0; i < MOST_MOVES; i++) {
            int level = after(settled);
            if (level == NIL) {
                settled = Long.MAX_VALUE;
                return;
            }
            move(levels.key(level), level);
        }
    }

    private void move(long key, int level) {
        long from = old.placeOf(key);
        long to = window.placeOf(key);
        boolean leaves = old.covers(from);
        boolean enters = window.covers(to);
        if (leaves) {
            old.remove(from);
        } else if (enters) {
            outside.remove(key);
        }
        if (enters) {
            window.put(to, level);
        } else if (leaves) {
            outside.insert(key, level);
        }
        settled = key;
        moves++;
    }

    /** Puts a level where there is none. */
    void insert(long key, int level) {
        PriceWindow home = windowOf(key);
        long place = home.placeOf(key);
        if (home.covers(place)) {
            home.put(place, level);
        } else {
            outside.insert(key, level);
        }
    }

    /** Takes the level with this key out. */
    void remove(long key) {
        PriceWindow home = windowOf(key);
        long place = home.placeOf(key);
        if (home.covers(place)) {
            home.remove(place);
        } else {
            outside.remove(key);
        }
    }

    /** The level with the next higher key, or {@link BookOrders#NIL}. */
    int after(long key) {
        return better(better(window.after(key), old.after(key)), outside.after(key));
    }

    private int better(int one, int other) {
        if (one == NIL || other == NIL) {
            return one == NIL ? other : one;
        }
        return levels.key(one) < levels.key(other) ? one : other;
    }
}
