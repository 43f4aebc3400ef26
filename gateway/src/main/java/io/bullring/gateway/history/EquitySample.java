package io.bullring.gateway.history;

import java.util.Comparator;

/**
 * What a portfolio was worth.
 *
 * @param timeNs nanoseconds since 1970, UTC; the last one of the minute for the sample of a minute in which it traded
 * @param portfolioId the portfolio that it is the worth of; another one after a reset
 * @param equityE8 USDT
 */
public record EquitySample(long timeNs, long portfolioId, long equityE8) {
    static final Comparator<EquitySample> OLDEST_FIRST =
            Comparator.comparingLong(EquitySample::timeNs).thenComparingLong(EquitySample::portfolioId);

    /** Both included. */
    boolean isWithin(long fromNs, long toNs) {
        return timeNs >= fromNs && timeNs <= toNs;
    }

    /** Of the same portfolio, too. */
    boolean isOfSameMoment(EquitySample other) {
        return OLDEST_FIRST.compare(this, other) == 0;
    }
}
