package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final int HELD_BYTES = 64 << 20;

    @Test
    void shouldReadWhatItWrote() {
        Footprint footprint = new Footprint(1L << 40, 2, 3, 4);

        assertThat(Footprint.parse(footprint.text())).isEqualTo(footprint);
    }

    @Test
    void shouldSeeWhatThisProcessHolds() {
        Footprint footprint = Footprint.ofThisProcess();

        assertThat(footprint.liveBytes()).isPositive();
        assertThat(footprint.threads()).isPositive();
        assertThat(footprint.descriptors()).isPositive();
    }

    /** Other tests' objects may still be dying between the counts: they make the difference larger, and no smaller. */
    @Test
    void shouldCountWhatIsAliveAndNotWhatWas() {
        byte[] held = new byte[HELD_BYTES];
        long with = Footprint.ofThisProcess().liveBytes();
        Reference.reachabilityFence(held);
        held = null;
        long without = Footprint.ofThisProcess().liveBytes();

        assertThat(with).isGreaterThan(HELD_BYTES);
        assertThat(with - without).isGreaterThan(HELD_BYTES / 4 * 3);
    }
}
