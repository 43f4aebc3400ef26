package io.bullring.core.book;

import io.bullring.protocol.Side;

/**
 * Hears what happens in an {@link OrderBook}, in the order in which it happens and on the thread that asks. Prices and quantities
 * are E8. It must not call the book back.
 */
public interface BookListener {
    /** An order was taken; what becomes of it follows. */
    void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8);

    /** Asked before two orders meet, which would exchange so much at the price of the resting one; nothing has happened yet. */
    default Meeting meeting(long restingId, int restingOwner, long arrivingId, long priceE8, long quantityE8) {
        return Meeting.PROCEED;
    }

    /** Two orders met at the price of the resting one. */
    void traded(long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8);

    /** A resting order keeps its place with so much left. */
    void reduced(long orderId, long quantityE8);

    /** An order lost its place and arrives anew; what becomes of it follows. */
    void replaced(long orderId, long priceE8, long quantityE8);

    /** An order has gone with so much left. */
    void cancelled(long orderId, long quantityE8, BookCancel reason);

    /** Nothing happened, and why. */
    void rejected(long orderId, BookRefusal reason);
}
