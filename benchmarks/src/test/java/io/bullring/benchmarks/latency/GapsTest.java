package io.bullring.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GapsTest {
    @Test
    void shouldCountGapsAboveEachLength() {
        Gaps gaps = new Gaps();
        gaps.record(1_000);
        gaps.record(1_001);
        gaps.record(200_000);
        gaps.record(1_000_000_000L - 202_001);

        assertThat(gaps.lines().subList(2, 7))
                .isEqualTo(List.of(
                        "| 1 µs | 3.00 | 99.9999 % |",
                        "| 10 µs | 2.00 | 99.9998 % |",
                        "| 100 µs | 2.00 | 99.9998 % |",
                        "| 1 ms | 1.00 | 99.9798 % |",
                        "| 10 ms | 1.00 | 99.9798 % |"));
    }

    @Test
    void shouldSeeWhatKeepsTheThreadFromTheClock() {
        JitterMeter meter = new JitterMeter();

        meter.spin(10_000, 500);

        assertThat(meter.delays().count()).isEqualTo(500);
        assertThat(meter.gaps().longestNs()).isBetween(1L, 60_000_000_000L);
    }
}
