package io.bullring.gateway.ws;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.AccountDirectory;
import io.bullring.gateway.directory.Agent;
import io.bullring.gateway.directory.KeyDigest;

/**
 * What a connection may hear, and by what right. Immutable.
 *
 * @param agentId the only agent of which it hears; {@link #EVERY_AGENT}: all of the account
 * @param key with which it was opened; null: with a token
 * @param ofAgent whether the key is the agent's own
 */
record Entitlement(int accountId, int agentId, KeyDigest key, boolean ofAgent) {
    static final int EVERY_AGENT = 0;

    static Entitlement ofAgent(Agent agent) {
        return new Entitlement(agent.accountId(), agent.agentId(), agent.keyDigest(), true);
    }

    /** Of the account as a whole, or of the one agent that was named. */
    static Entitlement ofAccount(Account account, KeyDigest key, Agent only) {
        return new Entitlement(account.accountId(), only == null ? EVERY_AGENT : only.agentId(), key, false);
    }

    /** Whose requests it counts among: those of the agent whose own key it is, otherwise the account's. */
    String sender() {
        return ofAgent ? "agent " + agentId : "account " + accountId;
    }

    boolean covers(int account, int agent) {
        return agentId == EVERY_AGENT ? accountId == account : agentId == agent;
    }

    /** Whether the right is still there: it ends with the key, with the agent, and when the account is suspended. */
    boolean holds(AccountDirectory directory) {
        Account account = directory.account(accountId);
        return account != null && !account.suspended() && keyHolds(directory) && agentHolds(directory);
    }

    private boolean keyHolds(AccountDirectory directory) {
        if (key == null) {
            return true;
        }
        if (ofAgent) {
            Agent agent = directory.agentByKey(key);
            return agent != null && agent.agentId() == agentId;
        }
        Account account = directory.accountByKey(key);
        return account != null && account.accountId() == accountId;
    }

    private boolean agentHolds(AccountDirectory directory) {
        if (agentId == EVERY_AGENT) {
            return true;
        }
        Agent agent = directory.agent(agentId);
        return agent != null && !agent.archived();
    }
}
