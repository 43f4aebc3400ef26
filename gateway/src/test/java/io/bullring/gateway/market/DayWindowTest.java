package io.bullring.gateway.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.WideAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DayWindowTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 1_440 * MINUTE;
    private static final long NOON = 20_000 * DAY + DAY / 2;

    private final DayWindow window = new DayWindow();

    private record Deal(long timeNs, long id, long price, long quantity) {
        Candle minute() {
            return new Candle(
                    timeNs - timeNs % MINUTE, price, price, price, price, WideAmount.of(quantity), 1, timeNs, id,
                    timeNs, id,
                    WideAmount.product(price, quantity), false);
        }
    }

    @Test
    void shouldSayNothingWhenNothingTraded() {
        assertThat(window.ticker(NOON)).isNull();
    }

    @Test
    void shouldAddUpTheDay() {
        deal(NOON, 1, 100, 5);
        deal(NOON + MINUTE, 2, 120, 1);
        deal(NOON + 2 * MINUTE, 3, 90, 2);

        assertThat(window.ticker(NOON + 3 * MINUTE)).isEqualTo(new Ticker(
                NOON, 100, 120, 90, 90, WideAmount.of(8), WideAmount.of(500 + 120 + 180), 3, NOON + 2 * MINUTE));
    }

    @Test
    void shouldHoldTheRunningMinuteAndThe1440BeforeIt() {
        deal(NOON + MINUTE - 1, 1, 100, 5);
        deal(NOON + MINUTE, 2, 110, 7);

        assertThat(window.ticker(NOON + DAY + MINUTE - 1).tradeCount()).isEqualTo(2);
        Ticker later = window.ticker(NOON + DAY + MINUTE);
        assertThat(later)
                .isEqualTo(new Ticker(
                        NOON + MINUTE, 110, 110, 110, 110, WideAmount.of(7), WideAmount.of(770), 1, NOON + MINUTE));
        assertThat(window.ticker(NOON + DAY + 2 * MINUTE)).isNull();
    }

    @Test
    void shouldBeginAtTheFirstTradeUntilThatIsADayOld() {
        deal(NOON + 1, 1, 100, 5);
        deal(NOON + DAY, 2, 110, 7);

        assertThat(window.ticker(NOON + DAY).fromNs()).isEqualTo(NOON + 1);
        assertThat(window.ticker(NOON + DAY + MINUTE - 1).fromNs()).isEqualTo(NOON + 1);
        assertThat(window.ticker(NOON + DAY + MINUTE).fromNs()).isEqualTo(NOON + MINUTE);
        assertThat(window.ticker(NOON + DAY + 9 * MINUTE).fromNs()).isEqualTo(NOON + 9 * MINUTE);
    }

    @Test
    void shouldForgetYesterdaysMinuteWhenTodaysComes() {
        deal(NOON, 1, 100, 5);
        deal(NOON + 1_441 * MINUTE, 2, 110, 7);

        assertThat(window.ticker(NOON + 1_441 * MINUTE).volumeE8()).isEqualTo(WideAmount.of(7));
    }

    @Test
    void shouldPutALateTradeWhereItBelongsOrPassItOver() {
        deal(NOON, 5, 100, 5);
        deal(NOON - MINUTE, 4, 80, 1);
        deal(NOON - 1_441 * MINUTE, 3, 1, 1);

        assertThat(window.ticker(NOON))
                .isEqualTo(new Ticker(NOON - DAY, 80, 100, 80, 100, WideAmount.of(6), WideAmount.of(580), 2, NOON));
    }

    @Test
    void shouldLetAMinuteBeginEarlyButNoneOfATimeToCome() {
        window.add(new Deal(NOON + MINUTE, 1, 100, 5).minute(), NOON);
        window.add(new Deal(NOON + MINUTE + DAY, 2, 90, 1).minute(), NOON);
        deal(NOON + 1, 3, 110, 7);

        assertThat(window.ticker(NOON)).isEqualTo(new Ticker(
                NOON, 90, 110, 90, 100, WideAmount.of(13), WideAmount.of(90 + 770 + 500), 3, NOON + MINUTE));
    }

    @Test
    void shouldNotOverflowOnTheLargestNumbers() {
        Deal largest = new Deal(NOON, 1, Long.MAX_VALUE, Long.MAX_VALUE);
        window.add(largest.minute(), NOON);
        deal(NOON + MINUTE, 2, Long.MAX_VALUE, Long.MAX_VALUE);
        Ticker ticker = window.ticker(NOON + MINUTE);

        assertThat(ticker.volumeE8().toDecimal(0).toBigInteger())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO));
        assertThat(ticker.turnoverE16().toDecimal(0).toBigInteger())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).pow(2).multiply(BigInteger.TWO));
    }

    @Test
    void shouldSayWhatAListOfAllTradesSays() {
        long seed = System.nanoTime();
        System.out.println("DayWindowTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Deal> deals = new ArrayList<>();
        long nowNs = NOON;
        for (int i = 0; i < 20_000; i++) {
            nowNs += random.nextLong(MINUTE);
            long lateNs = random.nextInt(10) == 0 ? random.nextLong(20 * MINUTE) : 0;
            Deal deal = new Deal(nowNs - lateNs, i, random.nextLong(1, 1_000), random.nextLong(1_000));
            deals.add(deal);
            window.add(deal.minute(), nowNs);
            if (i % 200 == 0) {
                assertThat(window.ticker(nowNs)).as("seed %d, trade %d", seed, i).isEqualTo(naive(deals, nowNs));
            }
        }
    }

    private void deal(long timeNs, long id, long price, long quantity) {
        window.add(new Deal(timeNs, id, price, quantity).minute(), timeNs);
    }

    private static Ticker naive(List<Deal> deals, long nowNs) {
        List<Deal> day = deals.stream()
                .filter(deal -> deal.timeNs() >= nowNs - nowNs % MINUTE - DAY)
                .sorted(Comparator.comparingLong(Deal::timeNs).thenComparingLong(Deal::id))
                .toList();
        return new Ticker(
                Math.max(
                        nowNs - nowNs % MINUTE - DAY,
                        deals.stream().mapToLong(Deal::timeNs).min().orElseThrow()),
                day.getFirst().price(),
                day.stream().mapToLong(Deal::price).max().orElseThrow(),
                day.stream().mapToLong(Deal::price).min().orElseThrow(),
                day.getLast().price(),
                WideAmount.of(day.stream().mapToLong(Deal::quantity).sum()),
                WideAmount.of(day.stream().mapToLong(deal -> deal.price() * deal.quantity()).sum()),
                day.size(),
                day.getLast().timeNs());
    }
}
