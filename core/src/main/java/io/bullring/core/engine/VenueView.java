package io.bullring.core.engine;

import io.bullring.core.account.Accounts;
import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.book.OrderBook;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.core.order.Orders;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.risk.Equity;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.Portfolios;
import io.bullring.protocol.KillScope;

/**
 * What an engine remembers, for those who look at it between two commands: the audit tool, tests. Whoever changes anything
 * through it has broken the engine. Engine thread only.
 */
public final class VenueView {
    private final VenueState venue;

    VenueView(VenueState venue) {
        this.venue = venue;
    }

    /** Null before the venue was configured. */
    public VenueRules rules() {
        return venue.rules;
    }

    public Accounts accounts() {
        return venue.accounts;
    }

    public Instruments instruments() {
        return venue.instruments;
    }

    public Portfolios portfolios() {
        return venue.portfolios;
    }

    public Orders orders() {
        return venue.orders;
    }

    /** The book of an instrument that is traded in one. */
    public OrderBook orderBook(int instrumentId) {
        return venue.books.orderBook(instrumentId);
    }

    public House house() {
        return venue.house;
    }

    public DailyLoss dailyLoss() {
        return venue.dailyLoss;
    }

    /** What a portfolio is worth at the last prices. */
    public long equityE8(int portfolio) {
        return new Equity(venue.portfolios, venue.instruments).equityE8(portfolio);
    }

    /** What this agent may do at present: its own settings, where there are none its account's, then the venue's. */
    public RiskProfile limits(Agent agent) {
        return venue.limits(agent);
    }

    /** What an agent pays in a book. */
    public BookFees bookFees(Agent agent, Instrument book) {
        return venue.bookFees(agent, book);
    }

    /** The kill switch that stops an agent; {@link KillScope#NULL_VAL}: none. */
    public KillScope killedBy(Agent agent) {
        return venue.killedBy(agent);
    }

    /** Whether an open order was fired when it must not be filled and waits to be woken. */
    public boolean isWaiting(int slot) {
        return venue.books.isWaiting(slot);
    }

    /** The highest order id and the highest fill id so far. */
    public long lastOrderId() {
        return venue.orderIds.last();
    }

    public long lastFillId() {
        return venue.fillIds.last();
    }
}
