package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import io.bullring.protocol.BaseGrantedDecoder;

/**
 * Base asset that an agent was given. Immutable; amounts are E8.
 *
 * @param sequence of the command that gave it
 * @param costE8 what the position counts it as having cost, USDT
 * @param grantedNs nanoseconds since 1970, UTC
 */
public record GrantRecord(
        long sequence,
        int agentId,
        long portfolioId,
        int instrumentId,
        long quantityE8,
        long costE8,
        long grantedNs) {

    static GrantRecord of(BaseGrantedDecoder event, long sequence, long timeNs) {
        return new GrantRecord(
                sequence,
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.quantityE8(),
                event.costE8(),
                timeNs);
    }

    /** What it adds to the position. */
    Holding change() {
        return new Holding(instrumentId, quantityE8, costE8);
    }
}
