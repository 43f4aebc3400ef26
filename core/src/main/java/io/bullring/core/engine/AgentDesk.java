package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.RISK_VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.STARTING_BALANCE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.UNKNOWN_ACCOUNT;
import static io.bullring.protocol.RejectReason.UNKNOWN_AGENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.VENUE_FULL;

import io.bullring.core.account.Account;
import io.bullring.core.account.Agent;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventSink;
import io.bullring.core.risk.Rejection;
import io.bullring.core.wallet.Wallets;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.UpdateAgentDecoder;

/** Opens accounts, creates and changes agents: RULES.md section 2. Cold; may allocate. Engine thread only. */
final class AgentDesk {
    private static final long SMALLEST_BALANCE_E8 = E8.ONE;
    private static final long LARGEST_BALANCE_E8 = 1_000_000_000L * E8.ONE;

    private final VenueState venue;
    private final Wallets wallets;
    private final Rejection rejection;
    private final EventSink events;

    AgentDesk(VenueState venue, Wallets wallets, Rejection rejection, EventSink events) {
        this.venue = venue;
        this.wallets = wallets;
        this.rejection = rejection;
        this.events = events;
    }

    void openAccount(OpenAccountDecoder command) {
        byte[] keyDigest = new byte[OpenAccountDecoder.keyDigestLength()];
        byte[] keyPreview = new byte[OpenAccountDecoder.keyPreviewLength()];
        byte[] agentKeyDigest = new byte[OpenAccountDecoder.agentKeyDigestLength()];
        byte[] agentKeyPreview = new byte[OpenAccountDecoder.agentKeyPreviewLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        command.getKeyPreview(keyPreview, 0);
        command.getAgentKeyDigest(agentKeyDigest, 0, agentKeyDigest.length);
        command.getAgentKeyPreview(agentKeyPreview, 0);
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] agentName = new byte[command.agentNameLength()];
        command.getAgentName(agentName, 0, agentName.length);
        byte[] secretHash = new byte[command.secretHashLength()];
        command.getSecretHash(secretHash, 0, secretHash.length);

        if (displayName.length == 0 || agentName.length == 0 || secretHash.length == 0) {
            reject(VALUE_OUT_OF_RANGE, 0, 0);
        } else if (isBalance(command.startingBalanceE8()) && hasRoom()) {
            Account account = venue.accounts.open(keyDigest, keyPreview, displayName, secretHash);
            events.accountOpened(
                    account.id(), account.defaultAgentId(), keyDigest, keyPreview, displayName, secretHash);
            AgentDetails details = AgentDetails.named(agentName);
            add(account.id(), agentKeyDigest, agentKeyPreview, command.startingBalanceE8(), details);
        } else {
            Rejections.send(events, rejection, 0, 0, 0);
        }
    }

    void createAgent(CreateAgentDecoder command) {
        byte[] keyDigest = new byte[CreateAgentDecoder.keyDigestLength()];
        byte[] keyPreview = new byte[CreateAgentDecoder.keyPreviewLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        command.getKeyPreview(keyPreview, 0);
        AgentDetails details = AgentTexts.read(command);
        if (!venue.accounts.hasAccount(command.accountId())) {
            reject(UNKNOWN_ACCOUNT, 0, 0);
        } else if (details.name().length == 0) {
            reject(VALUE_OUT_OF_RANGE, 0, 0);
        } else if (!isBalance(command.startingBalanceE8())) {
            Rejections.send(events, rejection, 0, 0, 0);
        } else if (!details.riskProfile().isInRange(venue.rules.maxOpenOrdersPerAgent())) {
            reject(RISK_VALUE_OUT_OF_RANGE, 0, 0);
        } else if (!hasRoom()) {
            Rejections.send(events, rejection, 0, 0, 0);
        } else {
            add(command.accountId(), keyDigest, keyPreview, command.startingBalanceE8(), details);
        }
    }

    private boolean isBalance(long amountE8) {
        return (amountE8 >= SMALLEST_BALANCE_E8 && amountE8 <= LARGEST_BALANCE_E8)
                || rejection.because(STARTING_BALANCE_OUT_OF_RANGE, amountE8, Rejection.UNSET);
    }

    private boolean hasRoom() {
        int agents = venue.accounts.agentCount();
        int allowed = venue.rules.maxAgents();
        return agents < allowed || rejection.because(VENUE_FULL, agents, allowed);
    }

    private void add(
            int accountId, byte[] keyDigest, byte[] keyPreview, long balanceE8, AgentDetails details) {
        Agent agent = venue.accounts.addAgent(accountId, keyDigest, keyPreview, balanceE8, details);
        int portfolio = venue.portfolios.open(agent.id(), balanceE8);
        agent.portfolioId(portfolio);
        wallets.fund(portfolio, balanceE8);
        venue.portfolios.endChange(portfolio);
        events.agentCreated(agent.id(), accountId, portfolio, balanceE8, keyDigest, keyPreview, details);
    }

    void updateAgent(int agentId, UpdateAgentDecoder command, long nowNs) {
        Agent agent = venue.accounts.agent(agentId);
        if (agent == null || agent.accountId() != command.accountId()) {
            reject(UNKNOWN_AGENT, 0, 0);
            return;
        }
        AgentDetails changed = AgentTexts.merge(agent.details(), command);
        if (changed.name().length == 0) {
            reject(VALUE_OUT_OF_RANGE, agentId, agent.portfolioId());
        } else if (command.fields().riskProfile()
                && !changed.riskProfile().isInRange(venue.rules.maxOpenOrdersPerAgent())) {
            reject(RISK_VALUE_OUT_OF_RANGE, agentId, agent.portfolioId());
        } else {
            agent.details(changed);
            events.agentUpdated(agentId, agent.accountId(), changed);
            checkLoss(agent, command, nowNs);
        }
    }

    private void checkLoss(Agent agent, UpdateAgentDecoder command, long nowNs) {
        if (command.fields().riskProfile()) {
            int portfolio = agent.portfolioId();
            venue.portfolios.beginChange(portfolio);
            venue.dailyLoss.check(
                    agent, portfolio, agent.limits(venue.rules.riskDefaults()), nowNs, events);
            venue.portfolios.endChange(portfolio);
        }
    }

    private void reject(RejectReason reason, int agentId, int portfolioId) {
        rejection.because(reason);
        Rejections.send(events, rejection, agentId, portfolioId, 0);
    }
}
