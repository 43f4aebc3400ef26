package io.bullring.benchmarks.exchange;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.OrderTradedDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads all events of all commands: counts commands, trades and refusals, and hashes the trades as the peer does. Written by the
 * engine's thread; how many commands there were may be asked by any.
 */
final class TradeMeter implements EventListener {
    private final EventCursor cursor = new EventCursor();
    private final OrderTradedDecoder traded = new OrderTradedDecoder();
    private volatile long commands;
    private long restingId;
    private long trades;
    private long refusals;
    private long hash = 1;

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            if (cursor.templateId() == OrderTradedDecoder.TEMPLATE_ID) {
                traded.wrapAndApplyHeader(events, cursor.offset(), cursor.messageHeader());
                onSide(traded.orderId());
            } else if (cursor.templateId() == CommandRejectedDecoder.TEMPLATE_ID) {
                refusals++;
            }
        }
        commands = sequence;
    }

    /** The maker's side comes first. */
    private void onSide(long orderId) {
        if (restingId == 0) {
            restingId = orderId;
            return;
        }
        trades++;
        hash = mixed(mixed(mixed(mixed(hash, restingId), orderId), traded.priceE8()), traded.quantityE8());
        restingId = 0;
    }

    private static long mixed(long before, long value) {
        long mixed = (before ^ value) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }

    /** Commands whose events have been read. */
    long commands() {
        return commands;
    }

    long trades() {
        return trades;
    }

    long refusals() {
        return refusals;
    }

    /** The hash of all trades: maker's order, taker's order, price, quantity. */
    long hash() {
        return hash;
    }
}
