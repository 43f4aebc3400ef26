package io.bullring.core.engine;

import io.bullring.core.account.Account;
import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.book.OrderBook;
import io.bullring.core.market.Feed;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.core.order.Order;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.FeedState;
import io.bullring.protocol.InstrumentStatus;
import io.bullring.protocol.KillScope;
import io.bullring.protocol.Side;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What there is at present, told as events of the schema: whoever keeps rules, market, accounts and agents by listening is
 * after a retelling where he would be after all events so far. So a start from a snapshot needs no second format for what
 * is read.
 *
 * <p>Each event has the time at which what it tells came about, and the sequence of the last command. It is told once how a
 * thing is, not how it became so: an agent that was renamed is created with its new name and updated at the time of its last
 * change. Of a price only the last trade is told. A feed comes up between the prices from before and those of its session, and is heard of
 * once more at the end, or gone, so that prices are as old as they are. What rests in a book is accepted with what it has left, under no name of its
 * client's; the best price first, at one price who came first, so that whoever keeps the book has its order too. Other orders, fills,
 * halts and balances are not told: they are in the history, or are read from the portfolios.
 */
final class Retelling {
    private static final int NOBODY = 0;
    private static final DirectBuffer NO_NAME = new UnsafeBuffer(0, 0);

    private final VenueState venue;
    private final EventListener listener;
    private final long sequence;
    private final long nowNs;
    private final EventEncoder events = new EventEncoder();
    private final Order order = new Order();

    Retelling(VenueState venue, EventListener listener, long sequence, long nowNs) {
        this.venue = venue;
        this.listener = listener;
        this.sequence = sequence;
        this.nowNs = nowNs;
    }

    void tell() {
        if (venue.rules == null) {
            return;
        }
        events.venueConfigured(venue.rules);
        send(nowNs);
        if (venue.killed) {
            events.killSwitchChanged(NOBODY, NOBODY, KillScope.VENUE, true);
            send(nowNs);
        }
        tellMarket(venue.instruments);
        for (int id = 1; id <= venue.accounts.accountCount(); id++) {
            tell(venue.accounts.account(id));
        }
        for (int id = 1; id <= venue.accounts.lastAgentId(); id++) {
            Agent agent = venue.accounts.agent(id);
            if (agent != null) {
                tell(agent);
            }
        }
        for (int id = 1; id <= venue.instruments.count(); id++) {
            if (venue.instruments.byId(id).isBook()) {
                tell(venue.books.orderBook(id));
            }
        }
        listener.onBatchEnd();
    }

    private void tellMarket(Instruments instruments) {
        for (int id = 1; id <= instruments.count(); id++) {
            tell(instruments.byId(id));
        }
        tellPrices(instruments, false);
        for (int id = 1; id <= Instruments.MAX_FEED_ID; id++) {
            Feed feed = instruments.feed(id);
            if (feed != null && feed.session() > 0) {
                events.feedChanged(id, FeedState.UP, feed.reason());
                send(feed.isUp() ? feed.changedNs() : feed.lastMessageNs());
            }
        }
        tellPrices(instruments, true);
        for (int id = 1; id <= Instruments.MAX_FEED_ID; id++) {
            Feed feed = instruments.feed(id);
            if (feed != null && feed.session() > 0) {
                events.feedChanged(id, feed.isUp() ? FeedState.UP : FeedState.DOWN, feed.reason());
                send(feed.isUp() ? feed.lastMessageNs() : feed.changedNs());
            }
        }
    }

    /** @param inSession those that came since their feed came up, or those from before */
    private void tellPrices(Instruments instruments, boolean inSession) {
        for (int id = 1; id <= instruments.count(); id++) {
            Instrument instrument = instruments.byId(id);
            long lastE8 = instrument.lastE8();
            boolean isTraded = lastE8 > 0 && !(instrument.isBook() && instrument.tradeId() == 0);
            if (isTraded && instrument.isPricedInSession() == inSession) {
                events.priceUpdated(
                        id, 1, lastE8, lastE8, lastE8, 0, instrument.tradeTimeNs(), instrument.tradeId());
                send(instrument.pricedNs());
            }
        }
    }

    /** A book is told with its price, hence at the time of that. */
    private void tell(Instrument instrument) {
        if (instrument.isBook()) {
            events.bookDefined(
                    instrument.id(), instrument.terms(), instrument.bookFees(), instrument.lastE8());
            send(instrument.pricedNs()); // the opening price is as old as the book
        } else {
            events.instrumentDefined(instrument.id(), instrument.terms());
            send(nowNs);
        }
        if (instrument.isHalted()) {
            events.instrumentStatusChanged(instrument.id(), InstrumentStatus.HALTED);
            send(nowNs);
        }
    }

    private void tell(Account account) {
        events.accountOpened(
                account.id(),
                account.defaultAgentId(),
                account.keyDigest(),
                account.keyPreview(),
                account.displayName(),
                account.secretHash());
        send(account.createdNs());
        if (!account.riskProfile().equals(RiskProfile.NONE) || account.riskConfig().length > 0) {
            events.accountUpdated(
                    account.id(), account.riskProfile(), account.displayName(), account.riskConfig());
            send(nowNs);
        }
        if (account.isSuspended()) {
            events.accountStatusChanged(account.id(), account.status());
            send(nowNs);
        }
        if (account.isKilled()) {
            events.killSwitchChanged(NOBODY, account.id(), KillScope.ACCOUNT, true);
            send(nowNs);
        }
    }

    private void tell(Agent agent) {
        int accountId = agent.account().id();
        int own = agent.isParked() ? agent.parkedPortfolio() : agent.portfolio();
        events.agentCreated(
                agent.id(),
                accountId,
                venue.portfolios.id(own),
                agent.startingBalanceE8(),
                agent.keyDigest(),
                agent.keyPreview(),
                agent.details());
        send(agent.createdNs());
        if (agent.isParked()) {
            events.portfolioParked(
                    agent.id(),
                    accountId,
                    venue.portfolios.id(agent.portfolio()),
                    venue.portfolios.id(own),
                    venue.portfolios.startingBalanceE8(agent.portfolio()));
            send(agent.changedNs());
        }
        if (agent.isKilled()) {
            events.killSwitchChanged(agent.id(), accountId, KillScope.AGENT, true);
            send(agent.changedNs());
        }
        if (agent.fees() != null) {
            events.agentFeesChanged(agent.id(), accountId, agent.fees());
            send(agent.changedNs());
        }
        if (agent.isArchived()) {
            events.agentArchived(agent.id(), accountId);
            send(agent.changedNs());
        }
        if (agent.changedNs() > agent.createdNs()) {
            events.agentUpdated(agent.id(), accountId, agent.details());
            send(agent.changedNs());
        }
    }

    private void tell(OrderBook book) {
        book.orders(Side.BUY, this::tellResting);
        book.orders(Side.SELL, this::tellResting);
    }

    private boolean tellResting(long orderId, int owner, long priceE8, long quantityE8) {
        int slot = venue.orders.slotOf(orderId);
        venue.orders.read(slot, order);
        BookDesk.tellAccepted(events, venue, order, NO_NAME);
        send(venue.orders.acceptedNs(slot));
        return true;
    }

    private void send(long timeNs) {
        listener.onEvents(sequence, timeNs, NOBODY, NOBODY, events.buffer(), 0, events.length(), 0);
        events.reset();
    }
}
