package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.AnswerCounts;

/**
 * What a trial gave.
 *
 * @param latencies of all measured commands, nanoseconds from when they were due
 * @param pressed measured commands that met pressure at least once
 * @param elapsedNs from when the first measured command was due to the last reply
 * @param answers what measured commands were answered with
 */
record TrialResult(Delays latencies, long pressed, long elapsedNs, AnswerCounts answers) {}
