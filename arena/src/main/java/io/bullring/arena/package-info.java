/**
 * Sessions that run private engines over recorded markets, battles between agents, and the metrics that judge them.
 *
 * <p>Floating point is allowed here and nowhere below: a Sharpe ratio is a statistic, a balance is not.
 */
package io.bullring.arena;
