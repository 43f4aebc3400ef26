package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.AMOUNT_TOO_LARGE;
import static io.bullring.protocol.RejectReason.INACTIVE_INSTRUMENT;
import static io.bullring.protocol.RejectReason.INSTRUMENT_HALTED;
import static io.bullring.protocol.RejectReason.INSUFFICIENT_BALANCE;
import static io.bullring.protocol.RejectReason.NOT_FILLABLE;
import static io.bullring.protocol.RejectReason.NO_BOOK;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;
import static io.bullring.protocol.RejectReason.WORK_BOUND;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.book.OrderBook;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventSink;
import io.bullring.core.fill.BookTerms;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.risk.Rejection;
import io.bullring.core.risk.RiskGate;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.ModifyOrderDecoder;
import io.bullring.protocol.TimeInForce;
import org.agrona.DirectBuffer;

/** Takes orders for instruments that are traded in a book, and changes of them: RULES.md section 8. Engine thread only. */
final class BookDesk {
    private final VenueState venue;
    private final RiskGate riskGate;
    private final Wallets wallets;
    private final BookTrades trades;
    private final BookOutlook outlook;
    private final RestingOrders resting;
    private final Rejection rejection;
    private final EventSink events;

    BookDesk(
            VenueState venue,
            RiskGate riskGate,
            Wallets wallets,
            BookTrades trades,
            RestingOrders resting,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.riskGate = riskGate;
        this.wallets = wallets;
        this.trades = trades;
        this.outlook = new BookOutlook(venue, trades);
        this.resting = resting;
        this.rejection = rejection;
        this.events = events;
    }

    /** Takes an order of an agent that may place one. Returns false, with a rejection, when it cannot. */
    boolean place(
            Order order, Instrument instrument, RiskProfile limits, DirectBuffer clientOrderId, long nowNs) {
        long foreseenE8 = order.isMarket() ? foreseeE8(order, instrument, nowNs) : 0;
        if (!riskGate.admitsToBook(order, instrument, foreseenE8, limits, venue.rules)) {
            return false;
        }
        boolean mayRest = order.timeInForce() == TimeInForce.GTC;
        int open = venue.orders.count();
        int allowed = venue.rules.maxOpenOrders();
        if (mayRest && !rejection.unless(open < allowed, VENUE_FULL, open, allowed)) {
            return false;
        }
        if (order.isMarket()) {
            return isFunded(order) && arrive(order, instrument, clientOrderId, nowNs);
        }
        if (!isHoldPossible(order, instrument, 0)) {
            return false;
        }
        return order.isLimit()
                ? isFillable(order, instrument, nowNs) && arrive(order, instrument, clientOrderId, nowNs)
                : rest(order, instrument, clientOrderId, nowNs);
    }

    /** Looks ahead for a market order. Returns what it would trade, without fees; {@link E8#OVERFLOW} when that does not fit. */
    private long foreseeE8(Order order, Instrument instrument, long nowNs) {
        outlook.look(order, venue.books.orderBook(instrument.id()), fees(order, instrument).takerE8(), nowNs);
        return outlook.grossE8();
    }

    /** Whether what a market order is foreseen to trade can be paid, and is all of it if it has to be. */
    private boolean isFunded(Order order) {
        if (order.timeInForce() == TimeInForce.FOK && !isWhole()) {
            return false;
        }
        if (!order.isBuy()) {
            return isThere(order.quantityE8(), availableBaseE8(order));
        }
        return rejection.unless(outlook.costE8() != E8.OVERFLOW, AMOUNT_TOO_LARGE)
                && isThere(outlook.costE8(), venue.portfolios.availableE8(order.portfolio()));
    }

    private boolean isFillable(Order order, Instrument instrument, long nowNs) {
        if (order.timeInForce() != TimeInForce.FOK) {
            return true;
        }
        outlook.look(order, venue.books.orderBook(instrument.id()), fees(order, instrument).takerE8(), nowNs);
        return isWhole();
    }

