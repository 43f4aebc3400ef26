package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.ACCOUNT_SUSPENDED;
import static io.bullring.protocol.RejectReason.AGENT_ARCHIVED;
import static io.bullring.protocol.RejectReason.INACTIVE_INSTRUMENT;
import static io.bullring.protocol.RejectReason.INSTRUMENT_HALTED;
import static io.bullring.protocol.RejectReason.NO_BOOK;
import static io.bullring.protocol.RejectReason.ORDER_NOT_OPEN;
import static io.bullring.protocol.RejectReason.TRADING_STOPPED;
import static io.bullring.protocol.RejectReason.UNKNOWN_AGENT;
import static io.bullring.protocol.RejectReason.UNKNOWN_INSTRUMENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.fill.FillTerms;
import io.bullring.core.fill.Settlement;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.order.PlacementMemory;
import io.bullring.core.risk.Rejection;
import io.bullring.core.risk.RiskGate;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.CancelAllOrdersDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes orders and cancellations: RULES.md sections 3 and 6. Engine thread only. */
final class OrderDesk {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final DirectBuffer NO_CLIENT_ORDER_ID = new UnsafeBuffer(new byte[0]);

    private final VenueState venue;
    private final RiskGate riskGate;
    private final Holds holds;
    private final Settlement settlement;
    private final RestingOrders resting;
    private final BookDesk bookDesk;
    private final Rejection rejection;
    private final EventEncoder events;
    private final Order order = new Order();
    private final FillTerms terms = new FillTerms();
    private final UnsafeBuffer givenId = new UnsafeBuffer(0, 0);
    private DirectBuffer clientOrderId = NO_CLIENT_ORDER_ID;
    private final UnsafeBuffer answer = new UnsafeBuffer(0, 0);

    OrderDesk(
            VenueState venue,
            RiskGate riskGate,
            Wallets wallets,
            Settlement settlement,
            RestingOrders resting,
            BookDesk bookDesk,
            Rejection rejection,
            EventEncoder events) {
        this.venue = venue;
        this.riskGate = riskGate;
        this.holds = new Holds(venue, wallets, rejection);
        this.settlement = settlement;
        this.resting = resting;
        this.bookDesk = bookDesk;
        this.rejection = rejection;
        this.events = events;
    }

