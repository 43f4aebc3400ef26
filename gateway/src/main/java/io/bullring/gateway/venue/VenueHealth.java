package io.bullring.gateway.venue;

/**
 * How a venue is at one moment.
 *
 * @param fault what halted it, in words; null: it runs
 * @param lastSequence last command answered
 * @param historySequence last command whose events have arrived in the history
 * @param replayedCommands commands that were replayed at the start
 * @param startedNs when it began to take commands, nanoseconds since 1970, UTC
 * @param engineWaits how often the engine thread waited for the history
 */
public record VenueHealth(
        String fault,
        long lastSequence,
        long historySequence,
        long replayedCommands,
        long startedNs,
        long engineWaits) {

    public boolean isHealthy() {
        return fault == null;
    }
}