    /** Whether all of the order that was looked ahead for would trade. */
    private boolean isWhole() {
        return rejection.unless(
                !outlook.isCut(), WORK_BOUND, Rejection.UNSET, venue.rules.maxWorkPerCommand())
                && rejection.unless(outlook.isWhole(), NOT_FILLABLE);
    }

    private boolean isThere(long neededE8, long availableE8) {
        return rejection.unless(neededE8 <= availableE8, INSUFFICIENT_BALANCE, neededE8, availableE8);
    }

    /** Works out what is to be held for an order with a price, of which so much is held already. */
    private boolean isHoldPossible(Order order, Instrument instrument, long heldE8) {
        long neededE8 = order.isBuy()
                ? BookTerms.costE8(
                        order.quantityE8(), order.priceE8(), fees(order, instrument).largerE8())
                : order.quantityE8();
        if (!rejection.unless(neededE8 != E8.OVERFLOW, AMOUNT_TOO_LARGE)) {
            return false;
        }
        long availableE8 =
                order.isBuy() ? venue.portfolios.availableE8(order.portfolio()) : availableBaseE8(order);
        order.heldE8(neededE8);
        return isThere(neededE8, availableE8 + heldE8);
    }

    private BookFees fees(Order order, Instrument book) {
        return venue.bookFees(venue.accounts.agent(order.agentId()), book);
    }

    private long availableBaseE8(Order order) {
        int row = order.holding();
        return row == Portfolios.NONE ? 0 : venue.holdings().availableE8(row);
    }

    /** A new order without a trigger comes to its book. */
    private boolean arrive(Order order, Instrument instrument, DirectBuffer clientOrderId, long nowNs) {
        order.id(venue.orderIds.last() + 1);
        Order arriving = trades.arriving();
        arriving.copy(order);
        trades.begin(instrument, clientOrderId, nowNs);
        enter(arriving, venue.books.orderBook(instrument.id()));
        if (trades.isRefused()) {
            return false;
        }
        if (trades.isLeft() && arriving.timeInForce() == TimeInForce.GTC) {
            venue.portfolios.beginChange(arriving.portfolio());
            venue.orders.add(arriving, nowNs);
            venue.portfolios.endChange(arriving.portfolio());
        }
        trades.end();
        return true;
    }

    private static void enter(Order order, OrderBook book) {
        if (order.isLimit()) {
            book.place(
                    order.id(),
                    order.portfolio(),
                    order.side(),
                    order.priceE8(),
                    order.quantityE8(),
                    order.timeInForce(),
                    order.isPostOnly(),
                    order.prevention());
        } else {
            book.placeMarket(
                    order.id(), order.portfolio(), order.side(), order.quantityE8(), order.prevention());
        }
    }

    /** A stop-loss or take-profit waits for its trigger. */
    private boolean rest(Order order, Instrument instrument, DirectBuffer clientOrderId, long nowNs) {
        venue.portfolios.beginChange(order.portfolio());
        if (order.isBuy()) {
            wallets.holdCash(order.portfolio(), order.heldE8());
        } else {
            wallets.holdBase(order.holding(), order.heldE8());
        }
        order.id(venue.orderIds.next());
        int slot = venue.orders.add(order, nowNs);
        venue.portfolios.countOrder(order.portfolio(), OrderDesk.minute(nowNs));
        venue.portfolios.endChange(order.portfolio());
        venue.books.rest(slot, order, instrument);
        tellAccepted(events, venue, order, clientOrderId);
        return true;
    }

    static void tellAccepted(EventSink events, VenueState venue, Order order, DirectBuffer clientOrderId) {
        events.bookOrderAccepted(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                order.type(),
                order.quantityE8(),
                order.priceE8(),
                order.heldE8(),
                order.timeInForce(),
                order.isPostOnly(),
                order.prevention(),
                clientOrderId);
    }

