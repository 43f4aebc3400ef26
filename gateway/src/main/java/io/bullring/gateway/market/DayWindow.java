package io.bullring.gateway.market;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.CandleInterval;
import io.bullring.gateway.history.WideAmount;
import java.util.concurrent.TimeUnit;

/**
 * The minutes of one instrument's last 24 hours, by the time of the trades: 1,440 that are over and the running one.
 *
 * <pre>
 *   minute number mod 1,441 ──►  │ 13:07 │ 13:08 │ 13:09 │ … │
 *                                  today's or, until something trades, yesterday's: told apart by when they begin
 * </pre>
 *
 * Nothing is swept: what is too old is passed over, and replaced by the next minute at its place. A trade that is late by more
 * than the window finds a newer minute at its place, or is passed over as well. Not thread-safe.
 */
final class DayWindow {
    static final int MINUTES = 1_441;

    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long OVER_NS = (MINUTES - 1) * MINUTE_NS;

    private final Candle[] minutes = new Candle[MINUTES];
    private long firstNs = Long.MAX_VALUE; // of all trades ever, or of those that the history told at the start

    /**
     * What a trade, or several, add to their minute. One that has not come yet, nor is the next, would keep its place from all that are
     * to come before it: what is dated so counts as traded now.
     *
     * @param nowNs the venue's time
     */
    void add(Candle minute, long nowNs) {
        addCounted(isAhead(minute, nowNs) ? minute.at(nowNs, CandleInterval.ONE_MINUTE) : minute);
    }

    /** A minute that the history has kept; one of a time to come is passed over. */
    void begin(Candle minute, long nowNs) {
        if (!isAhead(minute, nowNs)) {
            addCounted(minute);
        }
    }

    private static boolean isAhead(Candle minute, long nowNs) {
        return minute.openNs() - nowNs > MINUTE_NS;
    }

    private void addCounted(Candle minute) {
        firstNs = Math.min(firstNs, minute.firstTradeNs());
        int place = (int) Math.floorMod(minute.openNs() / MINUTE_NS, (long) MINUTES);
        Candle there = minutes[place];
        if (there == null || there.openNs() < minute.openNs()) {
            minutes[place] = minute;
        } else if (there.openNs() == minute.openNs()) {
            minutes[place] = there.with(minute);
        }
    }

    /** When the 24 hours up to this time began. */
    static long fromNs(long nowNs) {
        return CandleInterval.ONE_MINUTE.openNs(nowNs) - OVER_NS;
    }

    /** The 24 hours up to this time, or null when nothing traded in them. */
    Ticker ticker(long nowNs) {
        long fromNs = fromNs(nowNs);
        Candle first = null;
        Candle last = null;
        long highE8 = Long.MIN_VALUE;
        long lowE8 = Long.MAX_VALUE;
        long tradeCount = 0;
        WideAmount volumeE8 = WideAmount.ZERO;
        WideAmount turnoverE16 = WideAmount.ZERO;
        for (Candle minute : minutes) {
            if (minute == null || minute.openNs() < fromNs) {
                continue;
            }
            first = first == null || minute.beginsBefore(first) ? minute : first;
            last = last == null || last.endsBefore(minute) ? minute : last;
            highE8 = Math.max(highE8, minute.highE8());
            lowE8 = Math.min(lowE8, minute.lowE8());
            tradeCount += minute.tradeCount();
            volumeE8 = volumeE8.plus(minute.volumeE8());
            turnoverE16 = turnoverE16.plus(minute.turnoverE16());
        }
        return first == null
                ? null
                : new Ticker(
                        Math.max(fromNs, firstNs),
                        first.openE8(),
                        highE8,
                        lowE8,
                        last.closeE8(),
                        volumeE8,
                        turnoverE16,
                        tradeCount,
                        last.lastTradeNs());
    }
}
