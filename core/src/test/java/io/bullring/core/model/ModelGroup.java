package io.bullring.core.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * Orders that one price fired, or that one end of a session cancels, in acceptance order.
 *
 * @param last the price; null: to be cancelled
 */
record ModelGroup(BigDecimal last, List<ModelOrder> orders) {
    ModelInstrument instrument() {
        return orders.getFirst().instrument;
    }
}
