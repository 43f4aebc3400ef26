package io.bullring.gateway.venue;

import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;

/** Hands events to several listeners, one after the other. Engine thread only. */
final class EventFan implements EventListener {
    private final EventListener[] listeners;

    EventFan(EventListener... inOrder) {
        listeners = inOrder.clone();
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
        for (EventListener listener : listeners) {
            listener.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        }
    }

    @Override
    public void onUnjournalled(int source, long correlationId, boolean certain) {
        for (EventListener listener : listeners) {
            listener.onUnjournalled(source, correlationId, certain);
        }
    }

    @Override
    public void onBatchEnd() {
        for (EventListener listener : listeners) {
            listener.onBatchEnd();
        }
    }
}
