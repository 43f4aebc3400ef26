package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.event.EventSink;
import io.bullring.protocol.AgentFieldsDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.OpenAccountDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.UpdateAgentDecoder;
import java.math.BigDecimal;

/** Accounts and agents: RULES.md section 2, second half. */
final class ModelAccounts {
    private static final long LEAST_BALANCE_E8 = 100_000_000L;
    private static final long MOST_BALANCE_E8 = 1_000_000_000L * 100_000_000L;

    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelExecution execution;

    ModelAccounts(ModelVenue venue, EventSink sink, ModelEvents events, ModelExecution execution) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.execution = execution;
    }

    void openAccount(OpenAccountDecoder command) {
        byte[] displayName = new byte[command.displayNameLength()];
        command.getDisplayName(displayName, 0, displayName.length);
        byte[] agentName = new byte[command.agentNameLength()];
        command.getAgentName(agentName, 0, agentName.length);
        byte[] secretHash = new byte[command.secretHashLength()];
        command.getSecretHash(secretHash, 0, secretHash.length);
        unless(
                displayName.length > 0 && agentName.length > 0 && secretHash.length > 0,
                RejectReason.VALUE_OUT_OF_RANGE);
        balanceAllowed(command.startingBalanceE8());
        roomForAgent();

        byte[] keyDigest = new byte[OpenAccountDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] agentKeyDigest = new byte[OpenAccountDecoder.agentKeyDigestLength()];
        command.getAgentKeyDigest(agentKeyDigest, 0, agentKeyDigest.length);
        byte[] keyPreview = new byte[OpenAccountDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        byte[] agentKeyPreview = new byte[OpenAccountDecoder.agentKeyPreviewLength()];
        command.getAgentKeyPreview(agentKeyPreview, 0);

        venue.accounts++;
        int defaultAgentId = venue.agents.size() + 1;
        sink.accountOpened(venue.accounts, defaultAgentId, keyDigest, keyPreview, displayName, secretHash);
        add(
                venue.accounts,
                command.startingBalanceE8(),
                agentKeyDigest,
                agentKeyPreview,
                AgentDetails.named(agentName));
    }

    void createAgent(CreateAgentDecoder command) {
        byte[] keyDigest = new byte[CreateAgentDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] keyPreview = new byte[CreateAgentDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        AgentDetails details = ModelTexts.of(command);
        unless(command.accountId() >= 1 && command.accountId() <= venue.accounts, RejectReason.UNKNOWN_ACCOUNT);
        unless(details.name().length > 0, RejectReason.VALUE_OUT_OF_RANGE);
        balanceAllowed(command.startingBalanceE8());
        riskAllowed(details.riskProfile());
        roomForAgent();

        add(command.accountId(), command.startingBalanceE8(), keyDigest, keyPreview, details);
    }

    void updateAgent(UpdateAgentDecoder command, int agentId, long nowNs) {
        ModelAgent agent = venue.knownAgent(agentId);
        unless(agent.accountId == command.accountId(), RejectReason.UNKNOWN_AGENT);
        boolean withRisk = command.fields().riskProfile();
        boolean withName = command.fields().name();
        AgentDetails named = ModelTexts.of(command);
        AgentDetails details = replaced(agent.details, named, command.fields());
        try {
            unless(!withName || named.name().length > 0, RejectReason.VALUE_OUT_OF_RANGE);
            riskAllowed(withRisk ? named.riskProfile() : RiskProfile.NONE);
        } catch (Refusal refusal) {
            events.rejected(agentId, agent.portfolio.id, 0, refusal);
            return;
        }

        agent.details = details;
        sink.agentUpdated(agentId, agent.accountId, details);
        if (withRisk) {
            execution.haltIfLossReached(agent.portfolio, nowNs);
        }
    }

    private static AgentDetails replaced(AgentDetails before, AgentDetails named, AgentFieldsDecoder fields) {
        return new AgentDetails(
                fields.name() ? named.name() : before.name(),
                fields.description() ? named.description() : before.description(),
                fields.llmModel() ? named.llmModel() : before.llmModel(),
                fields.framework() ? named.framework() : before.framework(),
                fields.strategyTags() ? named.strategyTags() : before.strategyTags(),
                fields.avatarUrl() ? named.avatarUrl() : before.avatarUrl(),
                fields.color() ? named.color() : before.color(),
                fields.riskProfile() ? named.riskConfig() : before.riskConfig(),
                fields.riskProfile() ? named.riskProfile() : before.riskProfile());
    }

    private void add(
            int accountId, long startingBalanceE8, byte[] keyDigest, byte[] keyPreview, AgentDetails details) {
        BigDecimal startingBalance = Amounts.of(startingBalanceE8);
        ModelAgent agent = new ModelAgent(venue.agents.size() + 1, accountId, details);
        agent.portfolio = new ModelPortfolio(venue.portfolios.size() + 1, agent, startingBalance);
        venue.agents.add(agent);
        venue.portfolios.add(agent.portfolio);
        venue.ledger.issued(startingBalance);
        sink.agentCreated(
                agent.id, accountId, agent.portfolio.id, startingBalanceE8, keyDigest, keyPreview, details);
    }

    private static void balanceAllowed(long startingBalanceE8) {
        unless(
                startingBalanceE8 >= LEAST_BALANCE_E8 && startingBalanceE8 <= MOST_BALANCE_E8,
                RejectReason.STARTING_BALANCE_OUT_OF_RANGE,
                startingBalanceE8,
                Refusal.NONE);
    }

    private void riskAllowed(RiskProfile profile) {
        unless(
                ModelSetup.isInRange(profile, venue.rules.maxOpenOrdersPerAgent()),
                RejectReason.RISK_VALUE_OUT_OF_RANGE);
    }

    private void roomForAgent() {
        int count = venue.agents.size();
        unless(count < venue.rules.maxAgents(), RejectReason.VENUE_FULL, count, venue.rules.maxAgents());
    }
}
