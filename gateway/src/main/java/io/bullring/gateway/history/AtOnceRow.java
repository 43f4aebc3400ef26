package io.bullring.gateway.history;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.nio.ByteBuffer;

/**
 * A market order against the quoted market and its only fill, which are one row: each says all that there is to say of the other. Numbers
 * big-endian, the rest is the client order id, as in {@link HistoryRow}.
 */
final class AtOnceRow {
    private static final int BYTES = 12 * Long.BYTES + 2 * Integer.BYTES + 1;

    /** What the row begins with, which both have. */
    private record Both(
            long orderId,
            long fillId,
            int agentId,
            long portfolioId,
            int instrumentId,
            Side side,
            long quantityE8,
            long priceE8) {
        static Both of(ByteBuffer row) {
            return new Both(
                    row.getLong(),
                    row.getLong(),
                    row.getInt(),
                    row.getLong(),
                    row.getInt(),
                    Side.get(row.get()),
                    row.getLong(),
                    row.getLong());
        }
    }

    private AtOnceRow() {}

    static byte[] of(OrderRecord order, FillRecord fill) {
        byte[] text = HistoryRow.bytes(order.clientOrderId());
        Execution execution = order.execution();
        return ByteBuffer.allocate(BYTES + text.length)
                .putLong(order.orderId())
                .putLong(fill.fillId())
                .putInt(order.agentId())
                .putLong(order.portfolioId())
                .putInt(order.instrumentId())
                .put((byte) order.side().value())
                .putLong(order.quantityE8())
                .putLong(fill.priceE8())
                .putLong(execution.referencePriceE8())
                .putLong(execution.slippagePctE8())
                .putLong(fill.notionalE8())
                .putLong(fill.feeE8())
                .putLong(fill.realizedPnlE8())
                .putLong(fill.executedNs())
                .putLong(order.releasedE8())
                .put(text)
                .array();
    }

    static OrderRecord order(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        Both both = Both.of(row);
        Execution execution = new Execution(
                both.fillId,
                both.quantityE8,
                WideAmount.product(both.priceE8, both.quantityE8),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
        long timeNs = row.getLong();
        long releasedE8 = row.getLong();
        return new OrderRecord(
                both.orderId,
                both.agentId,
                both.portfolioId,
                both.instrumentId,
                both.side,
                OrderType.MARKET,
                both.quantityE8,
                0,
                OrderRecord.NONE,
                HistoryRow.text(row),
                null,
                OrderStatus.FILLED,
                timeNs,
                timeNs,
                0,
                releasedE8,
                execution,
                null,
                null);
    }

    static FillRecord fill(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        Both both = Both.of(row);
        row.position(row.position() + 2 * Long.BYTES); // what the price was made from is the order's
        return new FillRecord(
                both.fillId,
                both.orderId,
                both.agentId,
                both.portfolioId,
                both.instrumentId,
                both.side,
                null,
                both.quantityE8,
                both.priceE8,
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
    }
}
