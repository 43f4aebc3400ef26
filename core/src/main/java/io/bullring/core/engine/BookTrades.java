package io.bullring.core.engine;

import io.bullring.core.account.Agent;
import io.bullring.core.book.BookCancel;
import io.bullring.core.book.BookListener;
import io.bullring.core.book.BookRefusal;
import io.bullring.core.book.Meeting;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventSink;
import io.bullring.core.fill.BookSettlement;
import io.bullring.core.fill.BookTerms;
import io.bullring.core.fill.Settlement;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.Liquidity;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.SelfTradePrevention;
import io.bullring.protocol.Side;
import org.agrona.DirectBuffer;

/**
 * Hears what happens in a book and does what it means for holds, wallets and positions: RULES.md section 8. One order arrives at a
 * time; what the book says of any other is about one that rests. Engine thread only; amounts are E8.
 *
 * <pre>
 *   BookDesk ── place, modify ──► OrderBook ── meeting? ──► BookTrades   who may trade, and can it be settled
 *                                           ── traded ────►              both halves, both events, the halt of a loss
 *                                           ── cancelled ─►              the hold comes back
 * </pre>
 */
final class BookTrades implements BookListener {
    private final VenueState venue;
    private final Wallets wallets;
    private final BookSettlement settlement;
    private final RestingOrders restingOrders;
    private final Rejection rejection;
    private final EventSink events;
    private final BookSide resting = new BookSide(new Order(), Liquidity.MAKER);
    private final BookSide arriving = new BookSide(new Order(), Liquidity.TAKER);
    private final BookTape tape;

    private Instrument instrument;
    private DirectBuffer clientOrderId;
    private long nowNs;
    private boolean isNew;
    private boolean isRefused;
    private boolean isGone;
    private int met;
    private CancelReason refusal;
    private long notionalE8;

    BookTrades(
            VenueState venue,
            Wallets wallets,
            BookSettlement settlement,
            RestingOrders restingOrders,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.wallets = wallets;
        this.settlement = settlement;
        this.restingOrders = restingOrders;
        this.rejection = rejection;
        this.events = events;
        this.tape = new BookTape(venue, events);
    }

    /** The order that is about to arrive, to be filled in. */
    Order arriving() {
        return arriving.order;
    }

    /**
     * A new order is about to arrive.
     *
     * @param placedId its client order id; null for an order that was accepted before, as a stop-loss or take-profit
     */
    void begin(Instrument in, DirectBuffer placedId, long now) {
        begin(in, Orders.NONE, now);
        clientOrderId = placedId;
        isNew = placedId != null;
    }

    /** The resting order of this slot, which has been read into {@link #arriving}, is about to be changed. */
    void begin(Instrument in, int slot, long now) {
        instrument = in;
        arriving.fees = fees(arriving.order);
        nowNs = now;
        arriving.slot = slot;
        isNew = false;
        isRefused = false;
        isGone = false;
        met = 0;
        tape.begin(in);
    }

    /** The book has said all. Returns how many resting orders the arriving one met. */
    int end() {
        tape.end(nowNs);
        return met;
    }

    /** Whether the book refused the order, in which case nothing happened and the rejection says why. */
    boolean isRefused() {
        return isRefused;
    }

    /** Whether the order that arrived is still there, and has something left. */
    boolean isLeft() {
        return !isGone;
    }

    @Override
    public void accepted(long orderId, int owner, Side side, long priceE8, long quantityE8) {
        if (!isNew) {
            return;
        }
        Order order = arriving.order;
        venue.portfolios.beginChange(order.portfolio());
        hold(order);
        venue.orderIds.next();
        venue.portfolios.countOrder(order.portfolio(), OrderDesk.minute(nowNs));
        venue.portfolios.endChange(order.portfolio());
        BookDesk.tellAccepted(events, venue, order, clientOrderId);
    }

    private void hold(Order order) {
        if (order.isBuy()) {
            wallets.holdCash(order.portfolio(), order.heldE8());
        } else if (order.heldE8() > 0) {
            wallets.holdBase(holding(order), order.heldE8());
        }
    }

