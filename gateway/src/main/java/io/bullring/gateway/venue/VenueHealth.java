package io.bullring.gateway.venue;

import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.journal.evidence.ChainHead;

/**
 * How a venue is at one moment.
 *
 * @param fault what halted it, in words; null: it runs
 * @param writesJournal whether it can write its journal; if not, it takes no commands, but is read as before
 * @param writesHistory whether it can write its history; if not, it takes no commands, and the history is not read either
 * @param writesChain whether the hash chain grows; if not, its disk has failed, and the next start writes what it lacks
 * @param writesEventLog the same of the event log; true when it is switched off
 * @param lastSequence last command executed
 * @param historySequence last command whose events have arrived in the history
 * @param replayedCommands commands that were replayed at the start
 * @param chainHead last complete link of the hash chain
 * @param startedNs when it began to take commands, nanoseconds since 1970, UTC
 * @param clockDriftNs how far the machine's clock was ahead of the venue's when it was last looked at
 * @param engineWaits how often the engine thread waited for the history
 * @param feed what the feed has done since it started
 * @param connection how the feed's connection to a live market is
 * @param snapshots how it stands with the snapshots
 */
public record VenueHealth(
        String fault,
        boolean writesJournal,
        boolean writesHistory,
        boolean writesChain,
        boolean writesEventLog,
        long lastSequence,
        long historySequence,
        long replayedCommands,
        ChainHead chainHead,
        long startedNs,
        long clockDriftNs,
        long engineWaits,
        FeedCounters feed,
        FeedConnection connection,
        SnapshotHealth snapshots) {

    /** Whether it takes commands. What is only evidence does not count: see {@link #writesEvidence}. */
    public boolean isHealthy() {
        return fault == null && writesJournal && writesHistory;
    }

    /** Whether chain and event log grow with the journal. */
    public boolean writesEvidence() {
        return writesChain && writesEventLog;
    }
}
