package io.bullring.gateway.history;

/**
 * What a session was worth at one moment. Immutable; amounts are USDT.
 *
 * @param timeNs nanoseconds since 1970, UTC
 * @param startingBalanceE8 what the session began with
 * @param realizedPnlE8 of its sales until then, after fees
 */
public record WorthPoint(long timeNs, long equityE8, long startingBalanceE8, long realizedPnlE8) {}
