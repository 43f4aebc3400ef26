package io.bullring.core.engine;

import io.bullring.core.account.VenueRules;
import io.bullring.core.fault.Check;
import io.bullring.core.fill.BookSettlement;
import io.bullring.core.fill.Settlement;
import io.bullring.core.order.Placements;
import io.bullring.core.port.EventListener;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import io.bullring.core.position.Positions;
import io.bullring.core.risk.Equity;
import io.bullring.core.risk.Rejection;
import io.bullring.core.risk.RiskGate;
import io.bullring.core.wallet.LedgerAudit;
import io.bullring.core.wallet.Portfolios;
import io.bullring.core.wallet.Wallets;
import org.agrona.DirectBuffer;

/**
 * The venue as a function: the same commands, with the same times, in the same order, give the same events, byte for byte.
 * It knows no clock, thread, file or socket; whatever hosts it brings the time with each command and takes the events away.
 *
 * <pre>
 *  command ──► CommandDispatcher ──► DueWork      what had become due before
 *                     │
 *                     ├──► OrderDesk ──► RiskGate ──► Settlement or Holds ──► Wallets, Positions
 *                     │                       └──► BookDesk ──► OrderBook ──► BookTrades ──► BookSettlement
 *                     ├──► PriceDesk ──► Books ──► DueWork ──► RestingOrders
 *                     ├──► AccountDesk, AgentDesk, LifeDesk ──► Funding
 *                     └──► VenueDesk                                    all speak through EventEncoder
 * </pre>
 *
 * <p>One thread at a time. Only {@link Portfolios#read} may be called by others.
 */
public final class TradingEngine {
    private final VenueState venue;
    private final ReadAhead readAhead;
    private final DueWork dueWork;
    private final CommandDispatcher dispatcher;
    private long lastTimeNs;

    /** An engine without state that writes its events into this encoder, which its host empties between commands. */
    public TradingEngine(EventEncoder events) {
        this(events, new Rejection());
    }

    /** An engine that asks every rule of an order through this rejection, for whoever wants to hear what it asks. */
    TradingEngine(EventEncoder events, Rejection rejection) {
        this(events, rejection, Placements.MOST_OF_ACCOUNT);
    }

    /** An engine that remembers fewer placements of an account, for tests. */
    TradingEngine(EventEncoder events, Rejection rejection, int mostPlacements) {
        venue = new VenueState(mostPlacements);
        readAhead = new ReadAhead(venue);
        Wallets wallets = new Wallets(venue.portfolios, venue.house);
        Positions positions = new Positions(venue.portfolios);
        Settlement settlement = new Settlement(venue.portfolios, wallets, positions, rejection);
        BookSettlement bookSettlement = new BookSettlement(venue.portfolios, wallets, positions);
        Equity equity = new Equity(venue.portfolios, venue.instruments);
        RiskGate riskGate = new RiskGate(venue.portfolios, equity, venue.dailyLoss, rejection);
        KeyRequests keyRequests = new KeyRequests(venue.keyRequests, rejection, events);
        Funding funding = new Funding(venue, wallets, equity, rejection, events);
        RestingOrders resting = new RestingOrders(venue, wallets, settlement, rejection, events);
        BookTrades trades = new BookTrades(venue, wallets, bookSettlement, resting, rejection, events);
        venue.books.listener(trades);
        BookDesk bookDesk = new BookDesk(venue, riskGate, wallets, trades, resting, rejection, events);
        dueWork = new DueWork(venue, resting, bookDesk, events);
        dispatcher = new CommandDispatcher(
                venue,
                dueWork,
                keyRequests,
                new VenueDesk(venue, rejection, events),
                new AccountDesk(venue, funding, keyRequests, resting, rejection, events),
                new AgentDesk(venue, funding, keyRequests, bookSettlement, rejection, events),
                new LifeDesk(venue, funding, resting, rejection, events),
                new OrderDesk(venue, riskGate, wallets, settlement, resting, bookDesk, rejection, events),
                new PriceDesk(venue, dueWork, rejection, events),
                rejection,
                events);
    }

    /**
     * Does what a command says, and some of what had become due before it.
     *
     * @param timeNs time of the command, nanoseconds since 1970; never before that of the command before
     * @param command CommandEnvelope, messageHeader and message at this offset
     * @throws io.bullring.core.fault.EngineFault when the engine is wrong; it must not be used any more
     */
    public void onCommand(long timeNs, DirectBuffer command, int offset) {
        Check.that(timeNs >= lastTimeNs, "time runs backwards");

        lastTimeNs = timeNs;
        dispatcher.dispatch(timeNs, command, offset);
    }

    /** When the engine will have something to do without being asked, nanoseconds since 1970; {@link Long#MAX_VALUE}: never. */
    public long nextDeadlineNs() {
        return venue.rules == null ? Long.MAX_VALUE : dueWork.deadlineNs(lastTimeNs);
    }

    /** The portfolios; other threads may {@link Portfolios#read} them. */
    public Portfolios portfolios() {
        return venue.portfolios;
    }

    /** The rules at present, null before the venue was configured. */
    public VenueRules rules() {
        return venue.rules;
    }

    /** Agents that have not been deleted. */
    public int agents() {
        return venue.accounts.agentCount();
    }

    /** Open orders of the venue. */
    public int openOrders() {
        return venue.orders.count();
    }

    /** What reads for commands before their turn. */
    ReadAhead readAhead() {
        return readAhead;
    }

    /** Adds everything up. Walks the whole state. */
    public LedgerAudit audit() {
        return new LedgerAudit(venue.portfolios, venue.house, venue.instruments.count());
    }

    /** What it remembers, to be looked at between two commands. */
    public VenueView view() {
        return new VenueView(venue);
    }

    /**
     * Tells a new listener what there is at present, as events of the schema that would have brought it about.
     *
     * @param sequence of the last command
     */
    void retellTo(EventListener listener, long sequence) {
        new Retelling(venue, listener, sequence, lastTimeNs).tell();
    }

    /** Writes the whole state in one fixed order. The time of the last command is not part of it. */
    public void writeTo(SnapshotSink sink) {
        venue.writeTo(sink);
    }

    /**
     * Takes the state over that another engine wrote; this one goes on as that one would have. It must be as it was made.
     *
     * @param timeNs time of the last command of that state, nanoseconds since 1970
     */
    public void readFrom(SnapshotSource source, long timeNs) {
        venue.readFrom(source);
        lastTimeNs = timeNs;
    }
}
