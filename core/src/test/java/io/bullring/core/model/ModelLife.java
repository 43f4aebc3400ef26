package io.bullring.core.model;

import static io.bullring.core.model.Amounts.e8;
import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.event.EventSink;
import io.bullring.protocol.ArchiveAgentDecoder;
import io.bullring.protocol.CancelReason;
import io.bullring.protocol.DeleteAgentDecoder;
import io.bullring.protocol.ParkPortfolioDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.ResetAgentDecoder;
import io.bullring.protocol.ReturnToPortfolioDecoder;

/** Agents that end, and that exchange their portfolios: the table of RULES.md section 7. */
final class ModelLife {
    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelFunding funding;
    private final ModelResting resting;

    ModelLife(ModelVenue venue, EventSink sink, ModelEvents events, ModelFunding funding, ModelResting resting) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.funding = funding;
        this.resting = resting;
    }

    void resetAgent(ResetAgentDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        long balanceE8 = command.startingBalanceE8() == ResetAgentDecoder.startingBalanceE8NullValue()
                ? e8(agent.startingBalance)
                : command.startingBalanceE8();
        if (!mayExchange(agent, balanceE8)) {
            return;
        }
        agent.startingBalance = Amounts.of(balanceE8);
        ModelPortfolio former = agent.portfolio;
        agent.portfolio = funding.open(agent, agent.startingBalance);
        sink.agentReset(
                agentId, agent.account.id, agent.portfolio.id, former.id, balanceE8, e8(former.equity()));
        funding.close(former, CancelReason.PORTFOLIO_CLOSED);
    }

    void parkPortfolio(ParkPortfolioDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        long balanceE8 = command.startingBalanceE8();
        if (!mayExchange(agent, balanceE8)) {
            return;
        }
        agent.parked = agent.portfolio;
        agent.portfolio = funding.open(agent, Amounts.of(balanceE8));
        sink.portfolioParked(agentId, agent.account.id, agent.portfolio.id, agent.parked.id, balanceE8);
        resting.leaveBooks(agent.parked, CancelReason.PORTFOLIO_PARKED);
    }

    private boolean mayExchange(ModelAgent agent, long balanceE8) {
        try {
            unless(!agent.archived, RejectReason.AGENT_ARCHIVED);
            unless(!agent.account.suspended, RejectReason.ACCOUNT_SUSPENDED);
            unless(agent.parked == null, RejectReason.PORTFOLIO_PARKED);
            ModelFunding.balanceAllowed(balanceE8);
            return true;
        } catch (Refusal refusal) {
            events.rejected(agent.id, agent.portfolio.id, 0, refusal);
            return false;
        }
    }

    void returnToPortfolio(ReturnToPortfolioDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        if (agent.parked == null) {
            events.rejected(agentId, agent.portfolio.id, 0, new Refusal(RejectReason.NO_PARKED_PORTFOLIO));
            return;
        }
        ModelPortfolio other = agent.portfolio;
        agent.portfolio = agent.parked;
        agent.parked = null;
        sink.portfolioReturned(agentId, agent.account.id, agent.portfolio.id, other.id, e8(other.equity()));
        funding.close(other, CancelReason.PORTFOLIO_CLOSED);
        if (!agent.account.suspended) {
            resting.wakeAll(agent.portfolio);
        }
    }

    void archiveAgent(ArchiveAgentDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        agent.archived = true;
        sink.agentArchived(agentId, agent.account.id);
        resting.cancelAll(agent, CancelReason.AGENT_ARCHIVED);
    }

    void deleteAgent(DeleteAgentDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        sink.agentDeleted(agentId, agent.account.id);
        agent.portfolios().forEach(portfolio -> funding.close(portfolio, CancelReason.AGENT_DELETED));
        venue.delete(agent);
    }
}
