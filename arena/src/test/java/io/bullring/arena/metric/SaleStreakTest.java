package io.bullring.arena.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SaleStreakTest {
    @Test
    void shouldCountTheLatestSalesThatAllWonOrAllLost() {
        assertThat(streak(-1, 1, 2, 3)).isEqualTo(3);
        assertThat(streak(1, -1, -2)).isEqualTo(-2);
        assertThat(streak(100, -50, 150, -300)).isEqualTo(-1);
        assertThat(streak(5, 5)).isEqualTo(2);
    }

    @Test
    void shouldEndAtAResultOfZero() {
        assertThat(streak(1, 0, 2)).isEqualTo(1);
        assertThat(streak(1, 0, -1, 0)).isZero();
        assertThat(streak(0)).isZero();
    }

    @Test
    void shouldBeZeroWithoutSales() {
        assertThat(streak()).isZero();
    }

    @Test
    void shouldNotMindTheOrderInWhichItIsToldOfSales() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            long[] results = random.longs(random.nextInt(8), -1, 2).toArray();
            assertThat(streak(results)).as("seed " + seed).isEqualTo(walkedBack(results));
        }
    }

    /** As A9 has it. */
    private static int walkedBack(long... results) {
        int streak = 0;
        for (int i = results.length - 1; i >= 0 && results[i] != 0 && results[i] * streak >= 0; i--) {
            streak += Long.signum(results[i]);
        }
        return streak;
    }

    /** Oldest first; told newest first. */
    private static int streak(long... results) {
        SaleStreak streak = new SaleStreak();
        for (int i = results.length - 1; i >= 0; i--) {
            streak.add(i + 1, results[i]);
        }
        for (int number = 1; number <= results.length; number++) {
            if (number > streak.lastBefore()) {
                streak.count();
            }
        }
        return streak.signed();
    }
}
