package io.bullring.gateway.venue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of the evidence until its disk fails. Then it is set aside: the venue goes on, also taking commands, since the part follows
 * from the journal, and the next start writes what it lacks. An {@link InternalError} is a page of a mapped file that the disk had no
 * room for. On the follower's thread; {@link #isSetAside} is for any.
 */
final class EvidencePart implements EventListener {
    private static final Logger LOG = LoggerFactory.getLogger(EvidencePart.class);

    private final String name;
    private final EventListener part;
    private volatile boolean isSetAside;

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
        } catch (JournalFault | InternalError e) {
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
        } catch (JournalFault | InternalError e) {
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
        } catch (JournalFault | InternalError e) {
            setAside(e);
        }
    }

    private void setAside(Error cause) {
        isSetAside = true;
        LOG.error("the {} is no longer written; see to its disk, the next start writes what it lacks", name, cause);
    }

    /** Whether it is no longer written. */
    boolean isSetAside() {
        return isSetAside;
    }
}
