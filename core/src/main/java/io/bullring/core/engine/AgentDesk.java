package io.bullring.core.engine;

import static io.bullring.protocol.RejectReason.ACCOUNT_SUSPENDED;
import static io.bullring.protocol.RejectReason.AGENT_ARCHIVED;
import static io.bullring.protocol.RejectReason.AMOUNT_TOO_LARGE;
import static io.bullring.protocol.RejectReason.BOOK_ORDERS_OPEN;
import static io.bullring.protocol.RejectReason.NO_BOOK;
import static io.bullring.protocol.RejectReason.RISK_VALUE_OUT_OF_RANGE;
import static io.bullring.protocol.RejectReason.UNKNOWN_ACCOUNT;
import static io.bullring.protocol.RejectReason.UNKNOWN_AGENT;
import static io.bullring.protocol.RejectReason.UNKNOWN_INSTRUMENT;
import static io.bullring.protocol.RejectReason.VALUE_OUT_OF_RANGE;

import io.bullring.core.account.Account;
import io.bullring.core.account.Agent;
import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.event.EventSink;
import io.bullring.core.fill.BookSettlement;
import io.bullring.core.fill.BookTerms;
import io.bullring.core.market.BookFees;
import io.bullring.core.market.Instrument;
import io.bullring.core.order.Orders;
import io.bullring.core.risk.Rejection;
import io.bullring.protocol.CloneAgentDecoder;
import io.bullring.protocol.CreateAgentDecoder;
import io.bullring.protocol.GrantBaseDecoder;
import io.bullring.protocol.RejectReason;
import io.bullring.protocol.RotateKeyDecoder;
import io.bullring.protocol.SetAgentFeesDecoder;
import io.bullring.protocol.UpdateAgentDecoder;

/** Creates, clones and changes agents: RULES.md sections 2, 7 and 8. Cold; may allocate. Engine thread only. */
final class AgentDesk {
    private final VenueState venue;
    private final Funding funding;
    private final KeyRequests keyRequests;
    private final BookSettlement settlement;
    private final Rejection rejection;
    private final EventSink events;

    AgentDesk(
            VenueState venue,
            Funding funding,
            KeyRequests keyRequests,
            BookSettlement settlement,
            Rejection rejection,
            EventSink events) {
        this.venue = venue;
        this.funding = funding;
        this.keyRequests = keyRequests;
        this.settlement = settlement;
        this.rejection = rejection;
        this.events = events;
    }

    void createAgent(CreateAgentDecoder command, long nowNs) {
        byte[] keyDigest = new byte[CreateAgentDecoder.keyDigestLength()];
        byte[] keyPreview = new byte[CreateAgentDecoder.keyPreviewLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        command.getKeyPreview(keyPreview, 0);
        AgentDetails details = AgentTexts.read(command);
        Account account = venue.accounts.account(command.accountId());
        if (account == null) {
            reject(UNKNOWN_ACCOUNT, null);
        } else if (isToBeDone(account, null, nowNs)) {
            createAgent(account, keyDigest, keyPreview, command.startingBalanceE8(), details, nowNs);
        }
    }

    private void createAgent(
            Account account,
            byte[] keyDigest,
            byte[] keyPreview,
            long balanceE8,
            AgentDetails details,
            long nowNs) {
        if (account.isSuspended()) {
            reject(ACCOUNT_SUSPENDED, null);
        } else if (details.name().length == 0) {
            reject(VALUE_OUT_OF_RANGE, null);
        } else if (!funding.isBalance(balanceE8)) {
            Rejections.send(events, rejection, 0, 0, 0);
        } else if (!details.riskProfile().isInRange(venue.rules.maxOpenOrdersPerAgent())) {
            reject(RISK_VALUE_OUT_OF_RANGE, null);
        } else if (!funding.hasRoomForAgent(account, details)) {
            Rejections.send(events, rejection, 0, 0, 0);
        } else {
            int created = funding.addAgent(account, keyDigest, keyPreview, balanceE8, details, nowNs);
            keyRequests.done(created, account.id(), nowNs);
        }
    }

    /** Whether the command has no name, or one under which nothing has been done. Otherwise the answer has been given. */
    private boolean isToBeDone(Account account, Agent agent, long nowNs) {
        if (!keyRequests.isWellFormed()) {
            Rejections.send(events, rejection, venue, agent);
            return false;
        }
        return !keyRequests.isRepeated(account.id(), nowNs);
    }

    void cloneAgent(int agentId, CloneAgentDecoder command, long nowNs) {
        Agent source = venue.ownAgent(agentId, command.accountId());
        byte[] keyDigest = new byte[CloneAgentDecoder.keyDigestLength()];
        byte[] keyPreview = new byte[CloneAgentDecoder.keyPreviewLength()];
        command.getKeyDigest(keyDigest, 0, keyDigest.length);
        command.getKeyPreview(keyPreview, 0);
        byte[] name = new byte[command.nameLength()];
        command.getName(name, 0, name.length);
        if (source == null) {
            reject(UNKNOWN_AGENT, null);
        } else if (isToBeDone(source.account(), source, nowNs)) {
            cloneAgent(source, keyDigest, keyPreview, name, nowNs);
        }
    }

    private void cloneAgent(Agent source, byte[] keyDigest, byte[] keyPreview, byte[] name, long nowNs) {
        AgentDetails details = source.details().cloned(name);
        if (source.account().isSuspended()) {
            reject(ACCOUNT_SUSPENDED, source);
        } else if (name.length == 0) {
            reject(VALUE_OUT_OF_RANGE, source);
        } else if (!funding.hasRoomForAgent(source.account(), details)) {
            Rejections.send(events, rejection, venue, source);
        } else {
            int clone = funding.addAgent(
                    source.account(), keyDigest, keyPreview, source.startingBalanceE8(), details, nowNs);
            keyRequests.done(clone, source.account().id(), nowNs);
        }
    }

    void updateAgent(int agentId, UpdateAgentDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null) {
            reject(UNKNOWN_AGENT, null);
            return;
        }
        boolean namesRisk = command.fields().riskProfile();
        AgentDetails changed = AgentTexts.merge(agent.details(), command);
        if (changed.name().length == 0) {
            reject(VALUE_OUT_OF_RANGE, agent);
        } else if (namesRisk && !changed.riskProfile().isInRange(venue.rules.maxOpenOrdersPerAgent())) {
            reject(RISK_VALUE_OUT_OF_RANGE, agent);
        } else if (!funding.hasRoomForTexts(changed.textBytes() - agent.details().textBytes())) {
            Rejections.send(events, rejection, venue, agent);
        } else {
            venue.accounts.update(agent, changed);
            agent.changedNs(nowNs);
            events.agentUpdated(agentId, agent.account().id(), changed);
            if (namesRisk) {
                venue.dailyLoss.check(agent, agent.portfolio(), venue.limits(agent), nowNs, events);
            }
        }
    }

