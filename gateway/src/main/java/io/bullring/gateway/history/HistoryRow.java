package io.bullring.gateway.history;

import io.bullring.protocol.CancelReason;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The rows as bytes: the numbers of a record in the order of its fields, big-endian. Only the history store reads them, and
 * it is rebuilt when the layout has another {@link #VERSION}; hence no schema.
 */
final class HistoryRow {
    /** Counts up with each change of a layout here or in {@link HistoryKey}. */
    static final long VERSION = 14;

    private static final int ORDER_BYTES = 2 * Integer.BYTES + 9 * Long.BYTES + 6;
    private static final int CONDITIONS_BYTES = 3;
    private static final int EXECUTION_BYTES = 9 * Long.BYTES;
    private static final int FILL_BYTES = 2 * Integer.BYTES + 9 * Long.BYTES + 2;
    private static final int GRANT_BYTES = 2 * Integer.BYTES + 5 * Long.BYTES;
    private static final int CANDLE_BYTES = 14 * Long.BYTES + 1;

    private static final byte[] NO_TEXT = {};

    /** In place of a code, where there is none. */
    private static final byte NOTHING = -1;

    private HistoryRow() {}

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /**
     * One byte after the status says why, when the status has a reason; two more tell whether conditions and an execution
     * follow the numbers. The rest is the text.
     */
    static byte[] of(OrderRecord order) {
        byte[] text = bytes(order.clientOrderId());
        boolean hasConditions = order.conditions() != null;
        boolean hasExecution = order.execution() != null;
        int partBytes = (hasConditions ? CONDITIONS_BYTES : 0) + (hasExecution ? EXECUTION_BYTES : 0);
        ByteBuffer row = ByteBuffer.allocate(ORDER_BYTES + partBytes + text.length)
                .put(order.status().code())
                .put((byte) reasonOf(order))
                .put((byte) (hasConditions ? 1 : 0))
                .put((byte) (hasExecution ? 1 : 0))
                .putLong(order.orderId())
                .putInt(order.agentId())
                .putLong(order.portfolioId())
                .putInt(order.instrumentId())
                .put((byte) order.side().value())
                .put((byte) order.type().value())
                .putLong(order.quantityE8())
                .putLong(order.leftE8())
                .putLong(order.priceE8())
                .putLong(order.createdNs())
                .putLong(order.updatedNs())
                .putLong(order.heldE8())
                .putLong(order.releasedE8());
        if (hasConditions) {
            put(row, order.conditions());
        }
        if (hasExecution) {
            put(row, order.execution());
        }
        return row.put(text).array();
    }

    static OrderRecord order(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        OrderStatus status = OrderStatus.of(row.get());
        short reason = (short) Byte.toUnsignedInt(row.get());
        boolean hasConditions = row.get() != 0;
        boolean hasExecution = row.get() != 0;
        long orderId = row.getLong();
        int agentId = row.getInt();
        long portfolioId = row.getLong();
        int instrumentId = row.getInt();
        Side side = Side.get(row.get());
        OrderType type = OrderType.get(row.get());
        long quantityE8 = row.getLong();
        long leftE8 = row.getLong();
        long priceE8 = row.getLong();
        long createdNs = row.getLong();
        long updatedNs = row.getLong();
        long heldE8 = row.getLong();
        long releasedE8 = row.getLong();
        BookConditions conditions = hasConditions ? conditions(row) : null;
        Execution execution = hasExecution ? execution(row) : null;
        return new OrderRecord(
                orderId,
                agentId,
                portfolioId,
                instrumentId,
                side,
                type,
                quantityE8,
                leftE8,
                priceE8,
                text(row),
                conditions,
                status,
                createdNs,
                updatedNs,
                heldE8,
                releasedE8,
                execution,
                status == OrderStatus.CANCELLED ? CancelReason.get(reason) : null,
                status == OrderStatus.REJECTED ? RejectReason.get(reason) : null);
    }

    static byte[] of(FillRecord fill) {
        return ByteBuffer.allocate(FILL_BYTES)
                .putLong(fill.fillId())
                .putLong(fill.orderId())
                .putInt(fill.agentId())
                .putLong(fill.portfolioId())
                .putInt(fill.instrumentId())
                .put((byte) fill.side().value())
                .put(fill.liquidity() == null ? NOTHING : (byte) fill.liquidity().value())
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
                liquidity(row.get()),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
    }

    static byte[] of(GrantRecord grant) {
        return ByteBuffer.allocate(GRANT_BYTES)
                .putLong(grant.sequence())
                .putInt(grant.agentId())
                .putLong(grant.portfolioId())
                .putInt(grant.instrumentId())
                .putLong(grant.quantityE8())
                .putLong(grant.costE8())
                .putLong(grant.grantedNs())
                .array();
    }

    static GrantRecord grant(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return new GrantRecord(
                row.getLong(),
                row.getInt(),
                row.getLong(),
                row.getInt(),
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
                .putLong(candle.volumeE8().high())
                .putLong(candle.volumeE8().low())
                .putLong(candle.tradeCount())
                .putLong(candle.firstTradeNs())
                .putLong(candle.firstTradeId())
                .putLong(candle.lastTradeNs())
                .putLong(candle.lastTradeId())
                .putLong(candle.turnoverE16().high())
                .putLong(candle.turnoverE16().low())
                .put((byte) (candle.isPartial() ? 1 : 0))
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
                new WideAmount(row.getLong(), row.getLong()),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                new WideAmount(row.getLong(), row.getLong()),
                row.get() != 0);
    }

    private static int reasonOf(OrderRecord order) {
        return switch (order.status()) {
            case CANCELLED -> order.cancelReason().value();
            case REJECTED -> order.rejectReason().value();
            case PENDING, PARTIALLY_FILLED, FILLED, EXPIRED -> 0;
        };
    }

    private static void put(ByteBuffer row, BookConditions conditions) {
        row.put((byte) conditions.timeInForce().value())
                .put((byte) (conditions.postOnly() ? 1 : 0))
                .put((byte) conditions.selfTradePrevention().value());
    }

    private static BookConditions conditions(ByteBuffer row) {
        return new BookConditions(
                TimeInForce.get(row.get()), row.get() != 0, SelfTradePrevention.get(row.get()));
    }

    private static Liquidity liquidity(byte code) {
        return code == NOTHING ? null : Liquidity.get(code);
    }

    private static void put(ByteBuffer row, Execution execution) {
        row.putLong(execution.fillId())
                .putLong(execution.quantityE8())
                .putLong(execution.turnoverE16().high())
                .putLong(execution.turnoverE16().low())
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
                new WideAmount(row.getLong(), row.getLong()),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong(),
                row.getLong());
    }

    /** @param text null: none */
    static byte[] bytes(String text) {
        return text == null ? NO_TEXT : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The rest of a row; null: none. */
    static String text(ByteBuffer row) {
        return row.hasRemaining() ? StandardCharsets.UTF_8.decode(row).toString() : null;
    }
}
