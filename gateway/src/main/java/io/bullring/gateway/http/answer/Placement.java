package io.bullring.gateway.http.answer;

import io.bullring.gateway.market.Listing;
import io.bullring.protocol.Side;

/**
 * What an answer to an order needs to know of the request. Immutable.
 *
 * @param accountId owner of the agent that orders
 * @param listing what is to be traded
 */
public record Placement(int accountId, Listing listing, Side side) {}
