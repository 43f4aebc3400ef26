package io.bullring.gateway.push;

import io.bullring.gateway.history.OrderRecord;

/**
 * An order has got another status.
 *
 * @param accountId of the agent's owner, also when the agent is gone by now
 * @param order as the change left it
 */
public record OrderChange(int accountId, OrderRecord order) implements Push {}
