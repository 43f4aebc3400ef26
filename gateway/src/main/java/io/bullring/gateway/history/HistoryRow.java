package io.bullring.gateway.history;

import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The rows as bytes: the numbers of a record in the order of its fields, big-endian. Only the history store reads them, and
 * it is rebuilt when the layout has another {@link #VERSION}; hence no schema.
 */
final class HistoryRow {
    /** Counts up with each change of a layout here or in {@link HistoryKey}. */
    static final long VERSION = 7;

    private static final int ORDER_BYTES = 1 + 2 * Integer.BYTES + 8 * Long.BYTES + 3;
    private static final int EXECUTION_BYTES = 7 * Long.BYTES;
    private static final int FILL_BYTES = 2 * Integer.BYTES + 9 * Long.BYTES + 1;
    private static final int CANDLE_BYTES = 13 * Long.BYTES;
    private static final int EQUITY_BYTES = 3 * Long.BYTES;

    private HistoryRow() {}

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** One byte after the status says why, when the status has a reason; what follows the numbers is the text. */
    static byte[] of(OrderRecord order) {
        byte[] text = order.clientOrderId() == null
                ? new byte[0]
                : order.clientOrderId().getBytes(StandardCharsets.UTF_8);
        int executionBytes = order.execution() == null ? 0 : EXECUTION_BYTES;
        ByteBuffer row = ByteBuffer.allocate(ORDER_BYTES + executionBytes + text.length)
                .put(order.status().code())
                .put((byte) reasonOf(order))
                .putLong(order.orderId())
                .putInt(order.agentId())
                .putLong(order.portfolioId())
                .putInt(order.instrumentId())
                .put((byte) order.side().value())
                .put((byte) order.type().value())
                .putLong(order.quantityE8())
                .putLong(order.priceE8())
                .putLong(order.createdNs())
                .putLong(order.updatedNs())
                .putLong(order.heldE8())
                .putLong(order.releasedE8());
        if (order.execution() != null) {
            put(row, order.execution());
        }
        return row.put(text).array();
    }

    static OrderRecord order(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        OrderStatus status = OrderStatus.of(row.get());
        short reason = (short) Byte.toUnsignedInt(row.get());
        return new OrderRecord(
                row.getLong(),
                row.getInt(),
                row.getLong(),
                row.getInt(),
                Side.get(row.get()),
                OrderType.get(row.get()),
                row.getLong(),
                row.getLong(),
                null,
                status,
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                status == OrderStatus.FILLED ? execution(row) : null,
                status == OrderStatus.CANCELLED ? CancelReason.get(reason) : null,
                status == OrderStatus.REJECTED ? RejectReason.get(reason) : null)
                .named(text(row));
    }

    static byte[] of(FillRecord fill) {
        return ByteBuffer.allocate(FILL_BYTES)
                .putLong(fill.fillId())
                .putLong(fill.orderId())
                .putInt(fill.agentId())
                .putLong(fill.portfolioId())
                .putInt(fill.instrumentId())
                .put((byte) fill.side().value())
                .putLong(fill.quantityE8())
                .putLong(fill.priceE8())
                .putLong(fill.notionalE8())
                .putLong(fill.feeE8())
                .putLong(fill.realizedPnlE8())
                .putLong(fill.executedNs())
                .array();
    }

    static FillRecord fill(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return new FillRecord(
                row.getLong(),
                row.getLong(),
                row.getInt(),
                row.getLong(),
                row.getInt(),
                Side.get(row.get()),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
    }

    static byte[] of(Candle candle) {
        return ByteBuffer.allocate(CANDLE_BYTES)
                .putLong(candle.openNs())
                .putLong(candle.openE8())
                .putLong(candle.highE8())
                .putLong(candle.lowE8())
                .putLong(candle.closeE8())
                .putLong(candle.volumeE8())
                .putLong(candle.tradeCount())
                .putLong(candle.firstTradeNs())
                .putLong(candle.firstTradeId())
                .putLong(candle.lastTradeNs())
                .putLong(candle.lastTradeId())
                .putLong(candle.turnoverE16().high())
                .putLong(candle.turnoverE16().low())
                .array();
    }

    static Candle candle(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return new Candle(
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                new WideAmount(row.getLong(), row.getLong()));
    }

    static byte[] of(EquitySample sample) {
        return ByteBuffer.allocate(EQUITY_BYTES)
                .putLong(sample.timeNs())
                .putLong(sample.portfolioId())
                .putLong(sample.equityE8())
                .array();
    }

    static EquitySample equity(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return new EquitySample(row.getLong(), row.getLong(), row.getLong());
    }

    private static int reasonOf(OrderRecord order) {
        return switch (order.status()) {
            case CANCELLED -> order.cancelReason().value();
            case REJECTED -> order.rejectReason().value();
            case PENDING, FILLED, EXPIRED -> 0;
        };
    }

    private static void put(ByteBuffer row, Execution execution) {
        row.putLong(execution.fillId())
                .putLong(execution.priceE8())
                .putLong(execution.referencePriceE8())
                .putLong(execution.slippagePctE8())
                .putLong(execution.notionalE8())
                .putLong(execution.feeE8())
                .putLong(execution.realizedPnlE8());
    }

    private static Execution execution(ByteBuffer row) {
        return new Execution(
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
    }

    private static String text(ByteBuffer row) {
        return row.hasRemaining() ? StandardCharsets.UTF_8.decode(row).toString() : null;
    }
}
