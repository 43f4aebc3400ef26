/**
 * What came of agents: figures of the arena's metrics over the history, and who did best. Off the event loops and the engine's
 * thread; every question has a bound.
 */
package io.bullring.gateway.analytics;
