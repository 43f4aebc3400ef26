package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SlopeTest {
    @Test
    void shouldTakeWhatFillsFirstForNoGrowth() {
        Slope slope = Slope.ofSecondHalf(new long[]{1, 50, 99, 100, 101, 100, 99, 100});

        assertThat(slope.isFlat(8, 0.05)).isTrue();
    }

    @Test
    void shouldReportWhatGrowsToTheEnd() {
        Slope slope = Slope.ofSecondHalf(new long[]{100, 110, 120, 130, 140, 150});

        assertThat(slope).isEqualTo(new Slope(10, 140));
        assertThat(slope.isFlat(6, 0.1)).isFalse();
    }

    @Test
    void shouldTakeWhatShrinksForFlat() {
        assertThat(Slope.ofSecondHalf(new long[]{9, 9, 8, 7, 6, 5}).isFlat(6, 0)).isTrue();
    }

    @Test
    void shouldRefuseASinglePoint() {
        assertThatThrownBy(() -> Slope.ofSecondHalf(new long[]{1})).isInstanceOf(IllegalArgumentException.class);
    }
}
