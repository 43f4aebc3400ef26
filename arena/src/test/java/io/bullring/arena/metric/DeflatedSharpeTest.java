package io.bullring.arena.metric;

import static io.bullring.arena.metric.DeflatedSharpe.Method.REFERENCE;
import static io.bullring.arena.metric.DeflatedSharpe.Method.TEXTBOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vector V3 of the specification of metrics, and the edges. */
class DeflatedSharpeTest {
    private static final double[] V3 = {
        0.01, -0.004, 0.006, 0.012, -0.008, 0.003, 0.007, -0.002, 0.009, 0.001, -0.005, 0.011
    };
    private static final double LAST_DIGIT = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1.547406575, 0.939117382",
        "10, 7.536569465, 0.101255292, 0.540326097",
        "100, 12.112336509, -0.776763734, 0.218649088"
    })
    void shouldGiveTheTextbooksFigures(int trials, double expectedMax, double statistic, double probability) {
        DeflatedSharpe deflated = DeflatedSharpe.of(V3, trials, 252, TEXTBOOK);

        assertThat(deflated.observedSharpe()).isCloseTo(8.064258060, within(LAST_DIGIT));
        assertThat(deflated.skewness()).isCloseTo(-0.278777569, within(LAST_DIGIT));
        assertThat(deflated.excessKurtosis()).isCloseTo(-1.319400624, within(LAST_DIGIT));
        assertThat(deflated.expectedMaxSharpe()).isCloseTo(expectedMax, within(LAST_DIGIT));
        assertThat(deflated.deflatedSharpe()).isCloseTo(statistic, within(LAST_DIGIT));
        assertThat(deflated.probability()).isCloseTo(probability, within(LAST_DIGIT));
        assertThat(deflated.isSignificant()).isFalse();
        assertThat(deflated.trials()).isEqualTo(trials);
        assertThat(deflated.returns()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 8064258.06", "10, 2.145966026, 5918292.03", "100, 3.034854259, 5029403.80"})
    void shouldGiveTheReferencesFiguresOnRequest(int trials, double expectedMax, double statistic) {
        DeflatedSharpe deflated = DeflatedSharpe.of(V3, trials, 252, REFERENCE);

        assertThat(deflated.expectedMaxSharpe()).isCloseTo(expectedMax, within(LAST_DIGIT));
        assertThat(deflated.deflatedSharpe()).isCloseTo(statistic, within(0.01));
        assertThat(deflated.isSignificant()).isTrue();
    }

    @Test
    void shouldSeeNoSkillInReturnsThatNeverChange() {
        double[] same = new double[1_000];
        Arrays.fill(same, 0.1);
        DeflatedSharpe deflated = DeflatedSharpe.of(same, 1, 252, TEXTBOOK);

        assertThat(deflated.observedSharpe()).isZero();
        assertThat(deflated.skewness()).isZero();
        assertThat(deflated.excessKurtosis()).isZero();
        assertThat(deflated.probability()).isCloseTo(0.5, within(LAST_DIGIT));
    }

    @Test
    void shouldKnowWhetherADoubleHoldsTheVariance() {
        assertThat(DeflatedSharpe.isDefined(new double[]{1e150, -1e150})).isTrue();
        assertThat(DeflatedSharpe.isDefined(new double[]{1e300, -1e300})).isFalse();
        assertThat(DeflatedSharpe.isDefined(new double[]{1e308, 1e308})).isFalse();
    }

    @Test
    void shouldCallALongSteadyGainSignificant() {
        double[] steady = new double[1_000];
        for (int i = 0; i < steady.length; i++) {
            steady[i] = 0.001 + (i % 2 == 0 ? 0.005 : -0.005);
        }
        assertThat(DeflatedSharpe.of(steady, 1, 252, TEXTBOOK).isSignificant()).isTrue();
    }
}
