package io.bullring.benchmarks;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The peer of {@link SchemaCodec}: the same fields put one behind the other into the same kind of buffer, its bounds checked
 * alike, at offsets that whoever reads must know by heart. No header, no version. Not thread-safe.
 */
final class PlainCodec {
    private static final int ORDER_BLOCK_BYTES = 22;
    private static final int FILL_BLOCK_BYTES = 94;
    private static final byte SELL = 1;
    private static final byte LIMIT = 1;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer idRead = new UnsafeBuffer(0, 0);

    int encodeOrder(long number, DirectBuffer clientOrderId) {
        buffer.putLong(0, number);
        buffer.putLong(8, number);
        buffer.putInt(16, (int) number);
        buffer.putByte(20, SELL);
        buffer.putByte(21, LIMIT);
        return putId(ORDER_BLOCK_BYTES, clientOrderId);
    }

    long decodeOrder() {
        wrapId(ORDER_BLOCK_BYTES);
        return buffer.getLong(0)
                + buffer.getLong(8)
                + buffer.getInt(16)
                + buffer.getByte(20)
                + buffer.getByte(21)
                + idRead.getLong(0);
    }

    int encodeFill(long number, DirectBuffer clientOrderId) {
        for (int offset = 0; offset < 80; offset += Long.BYTES) {
            buffer.putLong(offset, number);
        }
        for (int offset = 80; offset < 92; offset += Integer.BYTES) {
            buffer.putInt(offset, (int) number);
        }
        buffer.putByte(92, SELL);
        buffer.putByte(93, LIMIT);
        return putId(FILL_BLOCK_BYTES, clientOrderId);
    }

    long decodeFill() {
        wrapId(FILL_BLOCK_BYTES);
        long sum = idRead.getLong(0);
        for (int offset = 0; offset < 80; offset += Long.BYTES) {
            sum += buffer.getLong(offset);
        }
        for (int offset = 80; offset < 92; offset += Integer.BYTES) {
            sum += buffer.getInt(offset);
        }
        return sum + buffer.getByte(92) + buffer.getByte(93);
    }

    private int putId(int offset, DirectBuffer clientOrderId) {
        buffer.putShort(offset, (short) clientOrderId.capacity(), ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(offset + Short.BYTES, clientOrderId, 0, clientOrderId.capacity());
        return offset + Short.BYTES + clientOrderId.capacity();
    }

    private void wrapId(int offset) {
        idRead.wrap(buffer, offset + Short.BYTES, buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN));
    }
}
