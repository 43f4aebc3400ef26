package io.bullring.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A candle spans ten, and is of the market when its last trade is dated at its end. */
final class CandleSeriesTest {
    private static final Candle THEIRS = new Candle(
            20, 100, 110, 90, 105, WideAmount.of(7), 9, 20, 0, 29, 0, WideAmount.of(700), false);
    private static final Candle OURS = new Candle(
            20, 104, 120, 104, 119, WideAmount.of(2), 2, 26, 41, 28, 42, WideAmount.of(230), true);

    @Test
    void shouldTellTheRunningCandleOfAMarketWithWhatWasHeardSince() {
        Candle both = new Candle(
                20, 100, 120, 90, 119, WideAmount.of(7), 9, 20, 0, 28, 42, WideAmount.of(700), false);

        assertEquals(List.of(new CandleSeries.Entry(both, "market")), over(OURS, 28).entries());
        assertEquals(List.of(new CandleSeries.Entry(both, "market")), over(OURS, 29).entries());
    }

    @Test
    void shouldTellTheMarketsCandleAsItIsOnceItIsOver() {
        assertEquals(List.of(new CandleSeries.Entry(THEIRS, "market")), over(OURS, 30).entries());
    }

    @Test
    void shouldTellItsOwnCandleOfWhichItHasSeenAll() {
        Candle whole = new Candle(
                20, 104, 120, 104, 119, WideAmount.of(2), 2, 26, 41, 28, 42, WideAmount.of(230), false);

        assertEquals(List.of(new CandleSeries.Entry(whole, null)), over(whole, 28).entries());
    }

    private static CandleSeries over(Candle own, long nowNs) {
        return CandleSeries.own(List.of(own)).over(List.of(THEIRS), "market", nowNs, 5);
    }
}
