package io.bullring.core.engine;

import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Rejection;

/** Tells a sender why not. */
final class Rejections {
    private Rejections() {}

    static void send(EventSink events, Rejection rejection, int agentId, int portfolioId, int instrumentId) {
        events.commandRejected(
                agentId,
                portfolioId,
                instrumentId,
                rejection.reason(),
                rejection.actual(),
                rejection.allowed(),
                rejection.limitPctE8(),
                rejection.currentE8(),
                rejection.requested(),
                rejection.equityE8());
    }
}