    private void release(Order order, long amountE8) {
        if (order.isBuy()) {
            wallets.releaseCash(order.portfolio(), amountE8);
        } else if (amountE8 > 0) {
            wallets.releaseBase(holding(order), amountE8);
        }
    }

    private int holding(Order order) {
        return venue.portfolios.holding(order.portfolio(), order.instrumentId());
    }

    @Override
    public Meeting meeting(long restingId, int restingOwner, long arrivingId, long priceE8, long quantityE8) {
        if (met == venue.rules.maxWorkPerCommand()) {
            refusal = CancelReason.WORK_BOUND;
            return Meeting.CANCEL_ARRIVING;
        }
        met++;
        Order order = arriving.order;
        if (restingOwner == order.portfolio() && order.prevention() != SelfTradePrevention.NONE) {
            return Meeting.PROCEED;
        }
        take(restingId);
        refusal = absence(resting.order);
        if (refusal != null) {
            return Meeting.CANCEL_RESTING;
        }
        refusal = CancelReason.CANNOT_SETTLE;
        notionalE8 = BookTerms.notionalE8(quantityE8, priceE8);
        if (!canSettle(resting, quantityE8)) {
            return Meeting.CANCEL_RESTING;
        }
        return canSettle(arriving, quantityE8) ? Meeting.PROCEED : Meeting.CANCEL_ARRIVING;
    }

    /** Why an order that rests in a book may not trade: a sweep will cancel it, and has not come to it yet. Null when it may. */
    CancelReason absence(Order order) {
        Agent agent = venue.accounts.agent(order.agentId());
        if (venue.killedBy(agent) != KillScope.NULL_VAL) {
            return CancelReason.KILL_SWITCH;
        }
        return agent.account().isSuspended() ? CancelReason.ACCOUNT_SUSPENDED : null;
    }

    /**
     * Whether the portfolio of an order has room for trades of this sum, in whatever parts. Asks for somewhat more than they need: for twice
     * what is traded for, which pays the fees too.
     */
    boolean hasRoom(Order order, long quantityE8, long grossE8, long now) {
        int row = holding(order);
        long mostE8 = E8.add(grossE8, grossE8);
        return mostE8 != E8.OVERFLOW
                && (order.isBuy()
                        ? settlement.canBuy(row, quantityE8, mostE8)
                        : settlement.canSellInParts(order.portfolio(), row, mostE8, now));
    }

    private void take(long restingId) {
        resting.slot = venue.orders.slotOf(restingId);
        venue.orders.read(resting.slot, resting.order);
        resting.fees = fees(resting.order);
    }

    private BookFees fees(Order order) {
        return venue.bookFees(venue.accounts.agent(order.agentId()), instrument);
    }

    private boolean canSettle(BookSide side, long quantityE8) {
        Order order = side.order;
        int row = holding(order);
        side.feeE8 = BookTerms.feeE8(notionalE8, side.feeRateE8());
        if (!order.isBuy()) {
            return settlement.canSell(order.portfolio(), row, quantityE8, notionalE8 - side.feeE8, nowNs);
        }
        long paidE8 = notionalE8 + side.feeE8;
        boolean isPaid = order.heldE8() > 0 || paidE8 <= venue.portfolios.availableE8(order.portfolio());
        return isPaid && settlement.canBuy(row, quantityE8, paidE8);
    }

    @Override
    public void traded(
            long restingId, int restingOwner, long arrivingId, int arrivingOwner, long priceE8, long quantityE8) {
        BookSide seller = arriving.order.isBuy() ? resting : arriving;
        BookSide buyer = arriving.order.isBuy() ? arriving : resting;
        settle(seller, quantityE8);
        settle(buyer, quantityE8);
        long fillId = venue.fillIds.next();
        tell(resting, fillId, quantityE8, priceE8);
        tell(arriving, fillId, quantityE8, priceE8);
        isGone = arriving.order.quantityE8() == 0;
        tape.traded(priceE8, quantityE8);
        Agent agent = venue.accounts.agent(seller.order.agentId());
        venue.dailyLoss.check(agent, seller.order.portfolio(), venue.limits(agent), nowNs, events);
    }

