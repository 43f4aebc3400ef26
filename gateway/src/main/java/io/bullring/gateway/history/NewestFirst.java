package io.bullring.gateway.history;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Open and closed orders of one agent as one listing by descending id: all open ones first, of which there are few, then the
 * closed ones as they are read. An order that closed in between is met twice, and taken as closed.
 */
final class NewestFirst {
    private final Predicate<OrderRecord> listing;
    private final Queue<OrderRecord> open = new ArrayDeque<>();
    private boolean wanted = true;

    /** @param listing false when no further row is wanted */
    NewestFirst(Predicate<OrderRecord> listing) {
        this.listing = listing;
    }

    boolean open(OrderRecord order) {
        open.add(order);
        return true;
    }

    boolean closed(OrderRecord order) {
        while (wanted && !open.isEmpty() && open.peek().orderId() >= order.orderId()) {
            OrderRecord next = open.remove();
            wanted = next.orderId() == order.orderId() || listing.test(next);
        }
        wanted = wanted && listing.test(order);
        return wanted;
    }

    void end() {
        while (wanted && !open.isEmpty()) {
            wanted = listing.test(open.remove());
        }
    }
}
