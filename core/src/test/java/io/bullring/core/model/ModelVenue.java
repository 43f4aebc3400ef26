package io.bullring.core.model;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.protocol.RejectReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything that the venue remembers. Holds no rule but who is who. */
public final class ModelVenue {
    /** Null before the first {@code ConfigureVenue}. */
    VenueRules rules;

    int accounts;
    long lastOrderId;
    long lastFillId;
    final List<ModelAgent> agents = new ArrayList<>();
    final List<ModelPortfolio> portfolios = new ArrayList<>();
    final List<ModelInstrument> instruments = new ArrayList<>();
    final Map<Integer, ModelFeed> feeds = new TreeMap<>();

    /** Fired ones included, in acceptance order. */
    final Map<Long, ModelOrder> openOrders = new TreeMap<>();

    /** Groups with orders left in them, in the order in which they were made. */
    final List<ModelGroup> groups = new ArrayList<>();

    /** In the order in which they became due. */
    final Set<ModelInstrument> due = new LinkedHashSet<>();

    /** In the order in which they were halted; the latch itself is in the portfolio. */
    final Set<ModelPortfolio> halted = new LinkedHashSet<>();

    final ModelLedger ledger = new ModelLedger();

    /** Null when there is none. */
    public ModelAgent agent(int agentId) {
        return agentId >= 1 && agentId <= agents.size() ? agents.get(agentId - 1) : null;
    }

    /** Null when there is none. */
    public ModelInstrument instrument(int instrumentId) {
        return instrumentId >= 1 && instrumentId <= instruments.size() ? instruments.get(instrumentId - 1) : null;
    }

    public Collection<ModelPortfolio> portfolios() {
        return portfolios;
    }

    /** In acceptance order, fired ones included. */
    public Collection<ModelOrder> openOrders() {
        return openOrders.values();
    }

    public Collection<ModelInstrument> instruments() {
        return instruments;
    }

    public int agentCount() {
        return agents.size();
    }

    public int accountCount() {
        return accounts;
    }

    /** Null before the first {@code ConfigureVenue}. */
    public VenueRules rules() {
        return rules;
    }

    /** How many orders of a portfolio are open. */
    int openOrders(ModelPortfolio portfolio) {
        return (int) openOrders.values()
                .stream()
                .filter(order -> order.portfolio == portfolio)
                .count();
    }

    ModelAgent knownAgent(int agentId) {
        ModelAgent agent = agent(agentId);
        Refusal.unless(agent != null, RejectReason.UNKNOWN_AGENT);
        return agent;
    }

    /** The agent's settings, where it has none the venue's. */
    RiskProfile settings(ModelPortfolio portfolio) {
        return portfolio.agent.details.riskProfile().orElse(rules.riskDefaults());
    }

    /** The order is no longer open, wherever it waited. */
    void close(ModelOrder order) {
        openOrders.remove(order.id);
        if (order.fired) {
            groups.forEach(group -> group.orders().remove(order));
            groups.removeIf(group -> group.orders().isEmpty());
        }
    }
}
