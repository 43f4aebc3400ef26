package io.bullring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FootprintTest {
    @Test
    void shouldReadWhatItWrote() {
        Footprint footprint = new Footprint(1L << 40, 2, 3, 4);

        assertThat(Footprint.parse(footprint.text())).isEqualTo(footprint);
    }

    @Test
    void shouldSeeWhatThisProcessHolds() {
        Footprint footprint = Footprint.afterCollection();

        assertThat(footprint.heapBytes()).isPositive();
        assertThat(footprint.threads()).isPositive();
        assertThat(footprint.descriptors()).isPositive();
    }
}
