package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.ACCOUNT_SUSPENDED;
import static io.bullring.protocol.RejectReason.AGENT_ARCHIVED;
import static io.bullring.protocol.RejectReason.NO_PARKED_PORTFOLIO;
import static io.bullring.protocol.RejectReason.PORTFOLIO_PARKED;
import static io.bullring.protocol.RejectReason.UNKNOWN_AGENT;

import io.bullring.core.account.Agent;
import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.ArchiveAgentDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.DeleteAgentDecoder;
import io.bullring.protocol.ParkPortfolioDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.ResetAgentDecoder;
import io.bullring.protocol.ReturnToPortfolioDecoder;

/** Ends agents and exchanges their portfolios: RULES.md section 7. Cold. Engine thread only. */
final class LifeDesk {
    private final VenueState venue;
    private final Funding funding;
    private final RestingOrders resting;
    private final Rejection rejection;
    private final EventSink events;

    LifeDesk(VenueState venue, Funding funding, RestingOrders resting, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.funding = funding;
        this.resting = resting;
        this.rejection = rejection;
        this.events = events;
    }

    void resetAgent(int agentId, ResetAgentDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        boolean keepsBalance = command.startingBalanceE8() == ResetAgentDecoder.startingBalanceE8NullValue();
        if (!isFreeToExchange(agent)) {
            return;
        }
        if (!keepsBalance && !funding.isBalance(command.startingBalanceE8())) {
            Rejections.send(events, rejection, venue, agent);
            return;
        }
        if (!keepsBalance) {
            agent.startingBalanceE8(command.startingBalanceE8());
        }
        int closed = agent.portfolio();
        int fresh = funding.open(agent, agent.startingBalanceE8());
        agent.portfolio(fresh);
        agent.changedNs(nowNs);
        events.agentReset(
                agentId,
                agent.account().id(),
                venue.portfolios.id(fresh),
                venue.portfolios.id(closed),
                agent.startingBalanceE8(),
                funding.worthE8(closed));
        close(closed, CancelReason.PORTFOLIO_CLOSED);
    }

    void archiveAgent(int agentId, ArchiveAgentDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null) {
            reject(UNKNOWN_AGENT, null);
            return;
        }
        agent.archive();
        agent.changedNs(nowNs);
        events.agentArchived(agentId, agent.account().id());
        resting.cancelAll(agent, CancelReason.AGENT_ARCHIVED);
    }

    void deleteAgent(int agentId, DeleteAgentDecoder command) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null) {
            reject(UNKNOWN_AGENT, null);
            return;
        }
        events.agentDeleted(agentId, agent.account().id());
        close(agent.portfolio(), CancelReason.AGENT_DELETED);
        if (agent.isParked()) {
            close(agent.parkedPortfolio(), CancelReason.AGENT_DELETED);
        }
        venue.accounts.delete(agent);
    }

    void parkPortfolio(int agentId, ParkPortfolioDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (!isFreeToExchange(agent)) {
            return;
        }
        if (!funding.isBalance(command.startingBalanceE8())) {
            Rejections.send(events, rejection, venue, agent);
            return;
        }
        int parked = agent.portfolio();
        int fresh = funding.open(agent, command.startingBalanceE8());
        agent.parkedPortfolio(parked);
        agent.portfolio(fresh);
        agent.changedNs(nowNs);
        events.portfolioParked(
                agentId,
                agent.account().id(),
                venue.portfolios.id(fresh),
                venue.portfolios.id(parked),
                command.startingBalanceE8());
        resting.leaveBooks(parked, CancelReason.PORTFOLIO_PARKED);
    }

    void returnToPortfolio(int agentId, ReturnToPortfolioDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null || !agent.isParked()) {
            reject(agent == null ? UNKNOWN_AGENT : NO_PARKED_PORTFOLIO, agent);
            return;
        }
        int closed = agent.portfolio();
        agent.portfolio(agent.parkedPortfolio());
        agent.parkedPortfolio(Agent.NOTHING_PARKED);
        agent.changedNs(nowNs);
        events.portfolioReturned(
                agentId,
                agent.account().id(),
                venue.portfolios.id(agent.portfolio()),
                venue.portfolios.id(closed),
                funding.worthE8(closed));
        close(closed, CancelReason.PORTFOLIO_CLOSED);
        if (!agent.account().isSuspended()) {
            resting.wakeAll(agent.portfolio());
        }
    }

    private boolean isFreeToExchange(Agent agent) {
        RejectReason refusal = null;
        if (agent == null) {
            refusal = UNKNOWN_AGENT;
        } else if (agent.isArchived()) {
            refusal = AGENT_ARCHIVED;
        } else if (agent.account().isSuspended()) {
            refusal = ACCOUNT_SUSPENDED;
        } else if (agent.isParked()) {
            refusal = PORTFOLIO_PARKED;
        }
        if (refusal != null) {
            reject(refusal, agent);
        }
        return refusal == null;
    }

    private void close(int portfolio, CancelReason reason) {
        resting.cancelAll(portfolio, reason);
        funding.close(portfolio);
    }

    private void reject(RejectReason reason, Agent agent) {
        Rejections.send(events, rejection, reason, venue, agent);
    }
}
