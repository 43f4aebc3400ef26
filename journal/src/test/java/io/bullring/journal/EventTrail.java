package io.bullring.journal;

import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;

/** Remembers what the last command caused, as a number to compare. */
final class EventTrail implements EventListener {
    private long lastHash;

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
        lastHash = hash(events, offset, length);
    }

    long lastHash() {
        return lastHash;
    }

    /** FNV-1a of all bytes. */
    static long hash(DirectBuffer events, int offset, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ events.getByte(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
