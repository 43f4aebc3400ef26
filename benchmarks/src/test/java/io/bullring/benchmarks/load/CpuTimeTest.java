package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CpuTimeTest {
    @Test
    void shouldTellThreadsApartByTheNamesThatTheSystemKnows() {
        assertThat(CpuTime.named("vert.x-eventloo", 1)).isEqualTo(new CpuTime(1, 0, 0, 0, 0));
        assertThat(CpuTime.named("bullring-engine", 2)).isEqualTo(new CpuTime(0, 2, 0, 0, 0));
        assertThat(CpuTime.named("bullring-follow", 3)).isEqualTo(new CpuTime(0, 0, 3, 0, 0));
        assertThat(CpuTime.named("Shenandoah GC T", 4)).isEqualTo(new CpuTime(0, 0, 0, 4, 0));
        assertThat(CpuTime.named("C2 CompilerThre", 5)).isEqualTo(new CpuTime(0, 0, 0, 0, 5));
    }

    @Test
    void shouldSeeWhatThisProcessUses() {
        CpuTime before = CpuTime.of(ProcessHandle.current().pid());
        long until = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        assertThat(CpuTime.of(ProcessHandle.current().pid()).minus(before).totalNs()).isPositive();
    }
}