    /** Lets a fired stop-loss or take-profit arrive as a market order. Returns how many resting orders it met. */
    int execute(int slot, long nowNs) {
        Order order = trades.arriving();
        venue.orders.read(slot, order);
        Instrument instrument = venue.instruments.byId(order.instrumentId());
        long heldE8 = order.heldE8();
        resting.release(slot, order);
        order.becomeMarket();
        order.holding(venue.portfolios.holding(order.portfolio(), order.instrumentId()));
        if (!mayArrive(order, instrument, nowNs)) {
            events.orderRejected(
                    order.id(),
                    order.agentId(),
                    venue.portfolios.id(order.portfolio()),
                    order.instrumentId(),
                    order.side(),
                    rejection.reason(),
                    heldE8);
            return 0;
        }
        trades.begin(instrument, null, nowNs);
        enter(order, venue.books.orderBook(instrument.id()));
        return trades.end();
    }

    /** Whether a fired order can still be paid and, if it buys, keeps to its agent's shares of equity; one that sells only lowers them. */
    private boolean mayArrive(Order order, Instrument instrument, long nowNs) {
        long foreseenE8 = foreseeE8(order, instrument, nowNs);
        RiskProfile limits = venue.limits(venue.accounts.agent(order.agentId()));
        return isFunded(order) && (!order.isBuy() || riskGate.admitsFired(order, instrument, foreseenE8, limits));
    }

    /** Changes an open order of an agent. Returns false, with a rejection, when it cannot be done. */
    boolean modify(int slot, RiskProfile limits, ModifyOrderDecoder command, long nowNs) {
        Order order = trades.arriving();
        venue.orders.read(slot, order);
        Instrument instrument = venue.instruments.byId(order.instrumentId());
        if (!rejection.unless(instrument.isBook() && order.isLimit(), NO_BOOK)
                || !rejection.unless(isWellFormed(command), VALUE_OUT_OF_RANGE)
                || !rejection.unless(instrument.terms().active(), INACTIVE_INSTRUMENT)
                || !rejection.unless(!instrument.isHalted(), INSTRUMENT_HALTED)) {
            return false;
        }
        long quantityE8 = order.quantityE8();
        long priceE8 = order.priceE8();
        long heldE8 = order.heldE8();
        change(order, command);
        boolean isReduction = order.priceE8() == priceE8 && order.quantityE8() < quantityE8;
        if (isReduction
                ? !riskGate.admitsReduction(order, instrument.terms(), limits)
                : !mayBecome(order, instrument, heldE8, limits, nowNs)) {
            return false;
        }
        long wantedE8 = order.quantityE8();
        long limitE8 = order.priceE8();
        order.quantityE8(quantityE8);
        order.priceE8(priceE8);
        order.heldE8(heldE8);
        trades.begin(instrument, slot, nowNs);
        venue.books.orderBook(instrument.id()).modify(order.id(), limitE8, wantedE8);
        if (trades.isRefused()) {
            return false;
        }
        if (!isReduction) {
            venue.portfolios.beginChange(order.portfolio());
            venue.portfolios.countOrder(order.portfolio(), OrderDesk.minute(nowNs));
            venue.portfolios.endChange(order.portfolio());
        }
        trades.end();
        return true;
    }

    /** Whether an order, of which so much is held already, may arrive anew as this one. */
    private boolean mayBecome(
            Order order, Instrument instrument, long heldE8, RiskProfile limits, long nowNs) {
        return riskGate.meetsFilters(order, instrument.terms())
                && riskGate.admitsChange(order, limits, nowNs)
                && isHoldPossible(order, instrument, heldE8);
    }

    private static boolean isWellFormed(ModifyOrderDecoder command) {
        boolean hasQuantity = command.quantityE8() != ModifyOrderDecoder.quantityE8NullValue();
        boolean hasPrice = command.priceE8() != ModifyOrderDecoder.priceE8NullValue();
        return (hasQuantity || hasPrice)
                && (!hasQuantity || command.quantityE8() > 0)
                && (!hasPrice || command.priceE8() > 0);
    }

    private static void change(Order order, ModifyOrderDecoder command) {
        if (command.quantityE8() != ModifyOrderDecoder.quantityE8NullValue()) {
            order.quantityE8(command.quantityE8());
        }
        if (command.priceE8() != ModifyOrderDecoder.priceE8NullValue()) {
            order.priceE8(command.priceE8());
        }
    }
}
