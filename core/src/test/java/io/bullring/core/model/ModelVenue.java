package io.bullring.core.model;

import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.protocol.RejectReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that the venue remembers. Holds no rule but who is who. */
public final class ModelVenue {
    /** Null before the first {@code ConfigureVenue}. */
    VenueRules rules;

    /** By id; null where one has been deleted. */
    private final List<ModelAgent> agents = new ArrayList<>();

    private int agentCount;

    boolean killed;
    long lastOrderId;
    long lastFillId;
    final List<ModelAccount> accounts = new ArrayList<>();

    /** By place. */
    final SortedMap<Integer, ModelPortfolio> portfolios = new TreeMap<>();

    final List<ModelInstrument> instruments = new ArrayList<>();
    final Map<Integer, ModelFeed> feeds = new TreeMap<>();

    /** Fired ones included, in acceptance order. */
    final Map<Long, ModelOrder> openOrders = new TreeMap<>();

    /** Groups with orders left in them, in the order in which they were made. */
    final List<ModelGroup> groups = new ArrayList<>();

    /** Groups of halted books whose turn has come, in the order in which it came. */
    final List<ModelGroup> setAside = new ArrayList<>();

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
        return portfolios.values();
    }

    /** In acceptance order, fired ones included. */
    public Collection<ModelOrder> openOrders() {
        return openOrders.values();
    }

    /** Those whose halt has not ended, in the order in which they were halted. */
    public Collection<ModelPortfolio> halted() {
        return halted;
    }

    /** In the order of their ids, deleted ones left out. */
    public Stream<ModelAgent> agents() {
        return agents.stream().filter(Objects::nonNull);
    }

    public Collection<ModelInstrument> instruments() {
        return instruments;
    }

    /** A book that has more fired orders than one command works off; null when there is none. */
    public ModelInstrument bookBehind() {
        return groups.stream()
                .filter(group -> group.instrument().isBook() && group.orders().size() > rules.maxWorkPerCommand())
                .map(ModelGroup::instrument)
                .findFirst()
                .orElse(null);
    }

    /** Whether fired orders wait for a halted book. */
    public boolean isAnySetAside() {
        return !setAside.isEmpty();
    }

    /** Agents that have not been deleted. */
    public int agentCount() {
        return agentCount;
    }

    /** Of all texts of accounts, and of agents that have not been deleted, in UTF-8. */
    long textBytes() {
        return accounts.stream().mapToLong(ModelAccount::textBytes).sum()
                + agents().mapToLong(agent -> ModelTexts.bytes(agent.details)).sum();
    }

    /** The highest id of an agent so far. */
    public int lastAgentId() {
        return agents.size();
    }

    void add(ModelAgent agent) {
        agents.add(agent);
        agentCount++;
    }

    void delete(ModelAgent agent) {
        agents.set(agent.id - 1, null);
        agentCount--;
    }

    public int accountCount() {
        return accounts.size();
    }

    /** Null when there is none. */
    public ModelAccount account(int accountId) {
        return accountId >= 1 && accountId <= accounts.size() ? accounts.get(accountId - 1) : null;
    }

    /** Whether the kill switch of the whole venue is engaged. */
    public boolean isKilled() {
        return killed;
    }

    /** Null before the first {@code ConfigureVenue}. */
    public VenueRules rules() {
        return rules;
    }

    ModelAgent knownAgent(int agentId) {
        ModelAgent agent = agent(agentId);
        Refusal.unless(agent != null, RejectReason.UNKNOWN_AGENT);
        return agent;
    }

    /** The agent with this id, which must be the account's. */
    ModelAgent ownAgent(int agentId, int accountId) {
        ModelAgent agent = knownAgent(agentId);
        Refusal.unless(agent.account.id == accountId, RejectReason.UNKNOWN_AGENT);
        return agent;
    }

    ModelAccount knownAccount(int accountId) {
        ModelAccount account = account(accountId);
        Refusal.unless(account != null, RejectReason.UNKNOWN_ACCOUNT);
        return account;
    }

    /** The agent's settings if it has any, otherwise its account's; where null the venue's. */
    RiskProfile settings(ModelPortfolio portfolio) {
        ModelAgent agent = portfolio.agent;
        RiskProfile own = agent.details.riskProfile();
        return (own.equals(RiskProfile.NONE) ? agent.account.riskProfile : own).orElse(rules.riskDefaults());
    }

    /** Whether a kill switch stops the agent: its own, its account's or the venue's. */
    boolean isStopped(ModelAgent agent) {
        return agent.killed || agent.account.killed || killed;
    }

    void open(ModelOrder order) {
        openOrders.put(order.id, order);
        order.portfolio.opened(order);
    }

    /** The order is no longer open, wherever it waited. */
    void close(ModelOrder order) {
        openOrders.remove(order.id);
        order.portfolio.closed(order);
        leaveGroup(order);
    }

    /** The order is in no group any more. */
    void leaveGroup(ModelOrder order) {
        if (order.fired) {
            order.fired = false;
            for (List<ModelGroup> some : List.of(groups, setAside)) {
                some.forEach(group -> group.orders().remove(order));
                some.removeIf(group -> group.orders().isEmpty());
            }
        }
    }
}
