package io.bullring.gateway.ws;

/** What a client's message names: a channel that there is, or one that is wrong in some way. */
sealed interface NamedChannel permits Subscription, WrongChannel {}
