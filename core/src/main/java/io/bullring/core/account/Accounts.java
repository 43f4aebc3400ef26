package io.bullring.core.account;

import io.bullring.core.port.SnapshotSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The accounts and their agents, found by their ids. Engine thread only. */
public final class Accounts {
    private final List<Account> accounts = new ArrayList<>();
    private Agent[] agents = new Agent[16];
    private int agentCount;

    /** Opens an account whose default agent is the next one to be added. */
    public Account open(byte[] keyDigest, byte[] keyPreview, byte[] displayName, byte[] secretHash) {
        Account account = new Account(
                accounts.size() + 1, agentCount + 1, keyDigest, keyPreview, displayName, secretHash);
        accounts.add(account);
        return account;
    }

    public boolean hasAccount(int accountId) {
        return accountId >= 1 && accountId <= accounts.size();
    }

    public Agent addAgent(
            int accountId, byte[] keyDigest, byte[] keyPreview, long startingBalanceE8, AgentDetails details) {
        agentCount++;
        if (agentCount == agents.length) {
            agents = Arrays.copyOf(agents, agentCount * 2);
        }
        Agent agent = new Agent(agentCount, accountId, keyDigest, keyPreview, startingBalanceE8, details);
        agents[agentCount] = agent;
        return agent;
    }

    /** The agent with this id, or null. */
    public Agent agent(int agentId) {
        return agentId >= 1 && agentId <= agentCount ? agents[agentId] : null;
    }

    public int agentCount() {
        return agentCount;
    }

    public void writeTo(SnapshotSink sink) {
        sink.putLong(accounts.size());
        for (Account account : accounts) {
            sink.putLong(account.defaultAgentId());
            sink.putBytes(account.keyDigest());
            sink.putBytes(account.keyPreview());
            sink.putBytes(account.displayName());
            sink.putBytes(account.secretHash());
        }
        sink.putLong(agentCount);
        for (int id = 1; id <= agentCount; id++) {
            writeAgent(agents[id], sink);
        }
    }

    private static void writeAgent(Agent agent, SnapshotSink sink) {
        sink.putLong(agent.accountId());
        sink.putLong(agent.portfolioId());
        sink.putLong(agent.startingBalanceE8());
        sink.putBytes(agent.keyDigest());
        sink.putBytes(agent.keyPreview());
        agent.details().writeTo(sink);
    }
}
