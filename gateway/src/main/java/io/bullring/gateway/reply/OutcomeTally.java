package io.bullring.gateway.reply;

import io.bullring.core.event.EventCursor;
import io.bullring.protocol.BookOrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderReducedDecoder;
import io.bullring.protocol.OrderReplacedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Adds up, from the events of an answer, the {@link Outcome} of the order that the first of them is about. Engine thread only. */
final class OutcomeTally {
    private final MutableDirectBuffer outcome = new UnsafeBuffer(new byte[Outcome.MAX_BYTES]);
    private final EventCursor cursor = new EventCursor();
    private final BookOrderAcceptedDecoder accepted = new BookOrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private long orderId;
    private long leftE8;
    private long releasedE8;
    private long executedE8;
    private long turnoverHigh;
    private long turnoverLow;
    private long notionalE8;
    private long feeE8;
    private int count;
    private int reason;

    /** Adds up; returns the bytes of the outcome, 0 when the first event is about no order in a book. */
    int add(DirectBuffer events, int offset, int limit) {
        cursor.wrap(events, offset, limit - offset);
        if (!cursor.next() || !begin()) {
            return 0;
        }
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case OrderTradedDecoder.TEMPLATE_ID -> onTraded();
                case OrderReducedDecoder.TEMPLATE_ID -> onReduced();
                case OrderCancelledDecoder.TEMPLATE_ID -> onCancelled();
                default -> {}
            }
        }
        outcome.putLong(Outcome.LEFT_OFFSET, leftE8);
        outcome.putLong(Outcome.RELEASED_OFFSET, releasedE8);
        outcome.putLong(Outcome.EXECUTED_OFFSET, executedE8);
        outcome.putLong(Outcome.TURNOVER_HIGH_OFFSET, turnoverHigh);
        outcome.putLong(Outcome.TURNOVER_LOW_OFFSET, turnoverLow);
        outcome.putLong(Outcome.NOTIONAL_OFFSET, notionalE8);
        outcome.putLong(Outcome.FEE_OFFSET, feeE8);
        outcome.putInt(Outcome.COUNT_OFFSET, count);
        outcome.putInt(Outcome.REASON_OFFSET, reason);
        return Outcome.TRADES_OFFSET + Math.min(count, Outcome.MAX_TRADES) * Outcome.TRADE_BYTES;
    }

    /** What was added up last, from 0. */
    DirectBuffer bytes() {
        return outcome;
    }

    private boolean begin() {
        releasedE8 = 0;
        executedE8 = 0;
        turnoverHigh = 0;
        turnoverLow = 0;
        notionalE8 = 0;
        feeE8 = 0;
        count = 0;
        reason = Outcome.NOT_CANCELLED;
        switch (cursor.templateId()) {
            case BookOrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
                orderId = accepted.orderId();
                leftE8 = accepted.quantityE8();
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
                orderId = replaced.orderId();
                leftE8 = replaced.leftE8();
            }
            case OrderReducedDecoder.TEMPLATE_ID -> {
                reduced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
                orderId = reduced.orderId();
                leftE8 = reduced.leftE8();
                releasedE8 = reduced.releasedE8();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onTraded() {
        traded.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (traded.orderId() != orderId) {
            return;
        }
        if (count < Outcome.MAX_TRADES) {
            tellTrade(Outcome.TRADES_OFFSET + count * Outcome.TRADE_BYTES);
        }
        count++;
        leftE8 = traded.leftE8();
        releasedE8 += traded.releasedE8();
        executedE8 += traded.quantityE8();
        notionalE8 += traded.notionalE8();
        feeE8 += traded.feeE8();
        long productLow = traded.priceE8() * traded.quantityE8();
        turnoverLow += productLow;
        boolean carries = Long.compareUnsigned(turnoverLow, productLow) < 0;
        turnoverHigh += Math.multiplyHigh(traded.priceE8(), traded.quantityE8()) + (carries ? 1 : 0);
    }

    private void tellTrade(int at) {
        outcome.putLong(at + Outcome.FILL_OFFSET, traded.fillId());
        outcome.putLong(at + Outcome.PRICE_OFFSET, traded.priceE8());
        outcome.putLong(at + Outcome.QUANTITY_OFFSET, traded.quantityE8());
        outcome.putLong(at + Outcome.TRADE_NOTIONAL_OFFSET, traded.notionalE8());
        outcome.putLong(at + Outcome.TRADE_FEE_OFFSET, traded.feeE8());
    }

    private void onReduced() {
        reduced.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (reduced.orderId() == orderId) {
            leftE8 = reduced.leftE8();
            releasedE8 += reduced.releasedE8();
        }
    }

    private void onCancelled() {
        cancelled.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
        if (cancelled.orderId() == orderId) {
            leftE8 = 0;
            releasedE8 += cancelled.releasedE8();
            reason = cancelled.reason().value();
        }
    }
}
