package io.bullring.benchmarks.load;

import io.bullring.benchmarks.latency.Delays;

/**
 * What became of the requests of one round.
 *
 * @param answered with the status that was expected
 * @param refused with any other
 * @param elapsedNs from the start to the last answer
 * @param latencies of all that were answered, from when they were due
 */
record Outcome(long answered, long refused, long elapsedNs, Delays latencies) {
    double perSecond() {
        return answered * 1e9 / elapsedNs;
    }
}
