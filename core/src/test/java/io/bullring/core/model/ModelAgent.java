package io.bullring.core.model;

import io.bullring.core.account.AgentDetails;

/** An agent: whose it is, what is known of it, and its portfolio. */
public final class ModelAgent {
    final int id;
    final int accountId;
    AgentDetails details;
    ModelPortfolio portfolio;

    ModelAgent(int id, int accountId, AgentDetails details) {
        this.id = id;
        this.accountId = accountId;
        this.details = details;
    }

    public int id() {
        return id;
    }

    public int accountId() {
        return accountId;
    }

    public ModelPortfolio portfolio() {
        return portfolio;
    }
}
