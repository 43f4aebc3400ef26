package io.bullring.gateway.history;

import io.bullring.core.e8.E8;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;

/**
 * An order as history knows it. Immutable; amounts are E8, times nanoseconds since 1970, UTC.
 *
 * @param quantityE8 what was filled of it, and what is or was left
 * @param leftE8 what may still be filled; of a closed order, what was not
 * @param priceE8 limit or trigger; {@link #NONE} for a market order
 * @param clientOrderId null: none
 * @param conditions null for an order against the quoted market
 * @param updatedNs when it was changed or filled last, or ended; createdNs before
 * @param heldE8 what is promised to it while it is open (USDT for a buy, base asset for a sell), then 0
 * @param releasedE8 what was given back when it closed; 0 while it is open and for a market order
 * @param execution null while nothing of it is filled
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
        long leftE8,
        long priceE8,
        String clientOrderId,
        BookConditions conditions,
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

    /** What it cost (a buy, fee included) or brought (a sell, fee deducted) so far, USDT; NONE while nothing is filled. */
    public long totalCostE8() {
        if (execution == null) {
            return NONE;
        }
        return side == Side.BUY
                ? E8.saturate(E8.add(execution.notionalE8(), execution.feeE8()))
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
                event.quantityE8(),
                event.priceE8(),
                textOrNull(event.clientOrderId()),
                null,
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
                0,
                NONE,
                textOrNull(event.clientOrderId()),
                null,
                OrderStatus.FILLED,
                timeNs,
                timeNs,
                0,
                event.releasedE8(),
                how,
                null,
                null);
    }

    /** An order as its book has taken it: of its trades nothing is known. */
    public static OrderRecord accepted(BookOrderAcceptedDecoder event, long timeNs) {
        BookConditions conditions = new BookConditions(
                event.timeInForce(), event.postOnly() != 0, event.selfTradePrevention());
        return new OrderRecord(
                event.orderId(),
                event.agentId(),
                event.portfolioId(),
                event.instrumentId(),
                event.side(),
                event.type(),
                event.quantityE8(),
                event.quantityE8(),
                event.priceE8(),
                textOrNull(event.clientOrderId()),
                conditions,
                OrderStatus.PENDING,
                timeNs,
                timeNs,
                event.heldE8(),
                0,
                null,
                null,
                null);
    }

    OrderRecord filled(Execution how, long released, long timeNs) {
        return closed(OrderStatus.FILLED, timeNs, 0, released, how, null, null);
    }

    /** By one trade in its book. What is held for a stop-loss or take-profit is given back when it is fired, without a word. */
    OrderRecord traded(FillRecord fill, long left, long released) {
        Execution how = execution == null ? Execution.of(fill) : execution.plus(fill);
        if (left == 0) {
            return closed(OrderStatus.FILLED, fill.executedNs(), 0, released, how, null, null);
        }
        long held = type == OrderType.LIMIT ? heldE8 - released : 0;
        return open(OrderStatus.PARTIALLY_FILLED, fill.executedNs(), left, priceE8, held, how);
    }

    /** It shrank in its book. */
    OrderRecord reduced(long left, long released, long timeNs) {
        return open(status, timeNs, left, priceE8, heldE8 - released, execution);
    }

    /** It lost its place in its book, and arrives anew. */
    OrderRecord replaced(long left, long price, long held, long timeNs) {
        return open(status, timeNs, left, price, held, execution);
    }

    OrderRecord cancelled(CancelReason reason, long released, long timeNs) {
        return closed(OrderStatus.CANCELLED, timeNs, leftE8, released, execution, reason, null);
    }

    OrderRecord rejected(RejectReason reason, long released, long timeNs) {
        return closed(OrderStatus.REJECTED, timeNs, leftE8, released, execution, null, reason);
    }

    OrderRecord expired(long released, long timeNs) {
        return closed(OrderStatus.EXPIRED, timeNs, leftE8, released, execution, null, null);
    }

    private OrderRecord open(OrderStatus how, long timeNs, long left, long price, long held, Execution filled) {
        return new OrderRecord(
                orderId,
                agentId,
                portfolioId,
                instrumentId,
                side,
                type,
                filled == null ? left : E8.saturate(E8.add(filled.quantityE8(), left)),
                left,
                price,
                clientOrderId,
                conditions,
                how,
                createdNs,
                timeNs,
                held,
                0,
                filled,
                null,
                null);
    }

    private OrderRecord closed(
            OrderStatus how,
            long timeNs,
            long left,
            long released,
            Execution filled,
            CancelReason cancelled,
            RejectReason rejected) {
        return new OrderRecord(
                orderId,
                agentId,
                portfolioId,
                instrumentId,
                side,
                type,
                quantityE8,
                left,
                priceE8,
                clientOrderId,
                conditions,
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
