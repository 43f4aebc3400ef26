package io.bullring.core.model;

import static io.bullring.core.model.Refusal.unless;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.event.EventSink;
import io.bullring.core.market.BookFees;
import io.bullring.protocol.AgentFieldsDecoder;
import io.bullring.protocol.CloneAgentDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.GrantBaseDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RotateKeyDecoder;
import io.bullring.protocol.SetAgentFeesDecoder;
import io.bullring.protocol.UpdateAgentDecoder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** New agents and changed ones: RULES.md section 2, second half, and section 7. */
final class ModelAgents {
    private static final byte[] EMPTY = {};

    private final ModelVenue venue;
    private final EventSink sink;
    private final ModelEvents events;
    private final ModelFunding funding;
    private final ModelKeyRequests requests;
    private final ModelExecution execution;

    ModelAgents(
            ModelVenue venue,
            EventSink sink,
            ModelEvents events,
            ModelFunding funding,
            ModelKeyRequests requests,
            ModelExecution execution) {
        this.venue = venue;
        this.sink = sink;
        this.events = events;
        this.funding = funding;
        this.requests = requests;
        this.execution = execution;
    }

    void createAgent(CreateAgentDecoder command, String idempotencyKey, long nowNs) {
        byte[] keyDigest = new byte[CreateAgentDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] keyPreview = new byte[CreateAgentDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        AgentDetails details = ModelTexts.of(command);
        ModelAccount account = venue.knownAccount(command.accountId());
        ModelKeyRequests.wellFormed(idempotencyKey);
        if (requests.isRepeated(account.id, idempotencyKey, nowNs)) {
            return;
        }
        unless(!account.suspended, RejectReason.ACCOUNT_SUSPENDED);
        unless(details.name().length > 0, RejectReason.VALUE_OUT_OF_RANGE);
        ModelFunding.balanceAllowed(command.startingBalanceE8());
        riskAllowed(details.riskProfile());
        funding.roomForAgent(account, details);

        add(account, Amounts.of(command.startingBalanceE8()), keyDigest, keyPreview, details);
        requests.done(account.id, idempotencyKey, nowNs, venue.lastAgentId(), account.id);
    }

    void cloneAgent(CloneAgentDecoder command, int agentId, String idempotencyKey, long nowNs) {
        byte[] keyDigest = new byte[CloneAgentDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] keyPreview = new byte[CloneAgentDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        byte[] name = new byte[command.nameLength()];
        command.getName(name, 0, name.length);
        ModelAgent source = venue.ownAgent(agentId, command.accountId());
        AgentDetails of = source.details;
        AgentDetails details = new AgentDetails(
                name,
                of.description(),
                of.llmModel(),
                of.framework(),
                of.strategyTags(),
                EMPTY,
                EMPTY,
                of.riskConfig(),
                of.riskProfile());
        try {
            ModelKeyRequests.wellFormed(idempotencyKey);
            if (requests.isRepeated(source.account.id, idempotencyKey, nowNs)) {
                return;
            }
            unless(!source.account.suspended, RejectReason.ACCOUNT_SUSPENDED);
            unless(name.length > 0, RejectReason.VALUE_OUT_OF_RANGE);
            funding.roomForAgent(source.account, details);
        } catch (Refusal refusal) {
            events.rejected(agentId, source.portfolio.id, 0, refusal);
            return;
        }
        add(source.account, source.startingBalance, keyDigest, keyPreview, details);
        requests.done(source.account.id, idempotencyKey, nowNs, venue.lastAgentId(), source.account.id);
    }

    /** Section 8. */
    void grantBase(GrantBaseDecoder command, int agentId, long nowNs) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        ModelInstrument instrument = venue.instrument(command.instrumentId());
        BigDecimal quantity = Amounts.of(command.quantityE8());
        try {
            unless(instrument != null, RejectReason.UNKNOWN_INSTRUMENT);
            unless(instrument.isBook(), RejectReason.NO_BOOK);
            unless(quantity.signum() > 0, RejectReason.VALUE_OUT_OF_RANGE);
            grant(agent, instrument, quantity, nowNs);
        } catch (Refusal refusal) {
            events.rejected(agentId, agent.portfolio.id, 0, refusal);
        }
    }

    private void grant(ModelAgent agent, ModelInstrument instrument, BigDecimal quantity, long nowNs) {
        ModelPosition before = agent.portfolio.position(instrument);
        BigDecimal cost = quantity.multiply(instrument.last).setScale(8, RoundingMode.DOWN);
        unless(
                Amounts.fits(before.quantity().add(quantity)) && Amounts.fits(before.cost.add(cost)),
                RejectReason.AMOUNT_TOO_LARGE);
        ModelPosition position = agent.portfolio.positionToBuy(instrument);
        if (position.quantity().signum() == 0) {
            position.openedAtNs = nowNs;
        }
        position.available = position.available.add(quantity);
        position.cost = position.cost.add(cost);
        venue.ledger.granted(instrument, quantity);
        sink.baseGranted(
                agent.id, agent.portfolio.id, instrument.id, Amounts.e8(quantity), Amounts.e8(cost));
    }

    void setFees(SetAgentFeesDecoder command, int agentId) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        Long maker = rate(command.makerFeeE8());
        Long taker = rate(command.takerFeeE8());
        long open = agent.portfolios()
                .stream()
                .flatMap(portfolio -> portfolio.openOrders().stream())
                .filter(order -> order.instrument.isBook())
                .count();
        try {
            unless((maker == null) == (taker == null), RejectReason.VALUE_OUT_OF_RANGE);
            unless(isFee(maker) && isFee(taker), RejectReason.VALUE_OUT_OF_RANGE);
            unless(open == 0, RejectReason.BOOK_ORDERS_OPEN, open, Refusal.NONE);
        } catch (Refusal refusal) {
            events.rejected(agentId, agent.portfolio.id, 0, refusal);
            return;
        }
        agent.fees = maker == null ? null : new BookFees(maker, taker);
        sink.agentFeesChanged(agentId, agent.account.id, agent.fees);
    }

