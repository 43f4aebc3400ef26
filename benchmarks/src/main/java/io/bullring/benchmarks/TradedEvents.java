package io.bullring.benchmarks;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What an engine says to a workload, kept for a while, so that whoever listens is measured without the engine. For one thread.
 */
final class TradedEvents {
    private record Told(long sequence, long timeNs, int source, long correlationId, DirectBuffer events,
            int answerOffset) {
        void to(EventListener listener) {
            listener.onEvents(sequence, timeNs, source, correlationId, events, 0, events.capacity(), answerOffset);
        }
    }

    private final EventCursor cursor = new EventCursor();
    private final List<Told> told = new ArrayList<>();
    private final EngineHost host = new EngineHost(this::keep);
    private final Workload workload;
    private long events;
    private long commands;
    private long sequence;

    TradedEvents(Workload workload) {
        this.workload = workload;
    }

    /** Has the venue opened, one command at a time, and gives what comes of it, none of which is counted. */
    void open(int openingCommands, EventListener listener) {
        for (int i = 0; i < openingCommands; i++) {
            take(1);
            giveTo(listener);
            listener.onBatchEnd();
        }
        events = 0;
        commands = 0;
    }

    /** Has the next commands executed, and keeps what comes of them instead of what was kept. */
    void take(int count) {
        told.clear();
        for (int i = 0; i < count; i++) {
            workload.next();
            host.onCommand(++sequence, workload.timeNs(), workload.buffer(), 0, workload.length());
        }
        commands += count;
    }

    void giveTo(EventListener listener) {
        told.forEach(one -> one.to(listener));
    }

    long events() {
        return events;
    }

    long commands() {
        return commands;
    }

    private void keep(
            long atSequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer buffer,
            int offset,
            int length,
            int answerOffset) {
        byte[] kept = new byte[length];
        buffer.getBytes(offset, kept);
        told.add(new Told(atSequence, timeNs, source, correlationId, new UnsafeBuffer(kept), answerOffset));
        cursor.wrap(buffer, offset, length);
        while (cursor.next()) {
            events++;
        }
    }
}
