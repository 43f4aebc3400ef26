package io.bullring.gateway.reply;

import io.bullring.protocol.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the engine answered to one command: its first own event (RULES.md section 1), or nothing (AdvanceTime, a
 * repeated FeedStatus), and of an order in a book what became of it. Or what became of a command that the engine never saw, because the journal could not be written. A reused view, only valid during the call that hands it over.
 */
public final class Answer {
    /** {@link #templateId()} of an answer without an event. */
    public static final int NO_EVENT = 0;

    /** In the place of a sequence: not journalled, nothing has happened. */
    static final long NOT_JOURNALLED = 0;

    /** In the place of a sequence: whether it is in the journal is only known after the next start. */
    static final long PERHAPS_JOURNALLED = -1;

    private final UnsafeBuffer event = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Outcome outcome = new Outcome();
    private long sequence;
    private long timeNs;

    void wrap(long commandSequence, long commandTimeNs, DirectBuffer buffer, int offset, int length) {
        sequence = commandSequence;
        timeNs = commandTimeNs;
        event.wrap(buffer, offset, length);
        if (length > 0) {
            header.wrap(event, 0);
        }
    }

    void wrapOutcome(DirectBuffer buffer, int offset, int length) {
        outcome.wrap(buffer, offset, length);
    }

    /** Whether the engine has seen the command; if not, there is neither sequence nor event. */
    public boolean isJournalled() {
        return sequence > 0;
    }

    /** Of a command that the engine has not seen: whether it is certain that it never will. */
    public boolean isCertainlyNotJournalled() {
        return sequence == NOT_JOURNALLED;
    }

    /** Place of the command in the venue's history. */
    public long sequence() {
        return sequence;
    }

    /** Time of the command, nanoseconds since 1970, UTC. */
    public long timeNs() {
        return timeNs;
    }

    /** Template of the event, or {@link #NO_EVENT}. */
    public int templateId() {
        return event.capacity() == 0 ? NO_EVENT : header.templateId();
    }

    /** The event's header, as a decoder's {@code wrapAndApplyHeader(answer.event(), 0, answer.header())} wants it. */
    public MessageHeaderDecoder header() {
        return header;
    }

    /** messageHeader and event, from 0; empty when there is none. */
    public DirectBuffer event() {
        return event;
    }

    /** What became of the order that the event is about; null when it is about none in a book, or when nobody has made room for it. */
    public Outcome outcome() {
        return outcome.isThere() ? outcome : null;
    }
}
