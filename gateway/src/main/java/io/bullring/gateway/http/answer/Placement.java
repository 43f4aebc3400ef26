package io.bullring.gateway.http.answer;

import io.bullring.gateway.market.Listing;
import io.bullring.protocol.Side;

/**
 * What an answer to an order needs to know of the request. Immutable.
 *
 * @param accountId owner of the agent that orders
 * @param listing what is to be traded
 * @param quantityE8 base asset
 * @param isNamed whether it has a client order id, under which the engine remembers what it answers
 */
public record Placement(int accountId, Listing listing, Side side, long quantityE8, boolean isNamed) {}
