package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

final class FootprintTest {
    private static final int FEW_BYTES = 8 << 20;

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

    @Test
    void shouldCountWhatIsAliveAndNotWhatWas() {
        long before = Footprint.ofThisProcess().liveBytes();
        byte[] held = new byte[4 * FEW_BYTES];
        long with = Footprint.ofThisProcess().liveBytes() - before;
        Reference.reachabilityFence(held);
        held = null;
        long without = Footprint.ofThisProcess().liveBytes() - before;

        assertThat(with).isBetween(4L * FEW_BYTES, 5L * FEW_BYTES);
        assertThat(without).isLessThan(FEW_BYTES);
    }
}
