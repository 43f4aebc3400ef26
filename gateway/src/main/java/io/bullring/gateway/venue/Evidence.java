package io.bullring.gateway.venue;

import io.bullring.core.port.EventListener;
import io.bullring.journal.EventLog;
import io.bullring.journal.evidence.ChainHead;
import io.bullring.journal.evidence.HashChain;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the venue keeps for those who do not trust it: the hash chain and, unless it is switched off, the event log. Both
 * follow from the journal: what they lack is written during the replay, what they have is compared or passed over. On the
 * follower's thread; {@link #head}, {@link #checkpoint}, {@link #writesChain} and {@link #writesEventLog} are for any.
 */
final class Evidence implements EventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

    private final VenueConfig config;
    private final OpenedParts parts = new OpenedParts();
    private HashChain chain;
    private EventLog eventLog;
    private EvidencePart keptChain;
    private EvidencePart keptEventLog;

    Evidence(VenueConfig config) {
        this.config = config;
    }

    /**
     * Opens both, before the replay; the journal's lock must be held.
     *
     * @throws io.bullring.journal.evidence.EvidenceDamage when the chain's file is none
     * @throws io.bullring.journal.EventLogDamage when the event log's end is damaged
     */
    void open() {
        chain = parts.add(HashChain.open(config.journalDirectory()));
        keptChain = new EvidencePart("hash chain", chain);
        if (chain.droppedBytes() > 0) {
            LOG.warn(
                    "dropped {} bytes behind the last sound link of {}, command {}: they are written again from the journal",
                    chain.droppedBytes(),
                    chain.path(),
                    chain.checkpoint());
        }
        if (config.eventLog()) {
            eventLog = parts.add(EventLog.open(config.eventLogDirectory()));
            keptEventLog = new EvidencePart("event log", eventLog);
        }
    }

    /**
     * Says after the replay whether all of it ends where the journal ends, and what was made anew.
     *
     * @throws io.bullring.journal.evidence.EvidenceDamage when the chain goes on behind the journal
     * @throws io.bullring.journal.EventLogDamage when the event log does, as after a power failure
     * @throws io.bullring.journal.CommandsMissing when it does, and no power failure explains it
     */
    void checkEnd(long lastSequence) {
        chain.checkEnd(lastSequence);
        if (chain.isNew() && chain.checkpoint() > 0) {
            LOG.warn("the hash chain was missing, and is rebuilt from the journal up to {}", chain.head());
        }
        if (eventLog != null) {
            eventLog.checkEnd(lastSequence, config.journal().durability());
            if (eventLog.isNew() && lastSequence > 0) {
                LOG.warn("the event log was missing, and is rebuilt from the journal up to command {}", lastSequence);
            }
        }
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        keptChain.onCommand(sequence, timeNs, command, offset, length);
        if (keptEventLog != null) {
            keptEventLog.onCommand(sequence, timeNs, command, offset, length);
        }
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        keptChain.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        if (keptEventLog != null) {
            keptEventLog.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        }
    }

    @Override
    public void onBatchEnd() {
        if (keptEventLog != null) {
            keptEventLog.onBatchEnd();
        }
    }

    /** Whether the chain grows: its disk has not failed. */
    boolean writesChain() {
        return !keptChain.isSetAside();
    }

    /** Whether the event log grows, or is switched off. */
    boolean writesEventLog() {
        return keptEventLog == null || !keptEventLog.isSetAside();
    }

    /** The last complete link of the chain. */
    ChainHead head() {
        return chain.head();
    }

    /** Everything up to here is on disk in all of it: a replay must begin there or before. */
    long checkpoint() {
        return eventLog == null ? chain.checkpoint() : Math.min(chain.checkpoint(), eventLog.checkpoint());
    }

    /** The follower must have stopped before. */
    @Override
    public void close() {
        parts.close();
    }
}
