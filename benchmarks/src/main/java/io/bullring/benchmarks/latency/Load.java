package io.bullring.benchmarks.latency;

/**
 * What a trial sends.
 *
 * @param perSecond commands a second
 * @param warmUpSeconds for how long at this rate before anything is measured
 * @param seconds for how long it is measured
 */
record Load(int perSecond, int warmUpSeconds, int seconds) {
    int warmUpCommands() {
        return Math.multiplyExact(perSecond, warmUpSeconds);
    }

    int commands() {
        return Math.multiplyExact(perSecond, seconds);
    }
}
