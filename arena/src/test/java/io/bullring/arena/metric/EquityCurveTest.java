package io.bullring.arena.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** The vectors V4 to V6 of the specification of metrics, and the edges. */
class EquityCurveTest {
    @Test
    void shouldGiveTheFiguresOfVectorV4() {
        EquityCurve curve = curve(10_000, 10_050, 10_025, 10_100, 9_950, 10_000);

        assertThat(curve.sharpeRatio()).isEqualByComparingTo("0.33156153");
        assertThat(curve.sortinoRatio()).isEqualByComparingTo("0.43767911");
        assertThat(curve.maxDrawdownPct()).isEqualByComparingTo("1.48514851");
        assertThat(curve.longestDrawdownHours()).isEqualTo(2);
    }

    @Test
    void shouldGiveTheFiguresOfVectorV5() {
        EquityCurve curve = curve(10_000, 9_990, 10_010, 10_005, 10_030, 10_015, 10_060);

        assertThat(curve.sharpeRatio()).isEqualByComparingTo("43.17554916");
        assertThat(curve.sortinoRatio()).isEqualByComparingTo("229.08699959");
    }

    @Test
    void shouldGiveTheFiguresOfVectorV6() {
        EquityCurve curve = curve(10_000, 11_000, 9_000, 9_500, 11_000);

        assertThat(curve.maxDrawdownPct()).isEqualByComparingTo("18.18181818");
        assertThat(curve.longestDrawdownHours()).isEqualTo(2);
        assertThat(curve.longestDrawdownDays()).isEqualTo(1);
    }

    @Test
    void shouldTakeNoReturnAndNoFallAcrossABreak() {
        BitSet breaks = new BitSet();
        breaks.set(2);
        EquityCurve broken = new EquityCurve(
                new long[]{10_000, 10_100, 5_000, 5_050, 5_000}, new long[]{10_000, 10_000, 5_000, 5_000, 5_000},
                breaks);

        assertThat(broken.maxDrawdownPct()).isEqualByComparingTo("0.99009901");
        assertThat(broken.longestDrawdownHours()).isEqualTo(1);
        // Three returns: 1 %, 1 %, -0.99 %. The unbroken one also has the fall to half.
        assertThat(broken.sharpeRatio()).isPositive();
        assertThat(curve(10_000, 10_100, 5_000, 5_050, 5_000).sharpeRatio()).isNegative();
    }

    /** V4 again, but that before the fourth hour as much is put in as is there: everything is twice as much from then on. */
    @Test
    void shouldGiveTheSameFiguresWhateverIsPutIn() {
        EquityCurve without = curve(10_000, 10_050, 10_025, 10_100, 9_950, 10_000);
        EquityCurve with = funded(
                new long[]{10_000, 10_050, 10_025, 20_200, 19_900, 20_000},
                new long[]{10_000, 10_000, 10_000, 20_025, 20_025, 20_025});

        assertThat(with.sharpeRatio()).isEqualTo(without.sharpeRatio());
        assertThat(with.sortinoRatio()).isEqualTo(without.sortinoRatio());
        assertThat(with.maxDrawdownPct()).isEqualTo(without.maxDrawdownPct());
        assertThat(with.longestDrawdownHours()).isEqualTo(without.longestDrawdownHours());
        assertThat(curve(10_000, 10_050, 10_025, 20_200, 19_900, 20_000).sharpeRatio())
                .isGreaterThan(without.sharpeRatio());
    }

    @Test
    void shouldNeitherGainNorRecoverByWhatIsPutIn() {
        EquityCurve still =
                funded(new long[]{10_000, 11_000, 11_000, 12_500}, new long[]{10_000, 11_000, 11_000, 12_500});
        assertThat(still.sharpeRatio()).isEqualByComparingTo("0");
        assertThat(still.maxDrawdownPct()).isEqualByComparingTo("0");

        EquityCurve fallen = funded(
                new long[]{10_000, 8_000, 12_000, 15_000, 14_999}, new long[]{10_000, 10_000, 14_000, 14_000, 14_000});
        assertThat(fallen.maxDrawdownPct()).isEqualByComparingTo("20");
        assertThat(fallen.longestDrawdownHours()).as("a peak of 10,000 is one of 15,000 by then").isEqualTo(2);
    }

    @Test
    void shouldLoseNoMoreThanEverythingOfWhatIsPutInAndBeginAnewWhereNothingWasLeft() {
        EquityCurve crashed =
                funded(new long[]{100, 5_100, 0, 1_000, 900}, new long[]{100, 10_100, 10_100, 11_100, 11_100});
        assertThat(crashed.maxDrawdownPct()).isEqualByComparingTo("100");
        assertThat(crashed.longestDrawdownHours()).isEqualTo(2);
        assertThat(funded(new long[]{0, 1_000, 900}, new long[]{0, 1_000, 1_000}).maxDrawdownPct())
                .isEqualByComparingTo("10");
    }

    @Test
    void shouldBeZeroWithoutSamplesWithOneAndWithoutChange() {
        long[] still = new long[100];
        Arrays.fill(still, 10_000);

        for (EquityCurve curve : new EquityCurve[]{curve(), curve(10_000), curve(still)}) {
            assertThat(curve.sharpeRatio()).isEqualByComparingTo("0");
            assertThat(curve.sortinoRatio()).isEqualByComparingTo("0");
            assertThat(curve.maxDrawdownPct()).isEqualByComparingTo("0");
            assertThat(curve.longestDrawdownDays()).isZero();
        }
    }

    @Test
    void shouldPassOverStepsFromNothing() {
        assertThat(curve(0, 10_000, 10_050, 10_025, 10_100, 9_950, 10_000).sharpeRatio())
                .isEqualTo(curve(10_000, 10_050, 10_025, 10_100, 9_950, 10_000).sharpeRatio());
    }

    @Test
    void shouldLetAPointOnThePeakEndADrawdown() {
        assertThat(curve(10, 9, 8, 10, 9, 9, 9).longestDrawdownHours()).isEqualTo(3);
        assertThat(curve(10, 9, 8, 10, 9).longestDrawdownHours()).isEqualTo(2);
    }

    @Test
    void shouldRoundHoursUpToDays() {
        long[] day = new long[25];
        Arrays.fill(day, 9);
        day[0] = 10;
        assertThat(curve(day).longestDrawdownDays()).isEqualTo(1);
        long[] more = Arrays.copyOf(day, 26);
        more[25] = 9;
        assertThat(curve(more).longestDrawdownDays()).isEqualTo(2);
    }

    @Test
    void shouldStayFiniteAtTheLargestNumbers() {
        EquityCurve curve = new EquityCurve(1, Long.MAX_VALUE, 1, Long.MAX_VALUE);

        assertThat(curve.maxDrawdownPct()).isEqualByComparingTo("100");
        assertThat(curve.sharpeRatio().scale()).isEqualTo(8);
    }

    private static EquityCurve curve(long... usdt) {
        return new EquityCurve(e8(usdt));
    }

    /** @param capital what had been put in by then */
    private static EquityCurve funded(long[] usdt, long[] capital) {
        return new EquityCurve(e8(usdt), e8(capital), new BitSet());
    }

    private static long[] e8(long[] usdt) {
        return Arrays.stream(usdt).map(amount -> amount * 100_000_000L).toArray();
    }
}