    private void settle(BookSide side, long quantityE8) {
        Order order = side.order;
        int portfolio = order.portfolio();
        long leftE8 = order.quantityE8() - quantityE8;
        venue.portfolios.beginChange(portfolio);
        shrink(side, leftE8);
        if (order.isBuy()) {
            settlement.buy(portfolio, order.instrumentId(), quantityE8, notionalE8, side.feeE8, nowNs);
            side.pnlE8 = Settlement.NO_RESULT;
        } else {
            side.pnlE8 =
                    settlement.sell(portfolio, holding(order), quantityE8, notionalE8, side.feeE8, nowNs);
        }
        if (side.slot != Orders.NONE && leftE8 == 0) {
            venue.orders.remove(side.slot);
        }
        venue.portfolios.endChange(portfolio);
    }

    /** Lets an order have so much left, and gives back what need not be held any more. */
    private void shrink(BookSide side, long leftE8) {
        Order order = side.order;
        long heldE8 = side.holdE8(leftE8);
        side.releasedE8 = order.heldE8() - heldE8;
        release(order, side.releasedE8);
        order.quantityE8(leftE8);
        order.heldE8(heldE8);
        if (side.slot != Orders.NONE) {
            venue.orders.change(side.slot, order);
        }
    }

    private void tell(BookSide side, long fillId, long quantityE8, long priceE8) {
        Order order = side.order;
        events.orderTraded(
                order.id(),
                fillId,
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                side.liquidity,
                quantityE8,
                priceE8,
                notionalE8,
                side.feeE8,
                side.releasedE8,
                order.quantityE8(),
                side.pnlE8);
    }

    @Override
    public void reduced(long orderId, long quantityE8) {
        BookSide side = arriving;
        if (orderId != arriving.order.id()) {
            take(orderId);
            side = resting;
        }
        Order order = side.order;
        venue.portfolios.beginChange(order.portfolio());
        shrink(side, quantityE8);
        venue.portfolios.endChange(order.portfolio());
        events.orderReduced(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                quantityE8,
                side.releasedE8);
    }

    @Override
    public void replaced(long orderId, long priceE8, long quantityE8) {
        Order order = arriving.order;
        long beforeE8 = order.heldE8();
        order.priceE8(priceE8);
        order.quantityE8(quantityE8);
        long heldE8 = order.isBuy() ? BookTerms.costE8(quantityE8, priceE8, arriving.fees.largerE8()) : quantityE8;
        venue.portfolios.beginChange(order.portfolio());
        release(order, beforeE8);
        order.heldE8(heldE8);
        hold(order);
        venue.orders.change(arriving.slot, order);
        venue.portfolios.endChange(order.portfolio());
        events.orderReplaced(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                quantityE8,
                priceE8,
                beforeE8,
                heldE8);
    }

    @Override
    public void cancelled(long orderId, long quantityE8, BookCancel reason) {
        if (reason == BookCancel.REQUESTED) {
            return; // whoever asked for it gives back what was held
        }
        CancelReason why =
                switch (reason) {
                    case NOT_TRADED -> CancelReason.NOT_TRADED;
                    case SELF_TRADE -> CancelReason.SELF_TRADE;
                    default -> refusal;
                };
        boolean isArriving = orderId == arriving.order.id();
        isGone |= isArriving;
        if (isArriving && arriving.slot == Orders.NONE) {
            cancelArriving(why);
        } else {
            restingOrders.cancel(venue.orders.slotOf(orderId), why);
        }
    }

    private void cancelArriving(CancelReason why) {
        Order order = arriving.order;
        venue.portfolios.beginChange(order.portfolio());
        release(order, order.heldE8());
        venue.portfolios.endChange(order.portfolio());
        events.orderCancelled(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                why,
                order.heldE8());
    }

    @Override
    public void rejected(long orderId, BookRefusal reason) {
        isRefused = true;
        rejection.because(
                switch (reason) {
                    case WOULD_TRADE -> RejectReason.WOULD_TRADE;
                    case NOT_FILLABLE -> RejectReason.NOT_FILLABLE;
                    case BOOK_FULL -> RejectReason.BOOK_FULL;
                    case UNKNOWN_ORDER -> RejectReason.ORDER_NOT_OPEN;
                    case NOT_POSITIVE, DUPLICATE_ORDER -> RejectReason.VALUE_OUT_OF_RANGE;
                });
    }
}
