package io.bullring.core.book;

import io.bullring.protocol.Side;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a book says, so that two books can be compared. */
final class BookReports implements BookListener {
    private List<String> lines = new ArrayList<>();

    /** What was said since the last call. */
    List<String> take() {
        List<String> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
        lines.add("accepted " + orderId + " of " + owner + " " + side + " " + quantityE8 + " @ " + priceE8);
    }

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
        lines.add("traded " + restingId + " of " + restingOwner + " with " + arrivingId + " of " + arrivingOwner + " "
                + quantityE8 + " @ " + priceE8);
    }

    @Override
    public void reduced(long orderId, long quantityE8) {
        lines.add("reduced " + orderId + " to " + quantityE8);
    }

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {
        lines.add("replaced " + orderId + " " + quantityE8 + " @ " + priceE8);
    }

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {
        lines.add("cancelled " + orderId + " with " + quantityE8 + " " + reason);
    }

    @Override
    public void rejected(long orderId, BookRefusal reason) {
        lines.add("rejected " + orderId + " " + reason);
    }
}
