package io.bullring.gateway.history;

import java.math.BigDecimal;

/**
 * What a session was worth at one moment, whole: what 64 bits do not hold is told like anything else. Immutable; amounts are USDT.
 *
 * @param timeNs nanoseconds since 1970, UTC
 * @param capitalE8 what had been put in by then: the starting balance, and what was given at its cost
 * @param realizedPnlE8 of its sales until then, after fees
 */
public record WorthPoint(long timeNs, WideAmount equityE8, WideAmount capitalE8, long realizedPnlE8) {
    private static final int SCALE = 8;

    /** What was made of the capital. */
    public BigDecimal totalPnl() {
        return equityE8.toDecimal(SCALE).subtract(capitalE8.toDecimal(SCALE));
    }

    /** What was held, beyond its cost. */
    public BigDecimal unrealizedPnl() {
        return totalPnl().subtract(BigDecimal.valueOf(realizedPnlE8, SCALE));
    }
}
