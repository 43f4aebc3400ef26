package io.bullring.core.model;

import static io.bullring.core.model.Amounts.e8;
import static io.bullring.core.model.Amounts.fits;
import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Amounts.round8;
import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.protocol.CancelAllOrdersDecoder;
import io.bullring.protocol.CancelOrderDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.PlaceBookOrderDecoder;
import io.bullring.protocol.PlaceOrderDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Placing and cancelling: the table of RULES.md section 3 from top to bottom, and the holds of section 4. */
final class ModelPlacement {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelPrices prices;
    private final ModelExecution execution;
    private final ModelResting resting;
    private final ModelBook book;
    private final ModelRisk risk;
    private final int mostPlacements;

    ModelPlacement(
            ModelVenue venue,
            EventSink sink,
            ModelEvents events,
            ModelPrices prices,
            ModelExecution execution,
            ModelResting resting,
            ModelBook book,
            int mostPlacements) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.prices = prices;
        this.execution = execution;
        this.resting = resting;
        this.book = book;
        this.risk = new ModelRisk(venue, execution);
        this.mostPlacements = mostPlacements;
    }

    void place(PlaceOrderDecoder command, int agentId, long nowNs) {
        place(() -> ModelTicket.of(command), command.instrumentId(), agentId, nowNs);
    }

    void place(PlaceBookOrderDecoder command, int agentId, long nowNs) {
        place(() -> ModelTicket.of(command), command.instrumentId(), agentId, nowNs);
    }

    private void place(Supplier<ModelTicket> command, int wantedId, int agentId, long nowNs) {
        ModelPortfolio portfolio = venue.knownAgent(agentId).portfolio;
        ModelInstrument instrument = venue.instrument(wantedId);
        int instrumentId = instrument == null ? 0 : instrument.id;
        ModelTicket ticket;
        try {
            ticket = command.get();
        } catch (Refusal refusal) {
            events.rejected(agentId, portfolio.id, instrumentId, refusal);
            return;
        }

        ModelMemory.Placement before =
                ticket.isNamed() ? portfolio.memory.recall(ticket.clientOrderId(), nowNs) : null;
        if (before != null) {
            sink.answerRepeated(agentId, portfolio.id, before.answeredNs(), new UnsafeBuffer(before.answer()));
            return;
        }
        byte[] answer;
        try {
            answer = place(ticket, portfolio, instrument, nowNs);
        } catch (Refusal refusal) {
            answer = events.rejected(agentId, portfolio.id, instrumentId, refusal);
        }
        if (ticket.isNamed()) {
            makeRoom(portfolio, nowNs);
            portfolio.memory.remember(ticket.clientOrderId(), nowNs, answer);
        }
    }

    /** What the portfolios of an account remember together: RULES.md section 3. */
    private void makeRoom(ModelPortfolio portfolio, long nowNs) {
        if (portfolio.memory.size() < 16 || portfolio.memory.isFull()) {
            return;
        }
        List<ModelMemory> all = new ArrayList<>();
        for (ModelPortfolio one : venue.portfolios()) {
            if (one.agent.account == portfolio.agent.account) {
                all.add(one.memory);
            }
        }
        if (isAsMuchAsMayBe(all)) {
            all.stream().filter(memory -> memory.isSilent(nowNs)).forEach(ModelMemory::forgetAll);
        }
        if (isAsMuchAsMayBe(all)) {
            portfolio.memory.forgetOldest();
        }
    }

    private boolean isAsMuchAsMayBe(List<ModelMemory> all) {
        return all.stream().mapToInt(ModelMemory::size).sum() >= mostPlacements;
    }

    private byte[] place(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT);
        unless(instrument.terms.active(), RejectReason.INACTIVE_INSTRUMENT);
        unless(!instrument.halted, RejectReason.INSTRUMENT_HALTED);
        unless(!ticket.hasConditions() || instrument.isBook(), RejectReason.NO_BOOK);
        quantityAllowed(ticket.quantity(), instrument);
        if (!ticket.isMarket()) {
            notionalAllowed(ticket.quantity(), ticket.price(), instrument);
        }
        risk.mayTrade(portfolio.agent);
        risk.notHalted(portfolio, nowNs);
        risk.withinRate(portfolio, nowNs);
        prices.requireFresh(instrument, nowNs);
        BigDecimal value = instrument.isBook() && ticket.isMarket()
                ? book.value(ticket, portfolio, instrument, nowNs)
                : round8(ticket.quantity().multiply(ticket.isMarket() ? instrument.last : ticket.price()));
        unless(fits(value), RejectReason.AMOUNT_TOO_LARGE);
        risk.largeEnough(portfolio, value);
        risk.smallEnough(portfolio, value);
        risk.withinPosition(portfolio, instrument, ticket.side(), value);
        risk.roomForOrder(portfolio);
        if (instrument.isBook()) {
            return book.place(ticket, portfolio, instrument, nowNs);
        }
        risk.affordable(portfolio, instrument, ticket.side(), ticket.quantity(), value);
        return ticket.isMarket()
                ? fill(ticket, portfolio, instrument, nowNs)
                : rest(ticket, portfolio, instrument, nowNs);
    }

    static void quantityAllowed(BigDecimal quantity, ModelInstrument instrument) {
        quantityLargeEnough(quantity, instrument);
        long quantityE8 = e8(quantity);
        long most = instrument.terms.maxQuantityE8();
        unless(most == 0 || quantityE8 <= most, RejectReason.QUANTITY_TOO_LARGE, quantityE8, most);
    }

    static void quantityLargeEnough(BigDecimal quantity, ModelInstrument instrument) {
        long quantityE8 = e8(quantity);
        long least = instrument.terms.minQuantityE8();
        unless(quantityE8 >= least, RejectReason.QUANTITY_TOO_SMALL, quantityE8, least);
    }

    static void notionalAllowed(BigDecimal quantity, BigDecimal price, ModelInstrument instrument) {
        BigDecimal value = round8(quantity.multiply(price));
        unless(fits(value), RejectReason.AMOUNT_TOO_LARGE);
        long least = instrument.terms.minNotionalE8();
        unless(value.compareTo(of(least)) >= 0, RejectReason.NOTIONAL_TOO_SMALL, e8(value), least);
    }

    private byte[] fill(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        ModelTrade trade = new ModelTrade(
                portfolio, instrument, ticket.side(), OrderType.MARKET, ticket.quantity(), null, instrument.last);
        ModelFill fill = execution.market(trade, nowNs);
        portfolio.countOrder(nowNs);
        byte[] answer = events.filled(fill, ticket.clientOrderId());
        if (ticket.side() == Side.SELL) {
            execution.haltIfLossReached(portfolio, nowNs);
        }
        return answer;
    }

    private byte[] rest(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        int limit = venue.rules.maxOpenOrders();
        unless(venue.openOrders.size() < limit, RejectReason.VENUE_FULL, venue.openOrders.size(), limit);
        BigDecimal held = hold(ticket, portfolio, instrument);

        venue.lastOrderId++;
        ModelOrder order = new ModelOrder(
                venue.lastOrderId,
                portfolio,
                instrument,
                ticket.side(),
                ticket.type(),
                ticket.quantity(),
                ticket.price(),
                held,
                nowNs);
        venue.open(order);
        portfolio.countOrder(nowNs);
        if (order.firesIn(instrument.last, instrument.last)) {
            venue.due.add(instrument);
        }
        return events.accepted(order, ticket.clientOrderId());
    }

    private BigDecimal hold(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument) {
        if (ticket.side() == Side.SELL) {
            ModelPosition position = portfolio.position(instrument);
            position.available = position.available.subtract(ticket.quantity());
            position.held = position.held.add(ticket.quantity());
            return ticket.quantity();
        }
        BigDecimal gross = round8(ticket.quantity().multiply(ticket.price()));
        BigDecimal held = gross.add(round8(gross.multiply(of(venue.rules.feeRateE8()))));
        unless(fits(held), RejectReason.AMOUNT_TOO_LARGE);
        unless(
                held.compareTo(portfolio.available) <= 0,
                RejectReason.INSUFFICIENT_BALANCE,
                e8(held),
                e8(portfolio.available));
        portfolio.available = portfolio.available.subtract(held);
        portfolio.held = portfolio.held.add(held);
        return held;
    }

    void cancel(CancelOrderDecoder command, int agentId) {
        ModelPortfolio portfolio = venue.knownAgent(agentId).portfolio;
        ModelOrder order = venue.openOrders.get(command.orderId());
        if (order == null || order.portfolio != portfolio) {
            events.rejected(agentId, portfolio.id, 0, new Refusal(RejectReason.ORDER_NOT_OPEN));
            return;
        }
        resting.cancel(order, CancelReason.REQUESTED);
    }

    void cancelAll(CancelAllOrdersDecoder command, int agentId) {
        ModelPortfolio portfolio = venue.knownAgent(agentId).portfolio;
        ModelInstrument only = venue.instrument(command.instrumentId());
        if (command.instrumentId() != 0 && only == null) {
            events.rejected(agentId, portfolio.id, 0, new Refusal(RejectReason.UNKNOWN_INSTRUMENT));
            return;
        }
        List<ModelOrder> orders = portfolio.openOrders()
                .stream()
                .filter(order -> only == null || order.instrument == only)
                .toList();
        sink.ordersCancelled(agentId, portfolio.id, command.instrumentId(), released(portfolio, orders));
        orders.forEach(order -> resting.cancel(order, CancelReason.REQUESTED));
    }

    private static ReleasedHolds released(ModelPortfolio portfolio, List<ModelOrder> orders) {
        ReleasedHolds released = new ReleasedHolds();
        for (ModelOrder order : orders) {
            released.addOrder();
            if (order.side == Side.BUY) {
                released.addCash(e8(order.held));
            }
        }
        for (ModelPosition position : portfolio.positions()) {
            BigDecimal held = orders.stream()
                    .filter(order -> order.side == Side.SELL && order.instrument == position.instrument)
                    .map(order -> order.held)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (held.signum() > 0) {
                released.addAsset(position.instrument.id, e8(held));
            }
        }
        return released;
    }
}
