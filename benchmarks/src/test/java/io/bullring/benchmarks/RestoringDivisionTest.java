package io.bullring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.core.e8.E8;
import io.bullring.core.e8.Rounding;
import io.bullring.core.workload.SplitMix64;
import org.junit.jupiter.api.Test;

final class RestoringDivisionTest {
    @Test
    void shouldGiveTheNumbersOfE8() {
        long seed = System.nanoTime();
        SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < 100_000; i++) {
            long a = random.magnitude(1, Long.MAX_VALUE);
            long b = random.magnitude(1, Long.MAX_VALUE);
            long divisor = random.magnitude(1, Long.MAX_VALUE);
            long expected = E8.multiplyDivide(a, b, divisor, Rounding.HALF_EVEN);
            if (expected != E8.OVERFLOW) {
                assertThat(RestoringDivision.multiplyDivide(a, b, divisor))
                        .as("seed %d: %d * %d / %d", seed, a, b, divisor)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldRoundTiesToEven() {
        assertThat(RestoringDivision.multiplyDivide(5, 1, 2)).isEqualTo(2);
        assertThat(RestoringDivision.multiplyDivide(7, 1, 2)).isEqualTo(4);
    }
}
