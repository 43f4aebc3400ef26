package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.workload.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A ladder and a {@code TreeMap} say the same, wherever the prices are: thousands of levels, so that windows are laid and laid anew. */
class PriceLadderModelTest {
    private static final int SEEDS = Integer.getInteger("bullring.book.seeds", 40);
    private static final int STEPS = 20_000;
    private static final long[] TICKS = {1, 3, 10, 2_500, 1_000_000, 50_000_000, 1_000_000_000_000L};

    private static final class Walk {
        private final SplitMix64 random;
        private final BookLevels levels = new BookLevels(new BookOrders(1));
        private final PriceLadder ladder = new PriceLadder(levels);
        private final TreeMap<Long, Integer> twin = new TreeMap<>();
        private final int sign;
        private final int mostLevels;
        private long middle;
        private long tick;
        private long width;

        Walk(int seed) {
            random = new SplitMix64(seed);
            sign = seed % 2 == 0 ? 1 : -1;
            mostLevels = (int) random.any(2, 16, 18, STEPS, STEPS);
        }

        void step(int i) {
            if (i % 4_000 == 0) {
                tick = TICKS[random.below(TICKS.length)];
                width = random.any(20, 500, 3_000);
                middle = random.any(1, 5_000, 400_000, Long.MAX_VALUE / tick - 10);
            }
            long key = key();
            Integer level = twin.get(key);
            assertEquals(level == null ? BookOrders.NIL : level, ladder.find(key), "find " + key);
            if (level == null) {
                int opened = levels.open(1, key);
                twin.put(key, opened);
                ladder.insert(key, opened);
            } else {
                take(key, level);
            }
            if (random.chance(300) && !twin.isEmpty()) {
                take(twin.firstKey(), twin.firstEntry().getValue());
            }
            while (twin.size() > mostLevels) {
                long one = random.chance(500) ? twin.lastKey() : key;
                take(one, twin.get(one));
            }
            assertEquals(twin.isEmpty() ? Long.MAX_VALUE : twin.firstKey(), ladder.bestKey());
            assertEquals(twin.isEmpty() ? BookOrders.NIL : twin.firstEntry().getValue(), ladder.best());
        }

        private void take(long key, int level) {
            twin.remove(key);
            ladder.remove(key);
            levels.close(level);
        }

        /** Of a market that drifts; one in fifty anywhere, and one in fifty beside the grid. */
        private long key() {
            middle = Math.clamp(middle + random.between(-3, 3), 1, Long.MAX_VALUE / tick);
            if (random.chance(20)) {
                return sign * random.magnitude(1, Long.MAX_VALUE);
            }
            long ticks = Math.clamp(middle + random.between(-width, width), 1, Long.MAX_VALUE / tick);
            return sign * Math.max(1, ticks * tick - (random.chance(20) ? random.between(1, 7) : 0));
        }

        List<Long> keys() {
            List<Long> keys = new ArrayList<>();
            for (int level = ladder.best(); level != BookOrders.NIL; level = ladder.after(levels.key(level))) {
                keys.add(levels.key(level));
            }
            return keys;
        }
    }

    @Test
    void shouldFindWhatATreeMapFinds() {
        IntStream.rangeClosed(1, SEEDS).parallel().forEach(seed -> {
            Walk walk = new Walk(seed);
            for (int i = 0; i < STEPS; i++) {
                try {
                    walk.step(i);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", step " + i, e);
                }
                if (i % 1_000 == 0) {
                    assertEquals(List.copyOf(walk.twin.keySet()), walk.keys(), "seed " + seed + ", step " + i);
                }
            }
        });
    }

    @Test
    void shouldPutTheHighestKeyThereIsIntoAnEmptiedLadder() {
        BookLevels levels = new BookLevels(new BookOrders(1));
        PriceLadder ladder = new PriceLadder(levels);
        int three = open(ladder, levels, 3);
        int five = open(ladder, levels, 5);
        int four = open(ladder, levels, 4); // the last place that was searched for has another before it
        assertEquals(List.of(three, four, five), List.of(ladder.best(), ladder.after(3), ladder.after(4)));
        ladder.remove(3);
        ladder.remove(4);
        ladder.remove(5);
        assertEquals(BookOrders.NIL, ladder.best());

        int highest = open(ladder, levels, Long.MAX_VALUE);
        assertEquals(highest, ladder.best());
        int better = open(ladder, levels, 7);
        assertEquals(List.of(better, highest), List.of(ladder.best(), ladder.after(7)));
    }

    private static int open(PriceLadder ladder, BookLevels levels, long key) {
        assertEquals(BookOrders.NIL, ladder.find(key));
        int level = levels.open(1, key);
        ladder.insert(key, level);
        return level;
    }

    @Test
    void shouldHaveWindowInProportionToItsLevels() {
        assertEquals(64, PriceWindow.cellsFor(1));
        assertEquals(32_768, PriceWindow.cellsFor(1_024));
        assertEquals(65_536, PriceWindow.cellsFor(1_025));
        assertEquals(PriceWindow.MOST_CELLS, PriceWindow.cellsFor(Integer.MAX_VALUE));
    }

    @Test
    void shouldCoverOnlyTheGridAndOnlyNearby() {
        PriceWindow window = new PriceWindow();
        window.lay(-50_000_000_000L, 6, 64);

        assertTrue(window.covers(window.placeOf(-50_000_000_000L)));
        assertEquals(16, window.placeOf(-50_000_000_000L));
        assertEquals(15, window.placeOf(-50_001_000_000L));
        assertTrue(window.covers(window.placeOf(-50_016_000_000L)));
        for (long key : new long[]{-50_000_000_001L, -50_000_500_000L, -50_017_000_000L, -49_952_000_000L}) {
            assertTrue(!window.covers(window.placeOf(key)), "covers " + key);
        }
    }
}
