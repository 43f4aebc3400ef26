package io.bullring.arena.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Vectors that can be followed with a pencil, and laws that hold for any market. */
final class IndicatorTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final int MARKETS = 300;

    @Test
    void shouldTakeTheMeanOfTheLastClosesAndVolumes() {
        double[] closes = upTo(60);
        Bars bars = new Bars(closes, closes, closes, Arrays.stream(closes).map(close -> 100 * close).toArray());

        assertThat(Indicator.PRICE.of(bars)).isEqualTo(60);
        assertThat(Indicator.SMA_20.of(bars)).isEqualTo(50.5, EXACT);
        assertThat(Indicator.SMA_50.of(bars)).isEqualTo(35.5, EXACT);
        assertThat(Indicator.VOLUME_MA_20.of(bars)).isEqualTo(5_050, EXACT);
    }

    @Test
    void shouldLetAnExponentialAverageLagBehindALineByHalfItsPeriod() {
        assertThat(Indicator.EMA_12.of(closes(upTo(12)))).isEqualTo(6.5, EXACT);
        assertThat(Indicator.EMA_12.of(closes(upTo(13)))).isEqualTo(7.5, EXACT); // 6.5 + (13 - 6.5) x 2/13
        assertThat(Indicator.EMA_26.of(closes(upTo(40)))).isEqualTo(27.5, EXACT);
    }

    @Test
    void shouldSmoothGainsAndLossesAsWilderDid() {
        double[] closes = new double[16];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = i % 2 == 0 ? 10 : 11;
        }

        assertThat(Indicator.RSI_14.of(closes(Arrays.copyOf(closes, 15)))).isEqualTo(50, EXACT);
        // gain (7/14 x 13 + 1) / 14, loss 7/14 x 13 / 14
        assertThat(Indicator.RSI_14.of(closes(closes))).isEqualTo(100 * 7.5 / 14, EXACT);
    }

    @Test
    void shouldCallTheStrengthWithoutALossAHundredAndWithoutAGainNothing() {
        assertThat(Indicator.RSI_14.of(closes(upTo(15)))).isEqualTo(100);
        assertThat(Indicator.RSI_14.of(closes(new double[15]))).isEqualTo(100);
        assertThat(Indicator.RSI_14.of(closes(Arrays.stream(upTo(15)).map(close -> 20 - close).toArray()))).isZero();
    }

    @Test
    void shouldBeginTheSlowAverageOfTheConvergenceWithItsFirstPeriod() {
        double[] closes = new double[26];
        closes[25] = 26;
        // The fast one begins at 0 and makes 2/13 of the step; the slow one begins at 1 and loses 2/27 with each close.
        double line = 26 * 2 / 13.0 - (Math.pow(25 / 27.0, 25) + 26 * 2 / 27.0);
        double signal = 0;
        for (int i = 0; i < 9; i++) {
            signal -= Math.pow(25 / 27.0, i) / 9;
        }
        for (int i = 1; i < 25; i++) {
            signal = 0.8 * signal - 0.2 * Math.pow(25 / 27.0, i);
        }
        signal = 0.8 * signal + 0.2 * line;

        assertThat(Indicator.MACD_LINE.of(closes(closes))).isEqualTo(line, EXACT);
        assertThat(Indicator.MACD_SIGNAL.of(closes(closes))).isEqualTo(signal, EXACT);
        assertThat(Indicator.MACD_HIST.of(closes(closes))).isEqualTo(line - signal, EXACT);
    }

    @Test
    void shouldPutTheBandTwoPopulationDeviationsAroundTheMean() {
        Bars bars = closes(upTo(20));
        double deviation = Math.sqrt(399 / 12.0);

        assertThat(Indicator.BB_MID.of(bars)).isEqualTo(10.5, EXACT);
        assertThat(Indicator.BB_UPPER.of(bars)).isEqualTo(10.5 + 2 * deviation, EXACT);
        assertThat(Indicator.BB_LOWER.of(bars)).isEqualTo(10.5 - 2 * deviation, EXACT);
    }

    @Test
    void shouldCountAGapAsPartOfTheTrueRange() {
        double[] highs = new double[16];
        double[] lows = new double[16];
        double[] closes = new double[16];
        Arrays.fill(highs, 11);
        Arrays.fill(lows, 9);
        Arrays.fill(closes, 10);
        Bars still = new Bars(highs.clone(), lows.clone(), closes.clone(), new double[16]);
        highs[15] = 15;
        lows[15] = 13;
        Bars up = new Bars(highs.clone(), lows.clone(), closes.clone(), new double[16]);
        highs[15] = 7;
        lows[15] = 5;
        Bars down = new Bars(highs, lows, closes, new double[16]);

        assertThat(Indicator.ATR_14.of(still)).isEqualTo(2, EXACT);
        assertThat(Indicator.ATR_14.of(up)).isEqualTo((2 * 13 + 5) / 14.0, EXACT);
        assertThat(Indicator.ATR_14.of(down)).isEqualTo((2 * 13 + 5) / 14.0, EXACT);
    }

    @Test
    void shouldMeasureTheStrengthOfATrendAndNotItsDirection() {
        double[] rising = upTo(40);
        double[] falling = Arrays.stream(rising).map(close -> 100 - close).toArray();

        assertThat(Indicator.ADX_14.of(closes(rising))).isEqualTo(100, EXACT);
        assertThat(Indicator.ADX_14.of(closes(falling))).isEqualTo(100, EXACT);
        assertThat(Indicator.ADX_14.of(closes(new double[40]))).isZero();
    }

    @Test
    void shouldWeighUpMovesAgainstDownMoves() {
        double[] closes = upTo(16);
        closes[15] = 0; // 14 steps up by 1, then one down by 15: 13/14 against 15/14

        assertThat(Indicator.ADX_14.of(closes(closes))).isEqualTo(100 * 2 / 28.0, EXACT);
    }

    @Test
    void shouldNeedAsManyCandlesAsSpecified() {
        Map<Indicator, Integer> needs = Map.ofEntries(
                Map.entry(Indicator.ADX_14, 16),
                Map.entry(Indicator.ATR_14, 15),
                Map.entry(Indicator.BB_LOWER, 20),
                Map.entry(Indicator.BB_MID, 20),
                Map.entry(Indicator.BB_UPPER, 20),
                Map.entry(Indicator.EMA_12, 12),
                Map.entry(Indicator.EMA_26, 26),
                Map.entry(Indicator.MACD_HIST, 26),
                Map.entry(Indicator.MACD_LINE, 26),
                Map.entry(Indicator.MACD_SIGNAL, 26),
                Map.entry(Indicator.PRICE, 1),
                Map.entry(Indicator.RSI_14, 15),
                Map.entry(Indicator.SMA_20, 20),
                Map.entry(Indicator.SMA_50, 50),
                Map.entry(Indicator.VOLUME_MA_20, 20));

        assertThat(needs).hasSameSizeAs(Indicator.ALL);
        needs.forEach((indicator, candles) -> {
            Bars tooFew = closes(upTo(candles - 1));
            assertThat(indicator.isKnownFrom(tooFew)).as(indicator.text()).isFalse();
            assertThatThrownBy(() -> indicator.of(tooFew)).isInstanceOf(IllegalArgumentException.class);
            assertThat(indicator.of(closes(upTo(candles)))).as(indicator.text()).isFinite();
        });
    }

    @Test
    void shouldBeFoundByNameAndListedInTheOrderOfNames() {
        assertThat(Indicator.ALL.stream().map(Indicator::text))
                .isSorted()
                .contains("adx_14", "macd_signal", "volume_ma_20")
                .allMatch(name -> Indicator.named(name).text().equals(name));
        assertThat(Indicator.named("sma_21")).isNull();
    }

    @Test
    void shouldRefuseColumnsOfDifferentLengths() {
        assertThatThrownBy(() -> new Bars(new double[2], new double[2], new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepItsBoundsInAnyMarket() {
        SplittableRandom random = seeded();
        for (int i = 0; i < MARKETS; i++) {
            Bars bars = market(random);
            double lowest = Arrays.stream(bars.lows()).min().orElseThrow();
            double highest = Arrays.stream(bars.highs()).max().orElseThrow();

            assertThat(Indicator.RSI_14.of(bars)).isBetween(0.0, 100.0);
            assertThat(Indicator.ADX_14.of(bars)).isBetween(0.0, 100.0 + 1e-9);
            assertThat(Indicator.ATR_14.of(bars)).isBetween(0.0, highest - lowest);
            for (Indicator mean : new Indicator[]{
                Indicator.SMA_20, Indicator.SMA_50, Indicator.EMA_12, Indicator.EMA_26, Indicator.BB_MID
            }) {
                assertThat(mean.of(bars)).as(mean.text()).isBetween(lowest - 1e-9, highest + 1e-9);
            }
            assertThat(Indicator.BB_LOWER.of(bars)).isLessThanOrEqualTo(Indicator.BB_MID.of(bars));
            assertThat(Indicator.BB_UPPER.of(bars) - Indicator.BB_MID.of(bars))
                    .isEqualTo(Indicator.BB_MID.of(bars) - Indicator.BB_LOWER.of(bars), within(1e-6));
        }
    }

    @Test
    void shouldScaleWithThePricesOrNotCareAboutTheUnit() {
        SplittableRandom random = seeded();
        for (int i = 0; i < MARKETS; i++) {
            Bars bars = market(random);
            Bars inCents = priced(bars, price -> 100 * price);
            for (Indicator indicator : Indicator.ALL) {
                boolean isUnitless = switch (indicator) {
                    case ADX_14, RSI_14, VOLUME_MA_20 -> true;
                    default -> false;
                };
                double expected = indicator.of(bars) * (isUnitless ? 1 : 100);
                assertThat(indicator.of(inCents))
                        .as(indicator.text())
                        .isEqualTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    @Test
    void shouldChangeNothingInTheCandles() {
        Bars bars = market(seeded());
        Bars before = new Bars(
                bars.highs().clone(), bars.lows().clone(), bars.closes().clone(), bars.volumes().clone());
        Indicator.ALL.forEach(indicator -> indicator.of(bars));

        assertThat(bars.highs()).isEqualTo(before.highs());
        assertThat(bars.lows()).isEqualTo(before.lows());
        assertThat(bars.closes()).isEqualTo(before.closes());
        assertThat(bars.volumes()).isEqualTo(before.volumes());
    }

    private static SplittableRandom seeded() {
        long seed = System.nanoTime();
        System.out.println("IndicatorTest seed " + seed);
        return new SplittableRandom(seed);
    }

    /** 50 to 500 candles that wander. */
    private static Bars market(SplittableRandom random) {
        int size = random.nextInt(50, 501);
        Bars bars = new Bars(new double[size], new double[size], new double[size], new double[size]);
        double close = random.nextDouble(1, 1_000);
        for (int i = 0; i < size; i++) {
            double open = close;
            close = open * random.nextDouble(0.98, 1.02);
            bars.closes()[i] = close;
            bars.highs()[i] = Math.max(open, close) * random.nextDouble(1, 1.01);
            bars.lows()[i] = Math.min(open, close) * random.nextDouble(0.99, 1);
            bars.volumes()[i] = random.nextDouble(10);
        }
        return bars;
    }

    private static Bars priced(Bars bars, DoubleUnaryOperator unit) {
        return new Bars(
                Arrays.stream(bars.highs()).map(unit).toArray(),
                Arrays.stream(bars.lows()).map(unit).toArray(),
                Arrays.stream(bars.closes()).map(unit).toArray(),
                bars.volumes());
    }

    private static Bars closes(double[] closes) {
        return new Bars(closes, closes, closes, closes);
    }

    private static double[] upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToDouble(i -> i).toArray();
    }
}
