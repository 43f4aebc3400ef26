package io.bullring.core.engine;

import io.bullring.core.account.Agent;
import io.bullring.core.event.EventSink;
import io.bullring.core.event.ReleasedHolds;
import io.bullring.core.fill.FillTerms;
import io.bullring.core.fill.Settlement;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Order;
import io.bullring.core.order.Orders;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.CancelReason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ways in which a resting order ends, each of them one change of its portfolio.
 *
 * <pre>
 *            ┌──► filled
 *            ├──► rejected    fired, but could not be executed
 *  resting ──┼──► cancelled
 *            └──► expired
 * </pre>
 *
 * <p>Whichever it is, the order first gets back what is held for it. Engine thread only.
 */
final class RestingOrders {
    private final VenueState venue;
    private final Wallets wallets;
    private final Settlement settlement;
    private final Rejection rejection;
    private final EventSink events;
    private final FillTerms terms = new FillTerms();
    private final Order order = new Order();
    private final ReleasedHolds released = new ReleasedHolds();
    private final UnsafeBuffer noClientOrderId = new UnsafeBuffer(new byte[0]);

    RestingOrders(
            VenueState venue, Wallets wallets, Settlement settlement, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.wallets = wallets;
        this.settlement = settlement;
        this.rejection = rejection;
        this.events = events;
    }

    /** Executes the fired order that has just been taken out of its group. */
    void execute(int slot, long groupLastE8, long nowNs) {
        venue.orders.read(slot, order);
        findHolding();
        Instrument instrument = venue.instruments.byId(order.instrumentId());
        long referenceE8 = order.isRising()
                ? Math.max(groupLastE8, order.priceE8())
                : Math.min(groupLastE8, order.priceE8());
        begin(slot);
        boolean isFilled = terms.workOut(order, referenceE8, instrument.volume24hE8(nowNs), venue.rules, rejection)
                && settlement.isPossible(order, terms, nowNs);
        if (isFilled) {
            fill(nowNs);
        } else {
            end();
            events.orderRejected(
                    order.id(),
                    order.agentId(),
                    venue.portfolios.id(order.portfolio()),
                    order.instrumentId(),
                    order.side(),
                    rejection.reason(),
                    order.heldE8());
        }
    }

