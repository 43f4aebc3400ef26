package io.bullring.gateway.event;

import io.bullring.core.engine.EventEncoder;
import io.bullring.core.port.EventListener;
import java.util.function.Consumer;

/** Plays events to a listener as an engine would: each call is one command, at the time that was set. */
public final class EventTape {
    private final EventEncoder encoder = new EventEncoder();
    private final EventListener listener;
    private long sequence;
    private long timeNs;

    public EventTape(EventListener listener) {
        this.listener = listener;
    }

    /** The time of the commands that follow. */
    public EventTape at(long nowNs) {
        timeNs = nowNs;
        return this;
    }

    /** One command, and what it caused. */
    public EventTape command(Consumer<EventEncoder> events) {
        encoder.reset();
        events.accept(encoder);
        sequence++;
        listener.onEvents(sequence, timeNs, 0, 0, encoder.buffer(), 0, encoder.length(), encoder.answerOffset());
        return this;
    }
}
