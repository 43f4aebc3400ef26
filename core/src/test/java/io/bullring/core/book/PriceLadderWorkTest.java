package io.bullring.core.book;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bullring.core.workload.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an adversary's orders cost, counted in levels that are moved: he who sends the book around its window again and again, and has
 * one laid anew as often as he can, pays for each level that moves with a search, and no search moves more than a few.
 */
class PriceLadderWorkTest {
    private static final int STEPS = 60_000;

    private static final class Adversary {
        private final SplitMix64 random;
        private final BookLevels levels = new BookLevels(new BookOrders(1));
        private final PriceLadder ladder = new PriceLadder(levels);
        private final List<Long> keys = new ArrayList<>();
        private final int mostLevels;
        private long middle = 1_000_000_000L;
        private long tick = 1;
        private long searches;

        Adversary(int seed) {
            random = new SplitMix64(seed);
            mostLevels = (int) random.any(10, 200, 3_000, 20_000);
        }

        /** Another place and another grid, as soon as a window may have been laid for the last. */
        void step(int i) {
            if (i % (3 * mostLevels / 2 + 100) == 0) {
                middle = 1L + random.below(2_000_000_000);
                tick = random.any(1, 7, 10, 1_000_000);
            }
            long key = middle + tick * random.below(2 * mostLevels);
            search(key);
            if (keys.size() > mostLevels) {
                int one = random.below(keys.size());
                take(keys.get(one));
                keys.set(one, keys.getLast());
                keys.removeLast();
            }
        }

        private void search(long key) {
            long before = ladder.moves();
            int found = ladder.find(key);
            searches++;
            long moved = ladder.moves() - before;
            assertTrue(moved <= WideLadder.MOST_MOVES, "one search moved " + moved);
            assertTrue(ladder.moves() <= searches, ladder.moves() + " moved by " + searches + " searches");
            if (found == BookOrders.NIL) {
                ladder.insert(key, levels.open(1, key));
                keys.add(key);
            }
        }

        private void take(long key) {
            int level = ladder.find(key);
            searches++;
            ladder.remove(key);
            levels.close(level);
        }
    }

    @Test
    void shouldMoveAtMostOneLevelForEachSearchWhateverAnAdversaryDoes() {
        for (int seed = 1; seed <= 24; seed++) {
            Adversary adversary = new Adversary(seed);
            for (int i = 0; i < STEPS; i++) {
                try {
                    adversary.step(i);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", step " + i, e);
                }
            }
            assertTrue(adversary.mostLevels < 16 || adversary.ladder.moves() > 0, "seed " + seed + " moved nothing");
        }
    }

    @Test
    void shouldLeaveAFewLevelsWhereTheyAre() {
        BookLevels levels = new BookLevels(new BookOrders(1));
        PriceLadder ladder = new PriceLadder(levels);
        for (long key = 1; key <= 15; key++) {
            ladder.find(key);
            ladder.insert(key, levels.open(1, key));
        }
        for (int i = 0; i < 10_000; i++) {
            ladder.find(1_000 + i);
        }

        assertTrue(ladder.moves() == 0, ladder.moves() + " moved");
    }
}
