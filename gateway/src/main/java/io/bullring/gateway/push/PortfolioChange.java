package io.bullring.gateway.push;

/**
 * An agent has got another portfolio, or more in it, without an order: it was reset, say.
 *
 * @param accountId of the agent's owner, also when the agent is gone by now
 */
public record PortfolioChange(int accountId, int agentId) implements Push {}
