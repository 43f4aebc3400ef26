package io.bullring.gateway.history;

/**
 * What a session was worth at one moment. Immutable; amounts are USDT.
 *
 * @param timeNs nanoseconds since 1970, UTC
 * @param capitalE8 what had been put in by then: the starting balance, and what was given at its cost
 * @param realizedPnlE8 of its sales until then, after fees
 */
public record WorthPoint(long timeNs, long equityE8, long capitalE8, long realizedPnlE8) {}
