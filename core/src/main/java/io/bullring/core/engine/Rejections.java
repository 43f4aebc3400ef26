package io.bullring.core.engine;

import io.bullring.core.account.Agent;
import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.RejectReason;

/** Tells a sender why not. */
final class Rejections {
    private Rejections() {}

    /** Refuses a command for a reason without numbers; an agent that is known, not null, is named with its portfolio. */
    static void send(EventSink events, Rejection rejection, RejectReason reason, VenueState venue, Agent agent) {
        rejection.because(reason);
        send(events, rejection, venue, agent);
    }

    /** Refuses a command for the reason that stands; an agent that is known, not null, is named with its portfolio. */
    static void send(EventSink events, Rejection rejection, VenueState venue, Agent agent) {
        if (agent == null) {
            send(events, rejection, 0, 0, 0);
        } else {
            send(events, rejection, agent.id(), venue.portfolios.id(agent.portfolio()), 0);
        }
    }

    static void send(EventSink events, Rejection rejection, int agentId, long portfolioId, int instrumentId) {
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
