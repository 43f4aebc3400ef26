package io.bullring.core.account;

import io.bullring.core.fault.Check;
import io.bullring.core.market.BookFees;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The accounts and their agents, found by their ids. An id is never used twice. Engine thread only. */
public final class Accounts {
    /** Highest id of an agent. A deleted one leaves four or eight bytes behind. */
    public static final int MAX_AGENT_ID = 1 << 30;

    private final List<Account> accounts = new ArrayList<>();
    private Agent[] agents = new Agent[16];
    private int lastAgentId;
    private int agentCount;
    private long textBytes;

    /** Opens an account whose default agent is the next one to be added. */
    public Account open(
            byte[] keyDigest, byte[] keyPreview, byte[] displayName, byte[] secretHash, long nowNs) {
        Account account = new Account(
                accounts.size() + 1, lastAgentId + 1, keyDigest, keyPreview, displayName, secretHash, nowNs);
        add(account);
        return account;
    }

    private void add(Account account) {
        accounts.add(account);
        textBytes += account.textBytes();
    }

    /** The account with this id, or null. */
    public Account account(int accountId) {
        return accountId >= 1 && accountId <= accounts.size() ? accounts.get(accountId - 1) : null;
    }

    public int accountCount() {
        return accounts.size();
    }

    public void update(Account account, byte[] displayName, RiskProfile riskProfile, byte[] riskConfig) {
        textBytes -= account.textBytes();
        account.update(displayName, riskProfile, riskConfig);
        textBytes += account.textBytes();
    }

    public void update(Agent agent, AgentDetails details) {
        textBytes += details.textBytes() - agent.details().textBytes();
        agent.details(details);
    }

    public Agent addAgent(
            Account account,
            byte[] keyDigest,
            byte[] keyPreview,
            long startingBalanceE8,
            AgentDetails details,
            long nowNs) {
        Agent agent =
                new Agent(lastAgentId + 1, account, keyDigest, keyPreview, startingBalanceE8, details, nowNs);
        put(agent);
        return agent;
    }

    private void put(Agent agent) {
        lastAgentId = agent.id();
        if (lastAgentId >= agents.length) {
            agents = Arrays.copyOf(agents, Math.max(lastAgentId + 1, agents.length * 2));
        }
        agents[lastAgentId] = agent;
        agent.account().addAgent(lastAgentId);
        agentCount++;
        textBytes += agent.details().textBytes();
    }

    /** Forgets an agent that has no portfolio any more. */
    public void delete(Agent agent) {
        agents[agent.id()] = null;
        agent.account().removeAgent(agent.id());
        agentCount--;
        textBytes -= agent.details().textBytes();
    }

    /** The agent with this id, or null. */
    public Agent agent(int agentId) {
        return agentId >= 1 && agentId <= lastAgentId ? agents[agentId] : null;
    }

    /** The highest id of an agent so far. */
    public int lastAgentId() {
        return lastAgentId;
    }

    /** Agents that have not been deleted. */
    public int agentCount() {
        return agentCount;
    }

    /** Bytes of all texts of the accounts and of the agents that have not been deleted. */
    public long textBytes() {
        return textBytes;
    }

    public void writeTo(SnapshotSink sink) {
        sink.putLong(accounts.size());
        for (Account account : accounts) {
            account.writeTo(sink);
        }
        sink.putLong(lastAgentId);
        for (int id = 1; id <= lastAgentId; id++) {
            if (agents[id] == null) {
                sink.putLong(0);
            } else {
                agents[id].writeTo(sink);
            }
        }
    }

    /** Reads what {@link #writeTo} wrote, into accounts that have never been used. */
    public void readFrom(SnapshotSource source) {
        long count = source.getLong();
        for (int id = 1; id <= count; id++) {
            add(Account.readFrom(source, id));
        }
        int last = (int) source.getLong();
        for (int id = 1; id <= last; id++) {
            Account account = account((int) source.getLong());
            if (account != null) {
                put(Agent.readFrom(source, id, account));
            }
        }
        lastAgentId = last;
    }

    /** Whether any agent has fees of its own. */
    public boolean isAnyWithFees() {
        for (int id = 1; id <= lastAgentId; id++) {
            if (agents[id] != null && agents[id].fees() != null) {
                return true;
            }
        }
        return false;
    }

    /** Writes the fees of those agents that have fees of their own, in the order of their ids. */
    public void writeFeesTo(SnapshotSink sink) {
        for (int id = 1; id <= lastAgentId; id++) {
            if (agents[id] != null && agents[id].fees() != null) {
                sink.putLong(id);
                sink.putLong(agents[id].fees().makerE8());
                sink.putLong(agents[id].fees().takerE8());
            }
        }
        sink.putLong(0);
    }

    /** Reads what {@link #writeFeesTo} wrote, into the accounts of the same snapshot. */
    public void readFeesFrom(SnapshotSource source) {
        for (int id = (int) source.getLong(); id != 0; id = (int) source.getLong()) {
            Agent agent = agent(id);
            Check.that(agent != null, "fees of an agent that does not exist");
            agent.fees(new BookFees(source.getLong(), source.getLong()));
        }
    }
}