    void rotateKey(int agentId, RotateKeyDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null) {
            reject(UNKNOWN_AGENT, null);
        } else if (isToBeDone(agent.account(), agent, nowNs)) {
            rotateKey(agent, command, nowNs);
        }
    }

    private void rotateKey(Agent agent, RotateKeyDecoder command, long nowNs) {
        if (agent.isArchived()) {
            reject(AGENT_ARCHIVED, agent);
        } else {
            byte[] keyDigest = new byte[RotateKeyDecoder.keyDigestLength()];
            byte[] keyPreview = new byte[RotateKeyDecoder.keyPreviewLength()];
            command.getKeyDigest(keyDigest, 0, keyDigest.length);
            command.getKeyPreview(keyPreview, 0);
            agent.key(keyDigest, keyPreview);
            agent.changedNs(nowNs);
            events.keyRotated(agent.id(), agent.account().id(), keyDigest, keyPreview);
            keyRequests.done(agent.id(), agent.account().id(), nowNs);
        }
    }

    void grantBase(int agentId, GrantBaseDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        Instrument instrument = venue.instruments.byId(command.instrumentId());
        RejectReason refusal = refusal(agent, instrument, command.quantityE8());
        if (refusal != null) {
            reject(refusal, agent);
            return;
        }
        int portfolio = agent.portfolio();
        long quantityE8 = command.quantityE8();
        long costE8 = BookTerms.notionalE8(quantityE8, instrument.lastE8());
        int row = venue.portfolios.holding(portfolio, instrument.id());
        if (costE8 == E8.OVERFLOW || !settlement.canBuy(row, quantityE8, costE8)) {
            reject(AMOUNT_TOO_LARGE, agent);
            return;
        }
        venue.portfolios.beginChange(portfolio);
        settlement.grant(portfolio, instrument.id(), quantityE8, costE8, nowNs);
        venue.portfolios.endChange(portfolio);
        events.baseGranted(agentId, venue.portfolios.id(portfolio), instrument.id(), quantityE8, costE8);
    }

    void setFees(int agentId, SetAgentFeesDecoder command, long nowNs) {
        Agent agent = venue.ownAgent(agentId, command.accountId());
        if (agent == null) {
            reject(UNKNOWN_AGENT, null);
            return;
        }
        long makerE8 = command.makerFeeE8();
        long takerE8 = command.takerFeeE8();
        boolean hasMaker = makerE8 != SetAgentFeesDecoder.makerFeeE8NullValue();
        boolean hasTaker = takerE8 != SetAgentFeesDecoder.takerFeeE8NullValue();
        boolean areWellFormed =
                hasMaker ? VenueRules.isFeeRate(makerE8) && VenueRules.isFeeRate(takerE8) : !hasTaker;
        int open = bookOrders(agent.portfolio()) + (agent.isParked() ? bookOrders(agent.parkedPortfolio()) : 0);
        if (!areWellFormed) {
            reject(VALUE_OUT_OF_RANGE, agent);
        } else if (!rejection.unless(open == 0, BOOK_ORDERS_OPEN, open, Rejection.UNSET)) {
            Rejections.send(events, rejection, venue, agent);
        } else {
            agent.fees(hasMaker ? new BookFees(makerE8, takerE8) : null);
            agent.changedNs(nowNs);
            events.agentFeesChanged(agentId, agent.account().id(), agent.fees());
        }
    }

    /** How many open orders of a portfolio are those of instruments that are traded in a book. */
    private int bookOrders(int portfolio) {
        int count = 0;
        for (int slot = venue.portfolios.firstOrder(portfolio); slot != Orders.NONE; slot =
                venue.orders.nextOfPortfolio(slot)) {
            count += venue.instruments.byId(venue.orders.instrumentAt(slot)).isBook() ? 1 : 0;
        }
        return count;
    }

    private static RejectReason refusal(Agent agent, Instrument instrument, long quantityE8) {
        if (agent == null) {
            return UNKNOWN_AGENT;
        }
        if (instrument == null) {
            return UNKNOWN_INSTRUMENT;
        }
        if (!instrument.isBook()) {
            return NO_BOOK;
        }
        return quantityE8 > 0 ? null : VALUE_OUT_OF_RANGE;
    }

    private void reject(RejectReason reason, Agent agent) {
        Rejections.send(events, rejection, reason, venue, agent);
    }
}
