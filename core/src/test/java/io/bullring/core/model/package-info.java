/**
 * The venue a second time, slow and obvious: RULES.md in decimals, lists and maps, to compare the engine with. Shares with
 * the engine the generated codecs, the records of {@code account} and {@code market}, and the event sink; no rule.
 */
package io.bullring.core.model;
