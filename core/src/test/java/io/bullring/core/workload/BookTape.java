package io.bullring.core.workload;

import io.bullring.core.book.OrderBook;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages to an order book, one behind the other, 32 bytes each, little endian. What {@code benchmarks} writes into a file for a
 * peer in another virtual machine are these very bytes. Not thread-safe while it is written.
 *
 * <pre>
 *   0  int64  order id
 *   8  int64  price, E8
 *  16  int64  quantity, E8
 *  24  int32  owner
 *  28  uint8  what: {@link Kind}, by its ordinal
 *  29  uint8  side: 0 buy, 1 sell
 *  30  uint8  self-trade prevention, by its ordinal
 *  31         zero
 * </pre>
 */
public final class BookTape {
    /** Bytes of one message. */
    public static final int MESSAGE_BYTES = 32;

    /** {@link Kind}s as they stand on the tape. To go by the enum costs a message three loads, each of which waits for the one before. */
    public static final int GTC = 0;

    public static final int IOC = 1;
    public static final int FOK = 2;
    public static final int POST_ONLY = 3;
    public static final int MARKET = 4;
    public static final int MODIFY = 5;
    public static final int CANCEL = 6;
    public static final int CANCEL_ALL_OF = 7;
    public static final int CANCEL_ALL = 8;

    private static final int ANYBODY = -1;
    private static final int PRICE = 8;
    private static final int QUANTITY = 16;
    private static final int OWNER = 24;
    private static final int KIND = 28;
    private static final int SIDE = 29;
    private static final int PREVENTION = 30;
    private static final Kind[] KINDS = Kind.values();
    private static final SelfTradePrevention[] PREVENTIONS = {
        SelfTradePrevention.NONE,
        SelfTradePrevention.CANCEL_NEWEST,
        SelfTradePrevention.CANCEL_OLDEST,
        SelfTradePrevention.CANCEL_BOTH,
        SelfTradePrevention.DECREMENT
    };

    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private int count;

    /** What a message asks for. */
    public enum Kind {
        GTC,
        IOC,
        FOK,
        POST_ONLY,
        MARKET,
        MODIFY,
        CANCEL,
        CANCEL_ALL_OF,
        CANCEL_ALL
    }

    public BookTape(int maxMessages) {
        bytes = ByteBuffer.allocateDirect(maxMessages * MESSAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(bytes);
    }

    /** Adds a message. */
    public void add(
            Kind kind, long orderId, int owner, Side side, long priceE8, long quantityE8,
            SelfTradePrevention prevention) {
        int at = count * MESSAGE_BYTES;
        buffer.putLong(at, orderId, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + PRICE, priceE8, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + QUANTITY, quantityE8, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at + OWNER, owner, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(at + KIND, (byte) kind.ordinal());
        buffer.putByte(at + SIDE, (byte) side.value());
        buffer.putByte(at + PREVENTION, (byte) prevention.ordinal());
        count++;
    }

    public int count() {
        return count;
    }

    /** All messages, to be written to a file. */
    public ByteBuffer bytes() {
        return bytes.duplicate().limit(count * MESSAGE_BYTES);
    }

    public Kind kind(int message) {
        return KINDS[code(message)];
    }

    /** The same as one of {@link #GTC} and the others. */
    public int code(int message) {
        return buffer.getByte(message * MESSAGE_BYTES + KIND);
    }

    public long orderId(int message) {
        return buffer.getLong(message * MESSAGE_BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    public long priceE8(int message) {
        return buffer.getLong(message * MESSAGE_BYTES + PRICE, ByteOrder.LITTLE_ENDIAN);
    }

    public long quantityE8(int message) {
        return buffer.getLong(message * MESSAGE_BYTES + QUANTITY, ByteOrder.LITTLE_ENDIAN);
    }

    public int owner(int message) {
        return buffer.getInt(message * MESSAGE_BYTES + OWNER, ByteOrder.LITTLE_ENDIAN);
    }

    public Side side(int message) {
        return buffer.getByte(message * MESSAGE_BYTES + SIDE) == 0 ? Side.BUY : Side.SELL;
    }

    public SelfTradePrevention prevention(int message) {
        return PREVENTIONS[buffer.getByte(message * MESSAGE_BYTES + PREVENTION)];
    }

    /** Does what a message asks for. */
    public void apply(int message, OrderBook book) {
        long orderId = orderId(message);
        switch (code(message)) {
            case GTC -> place(message, book, TimeInForce.GTC, false);
            case IOC -> place(message, book, TimeInForce.IOC, false);
            case FOK -> place(message, book, TimeInForce.FOK, false);
            case POST_ONLY -> place(message, book, TimeInForce.GTC, true);
            case MARKET ->
                book.placeMarket(orderId, owner(message), side(message), quantityE8(message), prevention(message));
            case MODIFY -> book.modify(orderId, priceE8(message), quantityE8(message));
            case CANCEL -> book.cancel(orderId);
            case CANCEL_ALL_OF -> cancelAll(book, owner(message));
            case CANCEL_ALL -> cancelAll(book, ANYBODY);
            default -> throw new IllegalStateException("no kind of message: " + code(message));
        }
    }

    /** Bids, then offers, the best first, at one price the oldest first. */
    private static void cancelAll(OrderBook book, int owner) {
        List<Long> ids = new ArrayList<>();
        for (Side side : new Side[]{Side.BUY, Side.SELL}) {
            book.orders(side, (orderId, restingOwner, priceE8, quantityE8) -> {
                if (owner == ANYBODY || restingOwner == owner) {
                    ids.add(orderId);
                }
                return true;
            });
        }
        ids.forEach(book::cancel);
    }

    private void place(int message, OrderBook book, TimeInForce timeInForce, boolean postOnly) {
        book.place(
                orderId(message),
                owner(message),
                side(message),
                priceE8(message),
                quantityE8(message),
                timeInForce,
                postOnly,
                prevention(message));
    }

    /** In words, for a failed test. */
    public String line(int message) {
        return kind(message) + " " + orderId(message) + " of " + owner(message) + " " + side(message) + " "
                + quantityE8(message) + " @ " + priceE8(message) + " " + prevention(message);
    }
}
