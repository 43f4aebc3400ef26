/**
 * Technical indicators: functions of candles, in doubles. For display and for agents; no money is counted with them.
 */
package io.bullring.arena.indicator;
