package io.bullring.core.engine;

import io.bullring.core.account.Agent;
import io.bullring.core.book.FiredQueue;
import io.bullring.core.event.EventSink;
import io.bullring.core.order.Orders;
import io.bullring.protocol.CancelReason;

/**
 * What time and prices have made due and no command has done yet: RULES.md section 1. A command does at most
 * {@code maxWorkPerCommand} pieces of it, so that a price which fires a hundred thousand orders delays nobody for longer
 * than that; the rest waits in order. Engine thread only.
 */
final class DueWork {
    private final VenueState venue;
    private final RestingOrders resting;
    private final EventSink events;
    private int budget;

    DueWork(VenueState venue, RestingOrders resting, EventSink events) {
        this.venue = venue;
        this.resting = resting;
        this.events = events;
    }

    /** Does what is due at the head of a command, the commanding agent's own first. */
    void begin(int agentId, long nowNs) {
        budget = venue.rules.maxWorkPerCommand();
        while (budget > 0 && venue.dailyLoss.resumeOne(nowNs, events)) {
            budget--;
        }
        if (!venue.books.fired().isEmpty()) {
            workOffOwn(agentId, nowNs);
            workOffFired(nowNs);
        }
        expire(nowNs);
    }

    /** Works off fired orders with what is left of this command's bound. */
    void workOffFired(long nowNs) {
        FiredQueue fired = venue.books.fired();
        while (budget > 0 && !fired.isEmpty()) {
            finish(fired.poll(), nowNs);
        }
    }

    private void workOffOwn(int agentId, long nowNs) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            return;
        }
        FiredQueue fired = venue.books.fired();
        int slot = venue.portfolios.firstOrder(agent.portfolioId());
        while (slot != Orders.NONE && budget > 0) {
            int next = venue.orders.nextOfPortfolio(slot);
            if (fired.contains(slot)) {
                fired.take(slot);
                finish(slot, nowNs);
            }
            slot = next;
        }
    }

    private void finish(int slot, long nowNs) {
        budget--;
        FiredQueue fired = venue.books.fired();
        if (fired.cancels()) {
            resting.cancel(slot, CancelReason.SESSION_END);
        } else {
            resting.execute(slot, fired.lastE8(), nowNs);
        }
    }

    private void expire(long nowNs) {
        while (budget > 0 && venue.books.fired().isEmpty() && expiryNs() <= nowNs) {
            int slot = venue.orders.oldest();
            venue.books.removeResting(slot, venue.orders.instrumentAt(slot));
            resting.expire(slot);
            budget--;
        }
    }

    private long expiryNs() {
        int slot = venue.orders.oldest();
        return slot == Orders.NONE
                ? Long.MAX_VALUE
                : saturatedSum(venue.orders.acceptedNs(slot), venue.rules.orderLifeNs());
    }

    /** When there will be something to do, nanoseconds since 1970; {@link Long#MAX_VALUE}: never. */
    long deadlineNs(long nowNs) {
        if (!venue.books.fired().isEmpty()
                || venue.books.due().isAnyFresh(nowNs, venue.rules.priceMaxAgeNs())) {
            return nowNs;
        }
        return Math.min(venue.dailyLoss.deadlineNs(), expiryNs());
    }

    private static long saturatedSum(long timeNs, long spanNs) {
        return timeNs > Long.MAX_VALUE - spanNs ? Long.MAX_VALUE : timeNs + spanNs;
    }
}
