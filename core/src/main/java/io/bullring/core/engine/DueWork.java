package io.bullring.core.engine;

import io.bullring.core.account.Agent;
import io.bullring.core.account.VenueRules;
import io.bullring.core.book.FiredQueue;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Orders;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.KillScope;

/**
 * What time and prices have made due and no command has done yet: RULES.md section 1. A command does at most
 * {@code maxWorkPerCommand} pieces of it, so that a price which fires a hundred thousand orders delays nobody for longer
 * than that; the rest waits in order. Engine thread only.
 */
final class DueWork {
    private final VenueState venue;
    private final RestingOrders resting;
    private final BookDesk bookDesk;
    private final EventSink events;
    private final long[] own = new long[VenueRules.MOST_WORK_PER_COMMAND];
    private int budget;

    DueWork(VenueState venue, RestingOrders resting, BookDesk bookDesk, EventSink events) {
        this.venue = venue;
        this.resting = resting;
        this.bookDesk = bookDesk;
        this.events = events;
    }

    /** Does what is due at the head of a command, the commanding agent's own first. */
    void begin(int agentId, long nowNs) {
        budget = venue.rules.maxWorkPerCommand();
        while (budget > 0 && venue.dailyLoss.resumeOne(nowNs, events)) {
            budget--;
        }
        if (!venue.sweeps.isEmpty()) {
            sweep();
        }
        Agent agent = venue.accounts.agent(agentId);
        if (!venue.books.fired().isEmpty()) {
            workOffOwn(agent, nowNs);
            workOffFired(nowNs);
        }
        expire(nowNs);
        if (agent != null) { // R2 relies on this: it only asks whether a halt is latched
            venue.dailyLoss.check(agent, agent.portfolio(), venue.limits(agent), nowNs, events);
        }
    }

    private void sweep() {
        while (budget > 0 && !venue.sweeps.isEmpty()) {
            boolean cancels = venue.sweeps.cancels();
            int agentId = venue.sweeps.takeAgentId(venue.accounts);
            if (agentId != 0) {
                Agent agent = venue.accounts.agent(agentId);
                budget -= 1 + (agent == null ? 0 : touch(agent, cancels));
            }
        }
    }

    private int touch(Agent agent, boolean cancels) {
        if (cancels) {
            return resting.cancelAll(agent, CancelReason.KILL_SWITCH);
        }
        return agent.account().isSuspended()
                ? resting.leaveBooks(agent.portfolio(), CancelReason.ACCOUNT_SUSPENDED)
                : resting.wakeAll(agent.portfolio());
    }

    /** Works off fired orders with what is left of this command's bound. Those of a halted book wait until it trades again. */
    void workOffFired(long nowNs) {
        FiredQueue fired = venue.books.fired();
        while (budget > 0 && !fired.isEmpty()) {
            if (isHaltedBook(fired.nextInstrumentId())) {
                fired.setAside();
                budget--;
            } else {
                finish(fired.poll(), nowNs);
            }
        }
    }

    private boolean isHaltedBook(int instrumentId) {
        Instrument instrument = venue.instruments.byId(instrumentId);
        return instrument.isBook() && instrument.isHalted();
    }

    private void workOffOwn(Agent agent, long nowNs) {
        if (agent == null) {
            return;
        }
        FiredQueue fired = venue.books.fired();
        int count = 0;
        int slot = venue.portfolios.firstOrder(agent.portfolio());
        for (int looks = venue.rules.maxWorkPerCommand(); looks > 0 && slot != Orders.NONE; looks--) {
            if (fired.contains(slot) && !isHaltedBook(venue.orders.instrumentAt(slot))) {
                own[count++] = venue.orders.idAt(slot); // what one of them does in a book may end others of the list
            }
            slot = venue.orders.nextOfPortfolio(slot);
        }
        for (int i = 0; i < count && budget > 0; i++) {
            int next = venue.orders.slotOf(own[i]);
            fired.take(next);
            finish(next, nowNs);
        }
    }

    private void finish(int slot, long nowNs) {
        budget--;
        FiredQueue fired = venue.books.fired();
        Agent agent = venue.accounts.agent(venue.orders.agentAt(slot));
        if (venue.killedBy(agent) != KillScope.NULL_VAL) {
            resting.cancel(slot, CancelReason.KILL_SWITCH);
        } else if (fired.cancels()) {
            resting.cancel(slot, CancelReason.SESSION_END);
        } else if (!agent.account().isSuspended() && agent.portfolio() == venue.orders.portfolioAt(slot)) {
            execute(slot, fired.lastE8(), nowNs);
        } // otherwise it waits where no price finds it
    }

    private void execute(int slot, long groupLastE8, long nowNs) {
        if (venue.books.orderBook(venue.orders.instrumentAt(slot)) == null) {
            resting.execute(slot, groupLastE8, nowNs);
        } else {
            budget -= bookDesk.execute(slot, nowNs);
        }
    }

    private void expire(long nowNs) {
        while (budget > 0 && venue.books.fired().isEmpty() && expiryNs() <= nowNs) {
            int slot = venue.orders.oldest();
            venue.books.remove(slot, venue.orders.instrumentAt(slot));
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
        if (!venue.sweeps.isEmpty()
                || !venue.books.fired().isEmpty()
                || venue.books.due().mayAnyFire(nowNs, venue.rules.priceMaxAgeNs())) {
            return nowNs;
        }
        return Math.min(venue.dailyLoss.deadlineNs(), expiryNs());
    }

    private static long saturatedSum(long timeNs, long spanNs) {
        return timeNs > Long.MAX_VALUE - spanNs ? Long.MAX_VALUE : timeNs + spanNs;
    }
}
