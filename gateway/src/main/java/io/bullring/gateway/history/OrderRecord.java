package io.bullring.gateway.history;

import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;

/**
 * An order as history knows it. Immutable; amounts are E8, times nanoseconds since 1970, UTC.
 *
 * @param priceE8 limit or trigger; {@link #NONE} for a market order
 * @param clientOrderId null: none
 * @param updatedNs when it was filled, cancelled, rejected or expired; createdNs while it is pending
 * @param heldE8 what is promised to it while it is pending (USDT for a buy, base asset for a sell), then 0
 * @param releasedE8 what was given back when it closed; 0 while it is pending and for a market order
 * @param execution null unless it is filled
 * @param cancelReason null unless it is cancelled
 * @param rejectReason null unless it is rejected
 */
public record OrderRecord(
        long orderId,
        int agentId,
        long portfolioId,
        int instrumentId,
        Side side,
        OrderType type,
        long quantityE8,
        long priceE8,
        String clientOrderId,
        OrderStatus status,
        long createdNs,
        long updatedNs,
        long heldE8,
        long releasedE8,
        Execution execution,
        CancelReason cancelReason,
        RejectReason rejectReason) {

    /** No such number; the null value of the schema. */
    public static final long NONE = Long.MIN_VALUE;

    /** What a filled order cost (a buy, fee included) or brought (a sell, fee deducted), USDT; NONE unless filled. */
    public long totalCostE8() {
        if (execution == null) {
            return NONE;
        }
        return side == Side.BUY
                ? execution.notionalE8() + execution.feeE8()
                : execution.notionalE8() - execution.feeE8();
    }

    static OrderRecord accepted(OrderAcceptedDecoder event, long timeNs) {
        return new OrderRecord(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                event.priceE8(),
                textOrNull(event.clientOrderId()),
                OrderStatus.PENDING,
                timeNs,
                timeNs,
                event.heldE8(),
                0,
                null,
                null,
                null);
    }

    static OrderRecord filledAtOnce(OrderFilledDecoder event, Execution how, long timeNs) {
        return new OrderRecord(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                NONE,
                textOrNull(event.clientOrderId()),
                OrderStatus.FILLED,
                timeNs,
                timeNs,
                0,
                event.releasedE8(),
                how,
                null,
                null);
    }

    OrderRecord filled(Execution how, long released, long timeNs) {
        return closed(OrderStatus.FILLED, timeNs, released, how, null, null);
    }

    OrderRecord cancelled(CancelReason reason, long released, long timeNs) {
        return closed(OrderStatus.CANCELLED, timeNs, released, null, reason, null);
    }

    OrderRecord rejected(RejectReason reason, long released, long timeNs) {
        return closed(OrderStatus.REJECTED, timeNs, released, null, null, reason);
    }

    OrderRecord expired(long released, long timeNs) {
        return closed(OrderStatus.EXPIRED, timeNs, released, null, null, null);
    }

    /** The same under the name that its client gave it, null for none. */
    OrderRecord named(String name) {
        return new OrderRecord(
                orderId,
                agentId,
                portfolioId,
                instrumentId,
                side,
                type,
                quantityE8,
                priceE8,
                name,
                status,
                createdNs,
                updatedNs,
                heldE8,
                releasedE8,
                execution,
                cancelReason,
                rejectReason);
    }

    private OrderRecord closed(
            OrderStatus how, long timeNs, long released, Execution filled, CancelReason cancelled,
            RejectReason rejected) {
        return new OrderRecord(
                orderId,
                agentId,
                portfolioId,
                instrumentId,
                side,
                type,
                quantityE8,
                priceE8,
                clientOrderId,
                how,
                createdNs,
                timeNs,
                0,
                released,
                filled,
                cancelled,
                rejected);
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
