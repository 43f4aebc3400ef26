package io.bullring.gateway.history;

import io.bullring.gateway.history.SessionRecord.Holding;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import io.bullring.protocol.Side;

/**
 * One execution; the HTTP interface calls it a trade. A trade in a book is one for each of the two orders, both with the same
 * id. Immutable; amounts are E8.
 *
 * @param liquidity which of the two orders of a trade in a book; null against the quoted market
 * @param priceE8 execution price
 * @param notionalE8 quantity times price, USDT, without fee
 * @param feeE8 USDT
 * @param realizedPnlE8 result of a sale after fees; {@link OrderRecord#NONE} for a buy
 * @param executedNs nanoseconds since 1970, UTC
 */
public record FillRecord(
        long fillId,
        long orderId,
        int agentId,
        long portfolioId,
        int instrumentId,
        Side side,
        Liquidity liquidity,
        long quantityE8,
        long priceE8,
        long notionalE8,
        long feeE8,
        long realizedPnlE8,
        long executedNs) {

    static FillRecord of(OrderFilledDecoder event, long timeNs) {
        return new FillRecord(
                event.fillId(),
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                null,
                event.quantityE8(),
                event.priceE8(),
                event.notionalE8(),
                event.feeE8(),
                event.realizedPnlE8(),
                timeNs);
    }

    /** One of the two sides of a trade in a book. */
    public static FillRecord of(OrderTradedDecoder event, long timeNs) {
        return new FillRecord(
                event.fillId(),
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.liquidity(),
                event.quantityE8(),
                event.priceE8(),
                event.notionalE8(),
                event.feeE8(),
                event.realizedPnlE8(),
                timeNs);
    }

    /** What it takes from the cash, fees included; below 0: what it brings. */
    long paidE8() {
        return (side == Side.BUY ? notionalE8 : -notionalE8) + feeE8;
    }

    /** What it adds to the position; below 0: a sale takes off quantity, and that part of the cost that its result leaves. */
    Holding change() {
        return side == Side.BUY
                ? new Holding(instrumentId, quantityE8, paidE8())
                : new Holding(instrumentId, -quantityE8, paidE8() + resultE8());
    }

    /** Of a sale; 0 for a buy. */
    long resultE8() {
        return realizedPnlE8 == OrderRecord.NONE ? 0 : realizedPnlE8;
    }

    /** Whether its order had rested in a book. */
    public boolean isMakers() {
        return liquidity == Liquidity.MAKER;
    }
}