    private void fill(long nowNs) {
        long pnlE8 = settlement.settle(order, terms, nowNs);
        end();
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
                order.heldE8(),
                pnlE8,
                noClientOrderId);
        if (!order.isBuy()) {
            Agent agent = venue.accounts.agent(order.agentId());
            venue.dailyLoss.check(agent, order.portfolio(), venue.limits(agent), nowNs, events);
        }
    }

    /** Cancels an order that is in no book and no group any more. */
    void cancel(int slot, CancelReason reason) {
        venue.orders.read(slot, order);
        findHoldingOfSale();
        begin(slot);
        end();
        events.orderCancelled(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                reason,
                order.heldE8());
    }

    /** Cancels all open orders of a portfolio in acceptance order, wherever they stand, and tells how many. */
    int cancelAll(int portfolio, CancelReason reason) {
        int cancelled = 0;
        for (int slot = venue.portfolios.firstOrder(portfolio); slot != Orders.NONE; slot =
                venue.portfolios.firstOrder(portfolio)) {
            venue.books.remove(slot, venue.orders.instrumentAt(slot));
            cancel(slot, reason);
            cancelled++;
        }
        return cancelled;
    }

    /**
     * Says what cancelling the open orders of an agent's present portfolio releases, and cancels them in acceptance order.
     *
     * @param instrumentId those of this instrument only, 0: all
     */
    void cancelTogether(Agent agent, int instrumentId) {
        int portfolio = agent.portfolio();
        released.clear();
        for (int slot = venue.portfolios.firstOrder(portfolio); slot != Orders.NONE; slot =
                venue.orders.nextOfPortfolio(slot)) {
            if (isOf(instrumentId, venue.orders.instrumentAt(slot))) {
                addHold(slot);
            }
        }
        addAssets(portfolio, instrumentId);
        events.ordersCancelled(agent.id(), venue.portfolios.id(portfolio), instrumentId, released);
        int slot = venue.portfolios.firstOrder(portfolio);
        while (slot != Orders.NONE) {
            int next = venue.orders.nextOfPortfolio(slot);
            if (isOf(instrumentId, venue.orders.instrumentAt(slot))) {
                venue.books.remove(slot, venue.orders.instrumentAt(slot));
                cancel(slot, CancelReason.REQUESTED);
            }
            slot = next;
        }
    }

    private static boolean isOf(int wantedId, int instrumentId) {
        return wantedId == 0 || wantedId == instrumentId;
    }

    private void addHold(int slot) {
        venue.orders.read(slot, order);
        released.addOrder();
        if (order.isBuy()) {
            released.addCash(order.heldE8());
        }
    }

    /** Whatever is held of a base asset is held for the sells of its instrument. */
    private void addAssets(int portfolio, int instrumentId) {
        Holdings holdings = venue.portfolios.holdings();
        for (int row = venue.portfolios.firstHolding(portfolio); row != Portfolios.NONE; row = holdings.next(row)) {
            if (holdings.heldE8(row) > 0 && isOf(instrumentId, holdings.instrumentId(row))) {
                released.addAsset(holdings.instrumentId(row), holdings.heldE8(row));
            }
        }
    }

    /** Cancels all open orders of an agent, those of its present portfolio first, and tells how many. */
    int cancelAll(Agent agent, CancelReason reason) {
        int cancelled = cancelAll(agent.portfolio(), reason);
        return agent.isParked() ? cancelled + cancelAll(agent.parkedPortfolio(), reason) : cancelled;
    }

    /** Cancels the orders of a portfolio that rest in books, in acceptance order, and tells how many there were. */
    int leaveBooks(int portfolio, CancelReason reason) {
        int cancelled = 0;
        int slot = venue.portfolios.firstOrder(portfolio);
        while (slot != Orders.NONE) {
            int next = venue.orders.nextOfPortfolio(slot);
            if (venue.books.isInBook(slot)) {
                venue.books.remove(slot, venue.orders.instrumentAt(slot));
                cancel(slot, reason);
                cancelled++;
            }
            slot = next;
        }
        return cancelled;
    }

    /** Wakes the waiting orders of a portfolio in acceptance order, and tells how many there were. */
    int wakeAll(int portfolio) {
        int woken = 0;
        int slot = venue.portfolios.firstOrder(portfolio);
        while (slot != Orders.NONE) {
            int next = venue.orders.nextOfPortfolio(slot);
            if (venue.books.isWaiting(slot)) {
                wake(slot);
                woken++;
            }
            slot = next;
        }
        return woken;
    }

    private void wake(int slot) {
        venue.orders.read(slot, order);
        Instrument instrument = venue.instruments.byId(order.instrumentId());
        if (instrument.feed().hasEndedFor(order.id())) {
            cancel(slot, CancelReason.SESSION_END);
        } else {
            venue.books.rest(slot, order, instrument);
        }
    }

    /** Lets an order that is in no book and no group any more expire. */
    void expire(int slot) {
        venue.orders.read(slot, order);
        findHoldingOfSale();
        begin(slot);
        end();
        events.orderExpired(
                order.id(),
                order.agentId(),
                venue.portfolios.id(order.portfolio()),
                order.instrumentId(),
                order.side(),
                order.heldE8());
    }

    /** What is held for a purchase is USDT: its holding is not asked for when it ends without a fill. */
    private void findHoldingOfSale() {
        if (!order.isBuy()) {
            findHolding();
        }
    }

    private void findHolding() {
        order.holding(venue.portfolios.holding(order.portfolio(), order.instrumentId()));
    }

    /** Gives back what is held for a fired order that will arrive in a book, and takes it out of the open ones. */
    void release(int slot, Order fired) {
        order.copy(fired);
        findHoldingOfSale();
        begin(slot);
        end();
    }

    private void begin(int slot) {
        venue.portfolios.beginChange(order.portfolio());
        if (order.isBuy()) {
            wallets.releaseCash(order.portfolio(), order.heldE8());
        } else {
            wallets.releaseBase(order.holding(), order.heldE8());
        }
        venue.orders.remove(slot);
    }

    private void end() {
        venue.portfolios.endChange(order.portfolio());
    }
}
