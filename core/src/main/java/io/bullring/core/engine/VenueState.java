package io.bullring.core.engine;

import io.bullring.core.account.Accounts;
import io.bullring.core.account.Agent;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.fault.Check;
import io.bullring.core.id.IdCounter;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.market.Instruments;
import io.bullring.core.order.Orders;
import io.bullring.core.order.Placements;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.risk.DailyLoss;
import io.bullring.core.wallet.Holdings;
import io.bullring.core.wallet.House;
import io.bullring.core.wallet.Portfolios;
import io.bullring.protocol.KillScope;
import java.util.function.IntUnaryOperator;

/**
 * Everything that the engine remembers between two commands, and nothing else. The desks share it. Engine thread only.
 */
final class VenueState {
    private static final long KILLED = 1;
    private static final long HAS_KEY_REQUESTS = 2;
    private static final long HAS_HALTS = 4;
    private static final long HAS_FEES = 8;

    final Accounts accounts = new Accounts();
    final Instruments instruments = new Instruments();
    final Portfolios portfolios = new Portfolios();
    final House house = new House();
    final Orders orders = new Orders(portfolios);
    final Books books = new Books(orders);
    final Placements placements;

    /** What was done at the request of each account, for {@link KeyRequests}. */
    final Placements keyRequests = new Placements(Placements.MOST_OF_ACCOUNT);

    final DailyLoss dailyLoss = new DailyLoss(portfolios);
    final IdCounter orderIds = new IdCounter();
    final IdCounter fillIds = new IdCounter();

    final Sweeps sweeps = new Sweeps();

    /** Null until the venue is configured. */
    VenueRules rules;

    /** Whether the kill switch of the whole venue is engaged. */
    boolean killed;

    /** Counts the changes of risk settings that agents inherit. No state: it only tells what was worked out before them. */
    private long limitsVersion = 1;

    /** @param mostPlacements that the portfolios of one account remember together */
    VenueState(int mostPlacements) {
        placements = new Placements(mostPlacements);
    }

    /** The agent if it is this account's, otherwise null. */
    Agent ownAgent(int agentId, int accountId) {
        Agent agent = accounts.agent(agentId);
        return agent != null && agent.account().id() == accountId ? agent : null;
    }

    /** What this agent may do at present. */
    RiskProfile limits(Agent agent) {
        return agent.limits(rules.riskDefaults(), limitsVersion);
    }

    /** What an agent pays in a book. */
    BookFees bookFees(Agent agent, Instrument book) {
        return agent.fees() == null ? book.bookFees() : agent.fees();
    }

    /** The kill switch that stops an agent: its own, its account's or the venue's; {@link KillScope#NULL_VAL}: none. */
    KillScope killedBy(Agent agent) {
        if (agent.isKilled()) {
            return KillScope.AGENT;
        }
        if (agent.account().isKilled()) {
            return KillScope.ACCOUNT;
        }
        return killed ? KillScope.VENUE : KillScope.NULL_VAL;
    }

    /** Inherited risk settings have changed. */
    void limitsChanged() {
        limitsVersion++;
    }

    /** Writes all of it in one fixed order, by id. */
    void writeTo(SnapshotSink sink) {
        sink.putLong(rules == null ? 0 : 1);
        if (rules != null) {
            rules.writeTo(sink);
        }
        boolean hasHalts = instruments.isAnyHalted();
        boolean hasFees = accounts.isAnyWithFees();
        sink.putLong((killed ? KILLED : 0)
                | (keyRequests.isEmpty() ? 0 : HAS_KEY_REQUESTS)
                | (hasHalts ? HAS_HALTS : 0)
                | (hasFees ? HAS_FEES : 0));
        sink.putLong(orderIds.last());
        sink.putLong(fillIds.last());
        instruments.writeTo(sink);
        accounts.writeTo(sink);
        sweeps.writeTo(sink);
        portfolios.writeTo(sink);
        house.writeTo(sink, instruments.count());
        books.writeTo(sink);
        placements.writeTo(sink);
        dailyLoss.writeTo(sink);
        if (!keyRequests.isEmpty()) { // a venue without them has the state that it had before there were any
            keyRequests.writeTo(sink);
        }
        if (hasHalts) { // and so has one in which nothing is halted
            instruments.writeHaltsTo(sink);
        }
        if (hasFees) { // and one in which no agent has fees of its own
            accounts.writeFeesTo(sink);
        }
    }

    /** Reads what {@link #writeTo} wrote, into a state that has never been used. */
    void readFrom(SnapshotSource source) {
        rules = source.getLong() == 0 ? null : VenueRules.readFrom(source);
        long flags = source.getLong();
        killed = (flags & KILLED) != 0;
        orderIds.last(source.getLong());
        fillIds.last(source.getLong());
        instruments.readFrom(source);
        for (int id = 1; id <= instruments.count(); id++) {
            house.addInstrument(id);
            books.addInstrument(instruments.byId(id));
        }
        accounts.readFrom(source);
        sweeps.readFrom(source);
        portfolios.readFrom(source);
        house.readFrom(source, instruments.count());
        books.readFrom(source, instruments);
        placements.readFrom(source, portfolios.places(), this::ownerOf);
        dailyLoss.readFrom(source);
        if ((flags & HAS_KEY_REQUESTS) != 0) {
            keyRequests.readFrom(source, accounts.accountCount() + KeyRequests.REGISTRATIONS,
                    IntUnaryOperator.identity());
        }
        if ((flags & HAS_HALTS) != 0) {
            instruments.readHaltsFrom(source);
        }
        if ((flags & HAS_FEES) != 0) {
            accounts.readFeesFrom(source);
        }
    }

    /** The account whose portfolio is at this place of a snapshot. */
    private int ownerOf(int place) {
        Agent owner = accounts.agent(portfolios.agentId(place));
        Check.that(portfolios.isOpen(place) && owner != null, "a memory of a portfolio that is nobody's");
        return owner.account().id();
    }

    Holdings holdings() {
        return portfolios.holdings();
    }
}
