package io.bullring.gateway.venue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the evidence until its disk fails. Then it is set aside, so that a full disk does not end a venue whose
 * balances can still be read; it follows from the journal, and the next start writes what it lacks. On the follower's
 * thread.
 */
final class EvidencePart implements EventListener {
    private static final Logger LOG = LoggerFactory.getLogger(EvidencePart.class);

    private final String name;
    private final EventListener part;
    private boolean isSetAside;

    EvidencePart(String name, EventListener part) {
        this.name = name;
        this.part = part;
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        if (isSetAside) {
            return;
        }
        try {
            part.onCommand(sequence, timeNs, command, offset, length);
        } catch (JournalFault e) {
            setAside(e);
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
        if (isSetAside) {
            return;
        }
        try {
            part.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        } catch (JournalFault e) {
            setAside(e);
        }
    }

    @Override
    public void onBatchEnd() {
        if (isSetAside) {
            return;
        }
        try {
            part.onBatchEnd();
        } catch (JournalFault e) {
            setAside(e);
        }
    }

    private void setAside(JournalFault cause) {
        isSetAside = true;
        LOG.error("the {} is no longer written; see to its disk, the next start writes what it lacks", name, cause);
    }
}
