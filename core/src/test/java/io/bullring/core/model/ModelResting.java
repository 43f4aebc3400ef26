package io.bullring.core.model;

import static io.bullring.core.model.Amounts.e8;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.CancelReason;
import java.util.List;

/** How resting orders are cancelled, expire and wake: RULES.md sections 6 and 7. */
final class ModelResting {
    private final ModelVenue venue;
    private final EventSink sink;

    ModelResting(ModelVenue venue, EventSink sink) {
        this.venue = venue;
        this.sink = sink;
    }

    void cancel(ModelOrder order, CancelReason reason) {
        close(order);
        sink.orderCancelled(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                reason,
                e8(order.held));
    }

    void expire(ModelOrder order) {
        close(order);
        sink.orderExpired(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                e8(order.held));
    }

    /** The order is no longer open; what was held for it is available again. */
    void close(ModelOrder order) {
        venue.close(order);
        order.release();
    }

    /** In acceptance order. Returns how many. */
    int cancelAll(ModelPortfolio portfolio, CancelReason reason) {
        List<ModelOrder> orders = List.copyOf(portfolio.openOrders());
        orders.forEach(order -> cancel(order, reason));
        return orders.size();
    }

    /** Those of the present portfolio, then those of the parked one. Returns how many. */
    int cancelAll(ModelAgent agent, CancelReason reason) {
        return agent.portfolios()
                .stream()
                .mapToInt(portfolio -> cancelAll(portfolio, reason))
                .sum();
    }

    /** Those that rest in books, in acceptance order. Returns how many. */
    int leaveBooks(ModelPortfolio portfolio, CancelReason reason) {
        List<ModelOrder> inBooks =
                portfolio.openOrders().stream().filter(ModelOrder::isInBook).toList();
        inBooks.forEach(order -> cancel(order, reason));
        return inBooks.size();
    }

    /** The waiting ones, in acceptance order. Returns how many. */
    int wakeAll(ModelPortfolio portfolio) {
        List<ModelOrder> waiting =
                portfolio.openOrders().stream().filter(order -> order.waiting).toList();
        waiting.forEach(this::wake);
        return waiting.size();
    }

    private void wake(ModelOrder order) {
        if (order.instrument.feed.sessionsEnded > order.sessionsEndedBefore) {
            cancel(order, CancelReason.SESSION_END);
            return;
        }
        order.waiting = false;
        if (order.firesIn(order.instrument.last, order.instrument.last)) {
            venue.due.add(order.instrument);
        }
    }
}
