package io.bullring.gateway.history;

import io.bullring.protocol.Side;
import java.nio.ByteBuffer;

/** How many orders of each status, and how many fills of each side, there are. Not thread-safe. */
final class OrderCounts {
    private static final OrderStatus[] STATUSES = OrderStatus.values();
    private static final int FIRST_SIDE = STATUSES.length;
    private static final int FIELDS = FIRST_SIDE + 2;

    private final long[] counts = new long[FIELDS];

    static OrderCounts of(byte[] row) {
        OrderCounts read = new OrderCounts();
        ByteBuffer.wrap(row).asLongBuffer().get(read.counts);
        return read;
    }

    byte[] row() {
        ByteBuffer row = ByteBuffer.allocate(FIELDS * Long.BYTES);
        row.asLongBuffer().put(counts);
        return row.array();
    }

    /** An order that is new. */
    void addOrder(OrderStatus status) {
        counts[status.code()]++;
    }

    /** An order that was open. */
    void close(OrderStatus status) {
        counts[OrderStatus.PENDING.code()]--;
        counts[status.code()]++;
    }

    void addFill(Side side) {
        counts[FIRST_SIDE + side.value()]++;
    }

    void add(OrderCounts other) {
        for (int i = 0; i < FIELDS; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** @param status null: any */
    long orders(OrderStatus status) {
        if (status != null) {
            return counts[status.code()];
        }
        long all = 0;
        for (OrderStatus each : STATUSES) {
            all += counts[each.code()];
        }
        return all;
    }

    /** @param side null: any */
    long fills(Side side) {
        return side != null
                ? counts[FIRST_SIDE + side.value()]
                : counts[FIRST_SIDE + Side.BUY.value()] + counts[FIRST_SIDE + Side.SELL.value()];
    }
}
