package io.bullring.gateway.history;

/**
 * What a portfolio was worth.
 *
 * @param timeNs nanoseconds since 1970, UTC; the last one of the minute for the sample of a minute in which it traded
 * @param portfolioId the portfolio that it is the worth of; another one after a reset
 * @param equityE8 USDT
 */
public record EquitySample(long timeNs, long portfolioId, long equityE8) {}
