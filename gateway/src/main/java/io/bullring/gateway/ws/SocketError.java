package io.bullring.gateway.ws;

/** What a client is told that sent something wrong; the names are on the wire. None of them ends the connection by itself. */
enum SocketError {
    INVALID_CHANNEL,
    SUBSCRIPTION_LIMIT,
    UNKNOWN_ACTION,
    INVALID_MESSAGE,
    RATE_LIMIT_EXCEEDED
}
