package io.bullring.gateway.http;

import io.bullring.gateway.directory.Account;
import io.bullring.gateway.directory.Agent;

/**
 * Whom a request is about: one agent, or an account as a whole.
 *
 * @param agent whose key was sent, or whom the request names; null: the account as a whole
 * @param byAgentItself whether it was the agent's own key
 */
record Scope(Account account, Agent agent, boolean byAgentItself) {}
