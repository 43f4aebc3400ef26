package io.bullring.journal;

import io.bullring.core.port.EventListener;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What callers were told. Written by the engine thread; read by a test when that thread has ended. */
final class Replies implements EventListener {
    /** An acknowledgement. */
    record Hit(long sequence, long timeNs, long correlationId, long eventsHash) {}

    final List<Hit> hits = new ArrayList<>();

    /** Correlation ids of commands of which it was said that nothing has happened. */
    final List<Long> handedBack = new ArrayList<>();

    /** False while the journal is replayed: nobody waits then. */
    boolean live;

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
        if (live) {
            hits.add(new Hit(sequence, timeNs, correlationId, EventTrail.hash(events, offset, length)));
        }
    }

    @Override
    public void onUnjournalled(int source, long correlationId, boolean certain) {
        if (certain) {
            handedBack.add(correlationId);
        }
    }
}
