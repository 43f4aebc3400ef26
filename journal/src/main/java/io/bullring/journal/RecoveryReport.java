package io.bullring.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * What a replay did.
 *
 * @param commands handed on
 * @param documents read; each is one batch
 * @param lastSequence of the last command, 0 for an empty journal
 * @param lastTimeNs its time, nanoseconds since 1970; 0 for an empty journal
 * @param tornTail an uncommitted batch at the end, which was passed over
 * @param elapsed time that it took
 */
public record RecoveryReport(
        long commands,
        long documents,
        long lastSequence,
        long lastTimeNs,
        Optional<TornTail> tornTail,
        Duration elapsed) {}
