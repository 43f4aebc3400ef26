package io.bullring.gateway.ws;

import io.bullring.gateway.http.answer.Refusal;
import io.vertx.core.http.HttpServerResponse;

/** Counts connections and subscriptions among the requests of whoever asks for them. For one event loop. */
@FunctionalInterface
public interface RequestGate {
    /** Counts nothing. */
    RequestGate OPEN = (sender, responseOrNull) -> null;

    /**
     * Counts one more; null: it may be.
     *
     * @param sender an agent or an account, by the name under which its requests are counted
     * @param responseOrNull of the request that asks for a connection, to be told what is left; null: a message asks
     */
    Refusal refusalOrNull(String sender, HttpServerResponse responseOrNull);
}
