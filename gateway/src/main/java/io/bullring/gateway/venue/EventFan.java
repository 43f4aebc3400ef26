package io.bullring.gateway.venue;

import io.bullring.core.port.EventListener;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Hands events to several listeners, one after the other, and the commands to those of them that hear them too: calls for each command
 * that do nothing would cost the engine thread time. One thread at a time.
 */
final class EventFan implements EventListener {
    private final LongConsumer batchEndNs;
    private final EventListener[] commandListeners;
    private final EventListener[] listeners;

    /** @param commandListeners those of them that hear the commands too */
    EventFan(List<EventListener> commandListeners, EventListener... inOrder) {
        this(tookNs -> {}, commandListeners, inOrder);
    }

    /** @param batchEndNs told how long the end of a batch took them all */
    EventFan(LongConsumer batchEndNs, List<EventListener> commandListeners, EventListener... inOrder) {
        this.batchEndNs = batchEndNs;
        this.commandListeners = commandListeners.toArray(new EventListener[0]);
        listeners = inOrder.clone();
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer command, int offset, int length) {
        for (EventListener listener : commandListeners) {
            listener.onCommand(sequence, timeNs, command, offset, length);
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
        long beganNs = System.nanoTime();
        for (EventListener listener : listeners) {
            listener.onBatchEnd();
        }
        batchEndNs.accept(System.nanoTime() - beganNs);
    }
}
