package io.bullring.core.model;

import io.bullring.protocol.OrderType;
import io.bullring.protocol.Side;
import java.math.BigDecimal;

/**
 * What is to be executed: a market order, or a fired one.
 *
 * @param limit the price of a limit order, else null
 * @param reference the market price to execute from
 */
record ModelTrade(
        ModelPortfolio portfolio,
        ModelInstrument instrument,
        Side side,
        OrderType type,
        BigDecimal quantity,
        BigDecimal limit,
        BigDecimal reference) {}
