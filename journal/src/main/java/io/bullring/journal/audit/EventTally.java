package io.bullring.journal.audit;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;

/** Counts what an engine said. */
public final class EventTally implements EventListener {
    private final EventCursor cursor = new EventCursor();
    private final Tally tally = new Tally();

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
        cursor.wrap(events, offset, length);
        while (cursor.next()) {
            tally.count(cursor.templateId());
        }
    }

    public Tally tally() {
        return tally;
    }
}
