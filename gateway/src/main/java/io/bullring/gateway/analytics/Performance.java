package io.bullring.gateway.analytics;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.arena.metric.SaleResults;
import java.math.BigDecimal;

/**
 * How well an agent, or all agents of an account together, traded in a period: its equity hour by hour, and its sales. Immutable.
 *
 * @param tradesPerDay sales a day of the period; of everything, a day since the first sale
 */
public record Performance(EquityCurve curve, SaleResults sales, BigDecimal tradesPerDay) {}
