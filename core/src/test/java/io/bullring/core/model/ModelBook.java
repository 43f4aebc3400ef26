package io.bullring.core.model;

import static io.bullring.core.model.Amounts.e8;
import static io.bullring.core.model.Amounts.fits;
import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Refusal.unless;
import static java.math.RoundingMode.DOWN;
import static java.math.RoundingMode.HALF_EVEN;

import io.bullring.core.event.EventSink;
import io.bullring.core.market.BookFees;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.OrderType;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import io.bullring.protocol.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Instruments that are traded in a book: RULES.md section 8. There is no book here: who is met next is looked for among all open
 * orders, each time anew.
 */
final class ModelBook {
    private static final int DIGITS = 8;

    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelPrices prices;
    private final ModelExecution execution;
    private final ModelResting resting;
    private final ModelRisk risk;
    private long arrivals;

    /** Prices and quantities of the trades of the order that arrives. */
    private final List<BigDecimal> tradedAt = new ArrayList<>();

    private BigDecimal traded = BigDecimal.ZERO;
    private int met;

    ModelBook(
            ModelVenue venue,
            EventSink sink,
            ModelEvents events,
            ModelPrices prices,
            ModelExecution execution,
            ModelResting resting) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.prices = prices;
        this.execution = execution;
        this.resting = resting;
        this.risk = new ModelRisk(venue, execution);
    }

    /** A new order that keeps to its agent's limits. Returns the answer. */
    byte[] place(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        boolean mayRest = ticket.timeInForce() == TimeInForce.GTC;
        int count = venue.openOrders.size();
        unless(
                !mayRest || count < venue.rules.maxOpenOrders(),
                RejectReason.VENUE_FULL,
                count,
                venue.rules.maxOpenOrders());
        ModelOrder order = order(ticket, portfolio, instrument, nowNs);
        if (ticket.isMarket()) {
            funded(order);
        } else {
            order.held = hold(order, BigDecimal.ZERO);
        }
        if (ticket.type() == OrderType.LIMIT) {
            enterable(order, ticket);
        }
        order.isPostOnly = ticket.postOnly();

        take(order);
        venue.lastOrderId++;
        portfolio.countOrder(nowNs);
        byte[] answer = events.bookAccepted(order, ticket);
        if (ticket.isMarket() || ticket.type() == OrderType.LIMIT) {
            arrive(order, mayRest, nowNs);
        } else {
            venue.open(order);
            if (order.firesIn(instrument.last, instrument.last)) {
                venue.due.add(instrument);
            }
        }
        return answer;
    }

    private ModelOrder order(
            ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        ModelOrder order = new ModelOrder(
                venue.lastOrderId + 1,
                portfolio,
                instrument,
                ticket.side(),
                ticket.type(),
                ticket.quantity(),
                ticket.price(),
                BigDecimal.ZERO,
                nowNs);
        order.prevention = ticket.prevention();
        order.isWhole = ticket.timeInForce() == TimeInForce.FOK;
        return order;
    }

    /** What a market order would trade, if that is more than its value at the last price. */
    BigDecimal value(ModelTicket ticket, ModelPortfolio portfolio, ModelInstrument instrument, long nowNs) {
        return value(order(ticket, portfolio, instrument, nowNs));
    }

    private BigDecimal value(ModelOrder order) {
        return outlook(order).parts.stream()
                .map(part -> notional(part.quantity, part.price))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(Amounts.round8(order.quantity.multiply(order.instrument.last)));
    }

    private void enterable(ModelOrder order, ModelTicket ticket) {
        wholeIfItHasToBe(order);
        unless(!ticket.postOnly() || best(order) == null, RejectReason.WOULD_TRADE);
        unless(ticket.timeInForce() != TimeInForce.GTC || hasRoom(order, order.quantity), RejectReason.BOOK_FULL);
    }

    /** Whether the quantities at its price fit, others' and this one. */
    private boolean hasRoom(ModelOrder order, BigDecimal quantity) {
        BigDecimal others = venue.openOrders.values()
                .stream()
                .filter(other -> other != order
                        && other.isInBook()
                        && other.instrument == order.instrument
                        && other.side == order.side
                        && other.price.compareTo(order.price) == 0)
                .map(other -> other.quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return fits(others.add(quantity));
    }

    private static BigDecimal notional(BigDecimal quantity, BigDecimal price) {
        return quantity.multiply(price).setScale(DIGITS, DOWN);
    }

    private static BigDecimal fee(BigDecimal notional, long rateE8) {
        return notional.multiply(of(rateE8)).setScale(DIGITS, DOWN);
    }

    private static BigDecimal cost(BigDecimal quantity, BigDecimal price, long rateE8) {
        BigDecimal notional = notional(quantity, price);
        return notional.add(fee(notional, rateE8));
    }

    /** What an order with a price needs to be held, of which so much is held for it already. */
    private BigDecimal hold(ModelOrder order, BigDecimal before) {
        BigDecimal needed = needed(order, order.quantity);
        unless(fits(notionalOf(order)) && fits(needed), RejectReason.AMOUNT_TOO_LARGE);
        there(needed, available(order).add(before));
        return needed;
    }

    private static BigDecimal notionalOf(ModelOrder order) {
        return order.side == Side.BUY ? notional(order.quantity, order.price) : BigDecimal.ZERO;
    }

    private static BigDecimal needed(ModelOrder order, BigDecimal quantity) {
        return order.side == Side.BUY
                ? cost(quantity, order.price, fees(order).largerE8())
                : quantity;
    }

    private static BigDecimal available(ModelOrder order) {
        return order.side == Side.BUY
                ? order.portfolio.available
                : order.portfolio.position(order.instrument).available;
    }

    private static void there(BigDecimal needed, BigDecimal available) {
        unless(
                needed.compareTo(available) <= 0,
                RejectReason.INSUFFICIENT_BALANCE,
                e8(needed),
                e8(available));
    }

    private static void take(ModelOrder order) {
        order.held = order.held.negate();
        order.release();
        order.held = order.held.negate();
    }

    /** A market order must be able to pay what it would trade. */
    private void funded(ModelOrder order) {
        wholeIfItHasToBe(order);
        if (order.side == Side.SELL) {
            there(order.quantity, available(order));
            return;
        }
        BigDecimal cost = BigDecimal.ZERO;
        boolean isPayable = true;
        for (Part part : outlook(order).parts) {
            BigDecimal paid = cost(part.quantity, part.price, fees(order).takerE8());
            cost = cost.add(paid);
            isPayable &= fits(notional(part.quantity, part.price)) && fits(cost);
        }
        unless(isPayable, RejectReason.AMOUNT_TOO_LARGE);
        there(cost, order.portfolio.available);
    }

    private void wholeIfItHasToBe(ModelOrder order) {
        if (!order.isWhole) {
            return;
        }
        Outlook ahead = outlook(order);
        unless(!ahead.isCut, RejectReason.WORK_BOUND, Refusal.NONE, venue.rules.maxWorkPerCommand());
        BigDecimal traded = BigDecimal.ZERO;
        BigDecimal gross = BigDecimal.ZERO;
        boolean fits = true;
        for (Part part : ahead.parts) {
            traded = traded.add(part.quantity);
            gross = gross.add(notional(part.quantity, part.price));
            fits &= hasRoomFor(part.other, traded, gross, order.acceptedNs);
        }
        boolean isAll = traded.compareTo(order.quantity) == 0;
        unless(isAll && fits && hasRoomFor(order, traded, gross, order.acceptedNs), RejectReason.NOT_FILLABLE);
    }

    /** Whether its portfolio has room for so much, and for twice what it trades for, as a purchase or as sales of any result. */
    private static boolean hasRoomFor(ModelOrder order, BigDecimal quantity, BigDecimal gross, long nowNs) {
        ModelPortfolio portfolio = order.portfolio;
        ModelPosition position = portfolio.position(order.instrument);
        BigDecimal most = gross.add(gross);
        BigDecimal cost = position.cost.add(most);
        if (order.side == Side.BUY) {
            return fits(most) && fits(position.quantity().add(quantity)) && fits(cost);
        }
        boolean ownsNone = position.quantity().signum() == 0;
        return fits(most) && (ownsNone || fits(cost) && fits(portfolio.available.add(portfolio.held).add(most))
                && Stream.of(portfolio.realized, position.realized, portfolio.dayPnl(nowNs))
                        .allMatch(result -> fits(result.add(most)) && fits(result.subtract(cost))));
    }

    private record Part(ModelOrder other, BigDecimal quantity, BigDecimal price) {}

    /** @param isCut whether there are more to meet than an order may */
    private record Outlook(List<Part> parts, boolean isCut) {}

    /** What it would trade if nothing could not be settled. */
    private Outlook outlook(ModelOrder order) {
        List<Part> parts = new ArrayList<>();
        BigDecimal missing = order.quantity;
        List<ModelOrder> ahead = others(order);
        int most = venue.rules.maxWorkPerCommand();
        for (int i = 0; i < Math.min(ahead.size(), most) && missing.signum() > 0; i++) {
            ModelOrder other = ahead.get(i);
            BigDecimal part = missing.min(other.quantity);
            if (isOwn(order, other)) {
                if (order.prevention == SelfTradePrevention.DECREMENT && !order.isWhole) {
                    missing = missing.subtract(part);
                } else if (order.prevention != SelfTradePrevention.CANCEL_OLDEST) {
                    return new Outlook(parts, false);
                }
            } else if (absence(other) == null) {
                parts.add(new Part(other, part, other.price));
                missing = missing.subtract(part);
            }
        }
        return new Outlook(parts, ahead.size() > most && missing.signum() > 0);
    }

    private static boolean isOwn(ModelOrder order, ModelOrder other) {
        return order.portfolio == other.portfolio && order.prevention != SelfTradePrevention.NONE;
    }

    private CancelReason absence(ModelOrder order) {
        ModelAgent agent = order.portfolio.agent;
        if (venue.isStopped(agent)) {
            return CancelReason.KILL_SWITCH;
        }
        return agent.account.suspended ? CancelReason.ACCOUNT_SUSPENDED : null;
    }

    /** The orders that it may meet: the best price first, at one price who came first. */
    private List<ModelOrder> others(ModelOrder order) {
        Comparator<ModelOrder> byPrice = Comparator.comparing(other -> other.price);
        return venue.openOrders.values()
                .stream()
                .filter(other -> other.isInBook() && other.instrument == order.instrument && other.side != order.side)
                .filter(other -> meets(order, other.price))
                .sorted((order.side == Side.BUY ? byPrice : byPrice.reversed())
                        .thenComparing(other -> other.arrival))
                .toList();
    }

    private static boolean meets(ModelOrder order, BigDecimal price) {
        if (order.type != OrderType.LIMIT) {
            return true;
        }
        int compared = price.compareTo(order.price);
        return order.side == Side.BUY ? compared <= 0 : compared >= 0;
    }

    private ModelOrder best(ModelOrder order) {
        return others(order).stream().findFirst().orElse(null);
    }

    private void arrive(ModelOrder order, boolean mayRest, long nowNs) {
        met = 0;
        tradedAt.clear();
        traded = BigDecimal.ZERO;
        boolean isLeft = true;
        while (isLeft && order.quantity.signum() > 0 && best(order) != null) {
            isLeft = meet(order, best(order), nowNs);
        }
        if (isLeft && order.quantity.signum() > 0) {
            if (mayRest) {
                rest(order);
            } else {
                resting.cancel(order, CancelReason.NOT_TRADED);
            }
        }
        price(order.instrument, nowNs);
    }

    private void rest(ModelOrder order) {
        arrivals++;
        order.arrival = arrivals;
        if (!venue.openOrders.containsKey(order.id)) {
            venue.open(order);
        }
    }

    private void price(ModelInstrument instrument, long nowNs) {
        if (tradedAt.isEmpty()) {
            return;
        }
        BigDecimal low = tradedAt.stream().min(Comparator.naturalOrder()).orElseThrow();
        BigDecimal high = tradedAt.stream().max(Comparator.naturalOrder()).orElseThrow();
        instrument.last = tradedAt.getLast();
        instrument.traded(traded, nowNs);
        sink.priceUpdated(
                instrument.id,
                tradedAt.size(),
                e8(instrument.last),
                e8(low),
                e8(high),
                e8(traded),
                nowNs,
                venue.lastFillId);
        prices.evaluate(instrument, low, high);
    }

    /** Returns whether the arriving order goes on. */
    private boolean meet(ModelOrder order, ModelOrder other, long nowNs) {
        if (met == venue.rules.maxWorkPerCommand()) {
            resting.cancel(order, CancelReason.WORK_BOUND);
            return false;
        }
        met++;
        if (isOwn(order, other)) {
            return prevent(order, other);
        }
        CancelReason absent = absence(other);
        BigDecimal quantity = order.quantity.min(other.quantity);
        if (absent != null || !canSettle(other, quantity, other.price, Liquidity.MAKER, nowNs)) {
            resting.cancel(other, absent == null ? CancelReason.CANNOT_SETTLE : absent);
            return true;
        }
        if (!canSettle(order, quantity, other.price, Liquidity.TAKER, nowNs)) {
            resting.cancel(order, CancelReason.CANNOT_SETTLE);
            return false;
        }
        trade(order, other, quantity, nowNs);
        return true;
    }

    private boolean prevent(ModelOrder order, ModelOrder other) {
        return switch (order.prevention) {
            case CANCEL_NEWEST -> {
                resting.cancel(order, CancelReason.SELF_TRADE);
                yield false;
            }
            case CANCEL_OLDEST -> {
                resting.cancel(other, CancelReason.SELF_TRADE);
                yield true;
            }
            case CANCEL_BOTH -> {
                resting.cancel(other, CancelReason.SELF_TRADE);
                resting.cancel(order, CancelReason.SELF_TRADE);
                yield false;
            }
            default -> {
                BigDecimal shared = order.quantity.min(other.quantity);
                shrinkOrCancel(other, shared);
                yield shrinkOrCancel(order, shared);
            }
        };
    }

    private boolean shrinkOrCancel(ModelOrder order, BigDecimal by) {
        if (by.compareTo(order.quantity) == 0) {
            resting.cancel(order, CancelReason.SELF_TRADE);
            return false;
        }
        reduce(order, order.quantity.subtract(by));
        return true;
    }

    private void reduce(ModelOrder order, BigDecimal left) {
        BigDecimal released = shrink(order, left);
        sink.orderReduced(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                e8(left),
                e8(released));
    }

    /** Returns what need not be held any more, which is available again. */
    private static BigDecimal shrink(ModelOrder order, BigDecimal left) {
        BigDecimal held = order.held.signum() == 0 || left.signum() == 0 ? BigDecimal.ZERO : needed(order, left);
        BigDecimal released = order.held.subtract(held);
        order.held = released;
        order.release();
        order.held = held;
        order.quantity = left;
        return released;
    }

    private static BookFees fees(ModelOrder order) {
        BookFees own = order.portfolio.agent.fees;
        return own == null ? order.instrument.bookFees : own;
    }

    private static long rate(ModelOrder order, Liquidity liquidity) {
        return liquidity == Liquidity.MAKER ? fees(order).makerE8() : fees(order).takerE8();
    }

    private boolean canSettle(
            ModelOrder order, BigDecimal quantity, BigDecimal price, Liquidity liquidity, long nowNs) {
        ModelPosition position = order.portfolio.position(order.instrument);
        BigDecimal notional = notional(quantity, price);
        BigDecimal fee = fee(notional, rate(order, liquidity));
        if (order.side == Side.BUY) {
            BigDecimal paid = notional.add(fee);
            return (order.held.signum() > 0 || paid.compareTo(order.portfolio.available) <= 0)
                    && fits(position.quantity().add(quantity))
                    && fits(position.cost.add(paid));
        }
        BigDecimal proceeds = notional.subtract(fee);
        BigDecimal pnl = proceeds.subtract(position.cost.subtract(costAfter(position, quantity)));
        ModelPortfolio portfolio = order.portfolio;
        return fits(portfolio.available.add(portfolio.held).add(proceeds))
                && fits(portfolio.realized.add(pnl))
                && fits(position.realized.add(pnl))
                && fits(portfolio.dayPnl(nowNs).add(pnl));
    }

    private static BigDecimal costAfter(ModelPosition position, BigDecimal sold) {
        BigDecimal quantity = position.quantity();
        return position.cost.multiply(quantity.subtract(sold)).divide(quantity, DIGITS, HALF_EVEN);
    }

    private void trade(ModelOrder order, ModelOrder other, BigDecimal quantity, long nowNs) {
        BigDecimal price = other.price;
        BigDecimal notional = notional(quantity, price);
        ModelOrder seller = order.side == Side.SELL ? order : other;
        ModelOrder buyer = order.side == Side.SELL ? other : order;
        BigDecimal sellerFee = fee(notional, rate(seller, seller == order ? Liquidity.TAKER : Liquidity.MAKER));
        BigDecimal buyerFee = fee(notional, rate(buyer, buyer == order ? Liquidity.TAKER : Liquidity.MAKER));

        BigDecimal sellerReleased = shrink(seller, seller.quantity.subtract(quantity));
        BigDecimal pnl = sell(seller, quantity, notional.subtract(sellerFee), nowNs);
        BigDecimal buyerReleased = shrink(buyer, buyer.quantity.subtract(quantity));
        buy(buyer, quantity, notional.add(buyerFee), nowNs);
        venue.ledger.charged(sellerFee.add(buyerFee));
        if (order.quantity.signum() == 0) {
            venue.close(order);
        }
        if (other.quantity.signum() == 0) {
            venue.close(other);
        }
        venue.lastFillId++;
        Side side = other.side;
        for (Liquidity liquidity : List.of(Liquidity.MAKER, Liquidity.TAKER)) {
            boolean sells = side == Side.SELL;
            ModelOrder told = sells ? seller : buyer;
            sink.orderTraded(
                    told.id,
                    venue.lastFillId,
                    told.portfolio.agent.id,
                    told.portfolio.id,
                    told.instrument.id,
                    side,
                    liquidity,
                    e8(quantity),
                    e8(price),
                    e8(notional),
                    e8(sells ? sellerFee : buyerFee),
                    e8(sells ? sellerReleased : buyerReleased),
                    e8(told.quantity),
                    sells ? e8(pnl) : Refusal.NONE);
            side = order.side;
        }
        tradedAt.add(price);
        traded = traded.add(quantity);
        execution.haltIfLossReached(seller.portfolio, nowNs);
    }

    private static BigDecimal sell(ModelOrder order, BigDecimal quantity, BigDecimal proceeds, long nowNs) {
        ModelPosition position = order.portfolio.position(order.instrument);
        BigDecimal cost = costAfter(position, quantity);
        BigDecimal pnl = proceeds.subtract(position.cost.subtract(cost));
        position.available = position.available.subtract(quantity);
        position.cost = cost;
        position.realized = position.realized.add(pnl);
        order.portfolio.available = order.portfolio.available.add(proceeds);
        order.portfolio.realize(pnl, nowNs);
        return pnl;
    }

    private static void buy(ModelOrder order, BigDecimal quantity, BigDecimal paid, long nowNs) {
        ModelPosition position = order.portfolio.positionToBuy(order.instrument);
        if (position.quantity().signum() == 0) {
            position.openedAtNs = nowNs;
        }
        order.portfolio.available = order.portfolio.available.subtract(paid);
        position.available = position.available.add(quantity);
        position.cost = position.cost.add(paid);
    }

    /** A fired stop-loss or take-profit arrives as a market order. Returns how many resting orders it met. */
    int execute(ModelOrder order, long nowNs) {
        resting.close(order);
        try {
            funded(order);
            if (order.side == Side.BUY) {
                withinShares(order);
            }
        } catch (Refusal refusal) {
            events.rejected(order, refusal.reason);
            return 0;
        }
        order.held = BigDecimal.ZERO;
        arrive(order, false, nowNs);
        return met;
    }

    private void withinShares(ModelOrder order) {
        BigDecimal value = value(order);
        unless(fits(value), RejectReason.AMOUNT_TOO_LARGE);
        risk.smallEnough(order.portfolio, value);
        risk.withinPosition(order.portfolio, order.instrument, order.side, value);
    }

    void modify(ModifyOrderDecoder command, int agentId, long nowNs) {
        ModelPortfolio portfolio = venue.knownAgent(agentId).portfolio;
        ModelOrder order = venue.openOrders.get(command.orderId());
        if (order == null || order.portfolio != portfolio) {
            events.rejected(agentId, portfolio.id, 0, new Refusal(RejectReason.ORDER_NOT_OPEN));
            return;
        }
        try {
            modify(order, command, nowNs);
        } catch (Refusal refusal) {
            events.rejected(agentId, portfolio.id, order.instrument.id, refusal);
        }
    }

    private void modify(ModelOrder order, ModifyOrderDecoder command, long nowNs) {
        ModelPortfolio portfolio = order.portfolio;
        boolean hasQuantity = command.quantityE8() != ModifyOrderDecoder.quantityE8NullValue();
        boolean hasPrice = command.priceE8() != ModifyOrderDecoder.priceE8NullValue();
        risk.mayTrade(portfolio.agent);
        unless(order.isInBook(), RejectReason.NO_BOOK);
        unless(
                (hasQuantity || hasPrice)
                        && (!hasQuantity || command.quantityE8() > 0)
                        && (!hasPrice || command.priceE8() > 0),
                RejectReason.VALUE_OUT_OF_RANGE);
        unless(order.instrument.terms.active(), RejectReason.INACTIVE_INSTRUMENT);
        unless(!order.instrument.halted, RejectReason.INSTRUMENT_HALTED);

        ModelOrder wanted = new ModelOrder(
                order.id,
                portfolio,
                order.instrument,
                order.side,
                order.type,
                hasQuantity ? of(command.quantityE8()) : order.quantity,
                hasPrice ? of(command.priceE8()) : order.price,
                BigDecimal.ZERO,
                order.acceptedNs);
        BigDecimal value = Amounts.round8(wanted.quantity.multiply(wanted.price));
        if (wanted.price.compareTo(order.price) == 0 && wanted.quantity.compareTo(order.quantity) < 0) {
            ModelPlacement.quantityLargeEnough(wanted.quantity, wanted.instrument);
            ModelPlacement.notionalAllowed(wanted.quantity, wanted.price, wanted.instrument);
            risk.largeEnough(portfolio, value);
            reduce(order, wanted.quantity);
            return;
        }
        ModelPlacement.quantityAllowed(wanted.quantity, wanted.instrument);
        ModelPlacement.notionalAllowed(wanted.quantity, wanted.price, wanted.instrument);
        risk.notHalted(portfolio, nowNs);
        risk.withinRate(portfolio, nowNs);
        risk.largeEnough(portfolio, value);
        risk.smallEnough(portfolio, value);
        risk.withinPosition(portfolio, wanted.instrument, wanted.side, value);
        BigDecimal held = hold(wanted, order.held);
        replace(order, wanted, held, nowNs);
    }

    private void replace(ModelOrder order, ModelOrder wanted, BigDecimal held, long nowNs) {
        unless(!order.isPostOnly || best(wanted) == null, RejectReason.WOULD_TRADE);
        BigDecimal before = order.price;
        order.price = wanted.price;
        boolean hasRoom = hasRoom(order, wanted.quantity);
        order.price = before;
        unless(hasRoom, RejectReason.BOOK_FULL);

        BigDecimal released = order.held;
        order.release();
        order.price = wanted.price;
        order.quantity = wanted.quantity;
        order.held = held;
        take(order);
        order.portfolio.countOrder(nowNs);
        sink.orderReplaced(
                order.id,
                order.portfolio.agent.id,
                order.portfolio.id,
                order.instrument.id,
                order.side,
                e8(order.quantity),
                e8(order.price),
                e8(released),
                e8(held));
        arrive(order, true, nowNs);
    }
}