    private static Long rate(long rateE8) {
        return rateE8 == Long.MIN_VALUE ? null : rateE8;
    }

    private static boolean isFee(Long rateE8) {
        return rateE8 == null || rateE8 >= 0 && rateE8 <= 10_000_000;
    }

    void updateAgent(UpdateAgentDecoder command, int agentId, long nowNs) {
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        boolean withRisk = command.fields().riskProfile();
        boolean withName = command.fields().name();
        AgentDetails named = ModelTexts.of(command);
        AgentDetails details = replaced(agent.details, named, command.fields());
        try {
            unless(!withName || named.name().length > 0, RejectReason.VALUE_OUT_OF_RANGE);
            riskAllowed(withRisk ? named.riskProfile() : RiskProfile.NONE);
            funding.roomForTexts(ModelTexts.bytes(details) - ModelTexts.bytes(agent.details));
        } catch (Refusal refusal) {
            events.rejected(agentId, agent.portfolio.id, 0, refusal);
            return;
        }

        agent.details = details;
        sink.agentUpdated(agentId, agent.account.id, details);
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

    void rotateKey(RotateKeyDecoder command, int agentId, String idempotencyKey, long nowNs) {
        byte[] keyDigest = new byte[RotateKeyDecoder.keyDigestLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        byte[] keyPreview = new byte[RotateKeyDecoder.keyPreviewLength()];
        command.getKeyPreview(keyPreview, 0);
        ModelAgent agent = venue.ownAgent(agentId, command.accountId());
        try {
            ModelKeyRequests.wellFormed(idempotencyKey);
            if (requests.isRepeated(agent.account.id, idempotencyKey, nowNs)) {
                return;
            }
            unless(!agent.archived, RejectReason.AGENT_ARCHIVED);
        } catch (Refusal refusal) {
            events.rejected(agentId, agent.portfolio.id, 0, refusal);
            return;
        }
        sink.keyRotated(agentId, agent.account.id, keyDigest, keyPreview);
        requests.done(agent.account.id, idempotencyKey, nowNs, agentId, agent.account.id);
    }

    /** A new agent with a fresh portfolio. */
    void add(
            ModelAccount account,
            BigDecimal startingBalance,
            byte[] keyDigest,
            byte[] keyPreview,
            AgentDetails details) {
        ModelAgent agent = new ModelAgent(venue.lastAgentId() + 1, account, startingBalance, details);
        venue.add(agent);
        agent.portfolio = funding.open(agent, startingBalance);
        sink.agentCreated(
                agent.id,
                account.id,
                agent.portfolio.id,
                Amounts.e8(startingBalance),
                keyDigest,
                keyPreview,
                details);
    }

    private void riskAllowed(RiskProfile profile) {
        unless(
                ModelSetup.isInRange(profile, venue.rules.maxOpenOrdersPerAgent()),
                RejectReason.RISK_VALUE_OUT_OF_RANGE);
    }
}
