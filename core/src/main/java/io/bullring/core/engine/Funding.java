package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.STARTING_BALANCE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.TOO_MANY_AGENTS;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.Account;
import io.bullring.core.account.Accounts;
import io.bullring.core.account.Agent;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Equity;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Wallets;

/** Gives agents their portfolios and takes them back: RULES.md sections 2 and 7. Cold. Engine thread only; amounts are E8. */
final class Funding {
    private static final long SMALLEST_BALANCE_E8 = E8.ONE;
    private static final long LARGEST_BALANCE_E8 = 1_000_000_000L * E8.ONE;

    private final VenueState venue;
    private final Wallets wallets;
    private final Equity equity;
    private final Rejection rejection;
    private final EventSink events;

    Funding(VenueState venue, Wallets wallets, Equity equity, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.wallets = wallets;
        this.equity = equity;
        this.rejection = rejection;
        this.events = events;
    }

    /** Whether a portfolio may start with this amount. If not, the rejection says why. */
    boolean isBalance(long amountE8) {
        return (amountE8 >= SMALLEST_BALANCE_E8 && amountE8 <= LARGEST_BALANCE_E8)
                || rejection.because(STARTING_BALANCE_OUT_OF_RANGE, amountE8, Rejection.UNSET);
    }

    /** Whether the account may have one more agent, and the venue takes one with these texts. If not, the rejection says why. */
    boolean hasRoomForAgent(Account account, AgentDetails details) {
        int agents = account.agentCount();
        boolean mayHaveAnother = agents < VenueRules.MOST_AGENTS_PER_ACCOUNT
                || rejection.because(TOO_MANY_AGENTS, agents, VenueRules.MOST_AGENTS_PER_ACCOUNT);
        return mayHaveAnother
                && hasRoomForAgent()
                && hasRoomForTexts(details.textBytes());
    }

    /** Whether the venue takes this many bytes of texts more, or fewer than it has. If not, the rejection says why. */
    boolean hasRoomForTexts(long moreBytes) {
        long bytes = venue.accounts.textBytes() + moreBytes;
        return moreBytes <= 0
                || bytes <= VenueRules.MOST_TEXT_BYTES
                || rejection.because(VENUE_FULL, bytes, VenueRules.MOST_TEXT_BYTES);
    }

    /** Whether the venue takes one more agent. If not, the rejection says why. */
    boolean hasRoomForAgent() {
        int agents = venue.accounts.agentCount();
        boolean hasId = venue.accounts.lastAgentId() < Accounts.MAX_AGENT_ID;
        return (agents < venue.rules.maxAgents() && hasId)
                || rejection.because(VENUE_FULL, agents, venue.rules.maxAgents());
    }

    /** Creates a funded agent and says so. Returns its id. */
    int addAgent(
            Account account,
            byte[] keyDigest,
            byte[] keyPreview,
            long balanceE8,
            AgentDetails details,
            long nowNs) {
        Agent agent = venue.accounts.addAgent(account, keyDigest, keyPreview, balanceE8, details, nowNs);
        agent.portfolio(open(agent, balanceE8));
        events.agentCreated(
                agent.id(),
                account.id(),
                venue.portfolios.id(agent.portfolio()),
                balanceE8,
                keyDigest,
                keyPreview,
                details);
        return agent.id();
    }

    /** Opens a funded portfolio, which is not the agent's present one yet. Returns its place. */
    int open(Agent agent, long balanceE8) {
        int place = venue.portfolios.open(agent.id(), balanceE8);
        wallets.fund(place, balanceE8);
        venue.portfolios.endChange(place);
        return place;
    }

    /** Takes everything back from a portfolio without open orders and frees its place. */
    void close(int place) {
        venue.dailyLoss.forget(place);
        venue.placements.forget(place);
        venue.portfolios.beginChange(place);
        wallets.takeBack(place);
        venue.portfolios.close(place);
        venue.portfolios.endChange(place);
    }

    /** What a portfolio is worth at the last prices. */
    long worthE8(int place) {
        return equity.equityE8(place);
    }
}
