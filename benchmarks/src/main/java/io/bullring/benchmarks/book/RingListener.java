package io.bullring.benchmarks.book;

import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookRefusal;
import io.bullring.protocol.Side;

/** Puts all that a book says into a {@link ReportRing}. */
record RingListener(ReportRing ring) implements BookListener {
    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
        ring.say(1, side.value(), orderId, owner, priceE8, quantityE8);
    }

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
        ring.say(2, 0, restingId, arrivingId, priceE8, quantityE8);
    }

    @Override
    public void reduced(long orderId, long quantityE8) {
        ring.say(3, 0, orderId, 0, 0, quantityE8);
    }

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {
        ring.say(4, 0, orderId, 0, priceE8, quantityE8);
    }

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {
        ring.say(5, reason.ordinal(), orderId, 0, 0, quantityE8);
    }

    @Override
    public void rejected(long orderId, BookRefusal reason) {
        ring.say(6, reason.ordinal(), orderId, 0, 0, 0);
    }
}
