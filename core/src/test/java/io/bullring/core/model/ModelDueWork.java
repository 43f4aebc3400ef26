package io.bullring.core.model;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** What is due without anybody asking for it now, at most so many pieces a command: RULES.md section 1, steps 2 and 4. */
final class ModelDueWork {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelResting resting;
    private final ModelSweeps sweeps;
    private final ModelExecution execution;
    private final ModelBook book;
    private int left;

    ModelDueWork(
            ModelVenue venue,
            EventSink sink,
            ModelEvents events,
            ModelResting resting,
            ModelSweeps sweeps,
            ModelExecution execution,
            ModelBook book) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.resting = resting;
        this.sweeps = sweeps;
        this.execution = execution;
        this.book = book;
    }

    /** Before the command: resumptions, sweeps, fired orders, expiry, a halt. */
    void before(int agentId, long nowNs) {
        left = venue.rules.maxWorkPerCommand();
        ModelAgent agent = venue.agent(agentId);
        resume(nowNs);
        while (left > 0 && !sweeps.isEmpty()) {
            left -= sweeps.step();
        }
        if (agent != null) {
            workOff(oldestFired(agent.portfolio), nowNs);
        }
        afterwards(nowNs);
        if (venue.groups.isEmpty()) {
            expire(nowNs);
        }
        if (agent != null) {
            execution.haltIfLossReached(agent.portfolio, nowNs);
        }
    }

    /** After the command: the orders that it fired, with what is left of the bound. */
    void afterwards(long nowNs) {
        while (left > 0 && !venue.groups.isEmpty()) {
            ModelGroup first = venue.groups.getFirst();
            if (first.instrument().isHaltedBook()) {
                left--;
                venue.setAside.add(venue.groups.removeFirst());
            } else {
                workOff(List.of(first.orders().getFirst()), nowNs);
            }
        }
    }

    private void resume(long nowNs) {
        for (ModelPortfolio portfolio : List.copyOf(venue.halted)) {
            if (left > 0 && portfolio.latchedDay < ModelPortfolio.day(nowNs)) {
                left--;
                venue.halted.remove(portfolio);
                sink.tradingResumed(portfolio.agent.id, portfolio.id);
            }
        }
    }

    private List<ModelOrder> oldestFired(ModelPortfolio portfolio) {
        return portfolio.openOrders()
                .stream()
                .limit(venue.rules.maxWorkPerCommand())
                .filter(order -> order.fired && !order.instrument.isHaltedBook())
                .toList();
    }

    private void workOff(List<ModelOrder> orders, long nowNs) {
        for (ModelOrder order : orders) {
            if (left <= 0) {
                return;
            }
            left--;
            workOff(order, nowNs);
        }
    }

    private void workOff(ModelOrder order, long nowNs) {
        BigDecimal last = groupOf(order).last();
        ModelAgent agent = order.portfolio.agent;
        if (venue.isStopped(agent)) {
            resting.cancel(order, CancelReason.KILL_SWITCH);
        } else if (last == null) {
            resting.cancel(order, CancelReason.SESSION_END);
        } else if (agent.account.suspended || order.portfolio == agent.parked) {
            venue.leaveGroup(order);
            order.waiting = true;
        } else if (order.instrument.isBook()) {
            left -= book.execute(order, nowNs);
        } else {
            execute(order, last, nowNs);
        }
    }

    private void execute(ModelOrder order, BigDecimal last, long nowNs) {
        resting.close(order);
        try {
            events.filled(execution.fired(order, tradeOf(order, last), nowNs), "");
        } catch (Refusal refusal) {
            events.rejected(order, refusal.reason);
            return;
        }
        if (order.side == Side.SELL) {
            execution.haltIfLossReached(order.portfolio, nowNs);
        }
    }

    private ModelGroup groupOf(ModelOrder order) {
        return venue.groups.stream()
                .filter(group -> group.orders().contains(order))
                .findFirst()
                .orElseThrow();
    }

    private static ModelTrade tradeOf(ModelOrder order, BigDecimal last) {
        return new ModelTrade(
                order.portfolio,
                order.instrument,
                order.side,
                order.type,
                order.quantity,
                order.type == OrderType.LIMIT ? order.price : null,
                order.reference(last));
    }

    private void expire(long nowNs) {
        for (ModelOrder order : List.copyOf(venue.openOrders.values())) {
            BigInteger expiryNs =
                    BigInteger.valueOf(order.acceptedNs).add(BigInteger.valueOf(venue.rules.orderLifeNs()));
            if (left <= 0 || expiryNs.compareTo(BigInteger.valueOf(nowNs)) > 0) {
                return;
            }
            left--;
            resting.expire(order);
        }
    }
}