    void placeOrder(int agentId, PlaceOrderDecoder command, long nowNs) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            rejection.because(UNKNOWN_AGENT);
            reject(0, 0, 0);
            return;
        }
        readClientOrderId(command);
        order.place(
                agentId,
                agent.portfolio(),
                command.instrumentId(),
                command.sideRaw(),
                command.typeRaw(),
                command.quantityE8(),
                command.priceE8());
        if (isWellFormed(command.sideRaw(), command.typeRaw())) {
            placeNamed(agent, nowNs);
        } else {
            rejection.because(VALUE_OUT_OF_RANGE);
            reject(agentId, venue.portfolios.id(agent.portfolio()), knownOrNone(order.instrumentId()));
        }
    }

    void placeBookOrder(int agentId, PlaceBookOrderDecoder command, long nowNs) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            rejection.because(UNKNOWN_AGENT);
            reject(0, 0, 0);
            return;
        }
        readClientOrderId(command);
        order.place(
                agentId,
                agent.portfolio(),
                command.instrumentId(),
                command.sideRaw(),
                command.typeRaw(),
                command.quantityE8(),
                command.priceE8());
        if (isWellFormed(command.sideRaw(), command.typeRaw()) && areWellFormed(command)) {
            order.conditions(
                    command.timeInForceRaw(), command.postOnly() == 1, command.selfTradePreventionRaw());
            placeNamed(agent, nowNs);
        } else {
            rejection.because(VALUE_OUT_OF_RANGE);
            reject(agentId, venue.portfolios.id(agent.portfolio()), knownOrNone(order.instrumentId()));
        }
    }

    /** Whether conditions are known and go together: a trigger waits, and only what rests can be post-only. */
    private boolean areWellFormed(PlaceBookOrderDecoder command) {
        boolean mayRest = command.timeInForceRaw() == TimeInForce.GTC.value();
        boolean isAtOnce = order.isMarket() || order.isLimit();
        return Order.areConditionsKnown(command.timeInForceRaw(), command.selfTradePreventionRaw())
                && command.postOnly() <= 1
                && (isAtOnce || mayRest)
                && (command.postOnly() == 0 || order.isLimit() && mayRest);
    }

    private void placeNamed(Agent agent, long nowNs) {
        if (clientOrderId.capacity() == 0) {
            placeOnce(agent, nowNs);
        } else {
            placeOrRepeat(agent, nowNs);
        }
    }

    private void readClientOrderId(PlaceOrderDecoder command) {
        if (command.clientOrderIdLength() == 0) {
            clientOrderId = NO_CLIENT_ORDER_ID;
        } else {
            command.wrapClientOrderId(givenId);
            clientOrderId = givenId;
        }
    }

    private void readClientOrderId(PlaceBookOrderDecoder command) {
        if (command.clientOrderIdLength() == 0) {
            clientOrderId = NO_CLIENT_ORDER_ID;
        } else {
            command.wrapClientOrderId(givenId);
            clientOrderId = givenId;
        }
    }

    private boolean isWellFormed(int sideCode, int typeCode) {
        if (!Order.areKnown(sideCode, typeCode) || order.quantityE8() <= 0) {
            return false;
        }
        boolean hasPrice = order.priceE8() != PlaceOrderDecoder.priceE8NullValue();
        return order.isMarket() != hasPrice
                && (order.isMarket() || order.priceE8() > 0)
                && PlacementMemory.isId(clientOrderId);
    }

    private void placeOrRepeat(Agent agent, long nowNs) {
        PlacementMemory memory = venue.placements.ofOrNew(agent.portfolio(), agent.account().id());
        int remembered = memory.find(clientOrderId, nowNs);
        if (remembered >= 0) {
            memory.wrapAnswer(remembered, answer);
            events.answerRepeated(
                    agent.id(), venue.portfolios.id(agent.portfolio()), memory.answeredNs(remembered), answer);
            return;
        }
        placeOnce(agent, nowNs);
        events.wrapAnswer(answer);
        memory.remember(clientOrderId, nowNs, answer, 0, answer.capacity());
    }

    private void placeOnce(Agent agent, long nowNs) {
        Instrument instrument = venue.instruments.byId(order.instrumentId());
        if (instrument == null || !instrument.terms().active()) {
            rejection.because(instrument == null ? UNKNOWN_INSTRUMENT : INACTIVE_INSTRUMENT);
            reject(agent.id(), venue.portfolios.id(agent.portfolio()), knownOrNone(order.instrumentId()));
            return;
        }
        if (instrument.isHalted()) {
            rejection.because(INSTRUMENT_HALTED);
            reject(agent.id(), venue.portfolios.id(agent.portfolio()), instrument.id());
            return;
        }
        if (order.hasConditions() && !instrument.isBook()) {
            rejection.because(NO_BOOK);
            reject(agent.id(), venue.portfolios.id(agent.portfolio()), instrument.id());
            return;
        }
        RiskProfile limits = venue.limits(agent);
        boolean isDone = riskGate.meetsFilters(order, instrument.terms())
                && mayTrade(agent)
                && riskGate.mayPlace(order, instrument, limits, venue.rules, nowNs)
                && execute(agent, instrument, limits, nowNs);
        if (!isDone) {
            reject(agent.id(), venue.portfolios.id(agent.portfolio()), instrument.id());
        }
    }

    private boolean execute(Agent agent, Instrument instrument, RiskProfile limits, long nowNs) {
        if (instrument.isBook()) {
            return bookDesk.place(order, instrument, limits, clientOrderId, nowNs);
        }
        if (!riskGate.admits(order, instrument, limits, venue.rules)) {
            return false;
        }
        return order.isMarket() ? fill(agent, instrument, limits, nowNs) : rest(instrument, nowNs);
    }

    void modifyOrder(int agentId, ModifyOrderDecoder command, long nowNs) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            rejection.because(UNKNOWN_AGENT);
            reject(0, 0, 0);
            return;
        }
        int slot = venue.orders.slotOf(command.orderId());
        if (slot == Orders.NONE || venue.orders.portfolioAt(slot) != agent.portfolio()) {
            rejection.because(ORDER_NOT_OPEN);
            reject(agentId, venue.portfolios.id(agent.portfolio()), 0);
            return;
        }
        int instrumentId = venue.orders.instrumentAt(slot);
        if (!mayTrade(agent) || !bookDesk.modify(slot, venue.limits(agent), command, nowNs)) {
            reject(agentId, venue.portfolios.id(agent.portfolio()), instrumentId);
        }
    }

    static long minute(long nowNs) {
        return nowNs / MINUTE_NS;
    }

    /** R1. */
    private boolean mayTrade(Agent agent) {
        KillScope stopped = venue.killedBy(agent);
        boolean isStopped = stopped != KillScope.NULL_VAL;
        return rejection.unless(!agent.isArchived(), AGENT_ARCHIVED)
                && rejection.unless(!agent.account().isSuspended(), ACCOUNT_SUSPENDED)
                && rejection.unless(
                        !isStopped, TRADING_STOPPED, isStopped ? stopped.value() : Rejection.UNSET, Rejection.UNSET);
    }

    private boolean fill(Agent agent, Instrument instrument, RiskProfile limits, long nowNs) {
        long volumeE8 = instrument.volume24hE8(nowNs);
        if (!terms.workOut(order, instrument.lastE8(), volumeE8, venue.rules, rejection)
                || !settlement.isPossible(order, terms, nowNs)) {
            return false;
        }
        venue.portfolios.beginChange(order.portfolio());
        long pnlE8 = settlement.settle(order, terms, nowNs);
        venue.portfolios.countOrder(order.portfolio(), nowNs / MINUTE_NS);
        venue.portfolios.endChange(order.portfolio());
        order.id(venue.orderIds.next());
        events.orderFilled(
                order.id(),
                venue.fillIds.next(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                order.type(),
                order.quantityE8(),
                terms.priceE8(),
                terms.referenceE8(),
                terms.slippagePctE8(),
                terms.notionalE8(),
                terms.feeE8(),
                0,
                pnlE8,
                clientOrderId);
        if (!order.isBuy()) {
            venue.dailyLoss.check(agent, order.portfolio(), limits, nowNs, events);
        }
        return true;
    }

    private boolean rest(Instrument instrument, long nowNs) {
        int open = venue.orders.count();
        int allowed = venue.rules.maxOpenOrders();
        if (!rejection.unless(open < allowed, VENUE_FULL, open, allowed) || !holds.isPossible(order)) {
            return false;
        }
        venue.portfolios.beginChange(order.portfolio());
        holds.hold(order);
        order.id(venue.orderIds.next());
        int slot = venue.orders.add(order, nowNs);
        venue.portfolios.countOrder(order.portfolio(), nowNs / MINUTE_NS);
        venue.portfolios.endChange(order.portfolio());
        venue.books.rest(slot, order, instrument);
        events.orderAccepted(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                order.type(),
                order.quantityE8(),
                order.priceE8(),
                order.heldE8(),
                clientOrderId);
        return true;
    }

    void cancelOrder(int agentId, CancelOrderDecoder command) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            rejection.because(UNKNOWN_AGENT);
            reject(0, 0, 0);
            return;
        }
        int slot = venue.orders.slotOf(command.orderId());
        if (slot == Orders.NONE || venue.orders.portfolioAt(slot) != agent.portfolio()) {
            rejection.because(ORDER_NOT_OPEN);
            reject(agentId, venue.portfolios.id(agent.portfolio()), 0);
            return;
        }
        venue.books.remove(slot, venue.orders.instrumentAt(slot));
        resting.cancel(slot, CancelReason.REQUESTED);
    }

    void cancelAllOrders(int agentId, CancelAllOrdersDecoder command) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null) {
            rejection.because(UNKNOWN_AGENT);
            reject(0, 0, 0);
            return;
        }
        int instrumentId = command.instrumentId();
        if (instrumentId != 0 && venue.instruments.byId(instrumentId) == null) {
            rejection.because(UNKNOWN_INSTRUMENT);
            reject(agentId, venue.portfolios.id(agent.portfolio()), 0);
            return;
        }
        resting.cancelTogether(agent, instrumentId);
    }

    private int knownOrNone(int instrumentId) {
        return venue.instruments.byId(instrumentId) == null ? 0 : instrumentId;
    }

    private void reject(int agentId, long portfolioId, int instrumentId) {
        Rejections.send(events, rejection, agentId, portfolioId, instrumentId);
    }
}
