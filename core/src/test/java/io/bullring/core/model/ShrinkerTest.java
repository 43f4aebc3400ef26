package io.bullring.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final int[] MANY = IntStream.range(0, 1_000).toArray();
    private static final Predicate<int[]> HAS_BOTH = list -> has(list, 17) && has(list, 871);

    private static boolean has(int[] list, int number) {
        return Arrays.binarySearch(list, number) >= 0;
    }

    @Test
    void shouldKeepOnlyWhatMakesTheListFail() {
        assertThat(new Shrinker(HAS_BOTH, () -> 0, 1).shrink(MANY)).containsExactly(17, 871);
    }

    @Test
    void shouldKeepAListOfWhichNothingCanGo() {
        assertThat(new Shrinker(list -> list.length == 1, () -> 0, 1).shrink(new int[]{5})).containsExactly(5);
    }

    @Test
    void shouldStopWhenTheTimeIsOver() {
        long[] calls = {0};
        int[] shorter = new Shrinker(HAS_BOTH, () -> calls[0]++, 5).shrink(MANY);

        assertThat(HAS_BOTH.test(shorter)).isTrue();
        assertThat(shorter.length).isGreaterThan(2);
        assertThat(calls[0]).isLessThan(10);
    }
}
