package io.bullring.gateway.analytics;

import io.bullring.arena.metric.EquityCurve;
import io.bullring.arena.metric.SaleResults;
import java.math.BigDecimal;

/**
 * How well an agent, or all agents of an account together, traded in a period: its equity hour by hour, and its sales. Immutable.
 *
 * @param streak how many of the latest sales in a row made a profit, or, negative, a loss
 * @param tradesPerDay sales a day of the period; of everything, a day since the first sale
 */
public record Performance(EquityCurve curve, SaleResults sales, int streak, BigDecimal tradesPerDay) {}
