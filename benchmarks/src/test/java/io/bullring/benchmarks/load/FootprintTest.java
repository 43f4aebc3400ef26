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

    /** Other tests' objects may still be dying between two counts, once: that makes a difference larger, and not all three. */
    @Test
    void shouldCountWhatIsAliveAndNotWhatWas() {
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            byte[] held = new byte[HELD_BYTES];
            long with = Footprint.ofThisProcess().liveBytes();
            Reference.reachabilityFence(held);
            held = null;
            smallest = Math.min(smallest, with - Footprint.ofThisProcess().liveBytes());
        }

        assertThat(smallest).isBetween(HELD_BYTES / 4 * 3L, HELD_BYTES / 4 * 5L);
    }
}
