package io.bullring.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldSpreadRequestsEvenly() {
        Schedule schedule = new Schedule(100, 200_000);

        assertThat(new long[]{schedule.dueNs(0), schedule.dueNs(1), schedule.dueNs(2)})
                .isEqualTo(new long[]{100, 5_100, 10_100});
    }

    @Test
    void shouldNotDriftWhenTheRateDoesNotDivideASecond() {
        Schedule schedule = new Schedule(0, 30_001);

        assertThat(schedule.dueNs(30_001L * 3_600)).isEqualTo(3_600 * SECOND_NS);
    }

    @Test
    void shouldGoOnWithoutABreakAfterTheWarmUp() {
        Schedule warmUp = new Schedule(7, 50_000);

        assertThat(warmUp.after(5).dueNs(0)).isEqualTo(warmUp.dueNs(250_000));
    }

    @Test
    void shouldNotReturnBeforeARequestIsDue() {
        Schedule schedule = new Schedule(System.nanoTime() + 2_000_000, 1_000);

        long dueNs = schedule.awaitDue(1);

        assertThat(System.nanoTime() - dueNs).isNotNegative();
        assertThat(dueNs).isEqualTo(schedule.dueNs(1));
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
