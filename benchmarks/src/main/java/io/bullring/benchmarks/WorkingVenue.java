package io.bullring.benchmarks;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.event.EventCursor;
import io.bullring.core.fault.Check;
import io.bullring.core.port.EventListener;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.protocol.CommandEnvelopeDecoder;
import io.bullring.protocol.MessageHeaderDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.UpdatePriceDecoder;
import org.agrona.DirectBuffer;

/**
 * An engine in the middle of its day: 1,000 agents with money, positions and resting orders in 16 instruments, all risk rules
 * on. It got there by the opening of the trading workload and 100,000 commands of it. No ring and no journal; one thread.
 */
final class WorkingVenue implements EventListener {
    static final WorkloadMix MIX = WorkloadMix.trading();

    private static final int STEADY_COMMANDS = 100_000;
    private static final int MESSAGE = CommandEnvelopeDecoder.ENCODED_LENGTH;

    private final AnswerCounts answers = new AnswerCounts();
    private final EngineHost host = new EngineHost(this);
    private final EventCursor cursor = new EventCursor();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UpdatePriceDecoder price = new UpdatePriceDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final long[] lastPricesE8 = new long[MIX.instruments() + 1];
    private final Workload workload;
    private DirectBuffer events;
    private int answerOffset;
    private int eventsEnd;
    private long timeNs;

    /** A venue that has not opened yet, for a mix that has the agents and instruments of {@link #MIX}. */
    WorkingVenue(long seed, WorkloadMix mix) {
        workload = WorkloadGenerator.trading(seed, mix);
    }

    /** Plays the workload up to the middle of the day. */
    void open() {
        int count = WorkloadGenerator.openingCommands(MIX) + STEADY_COMMANDS;
        for (int i = 0; i < count; i++) {
            workload.next();
            send(workload.timeNs(), workload.buffer(), 0, workload.length());
            keepPrice();
        }
    }

    private void keepPrice() {
        header.wrap(workload.buffer(), MESSAGE);
        if (header.templateId() == UpdatePriceDecoder.TEMPLATE_ID) {
            price.wrapAndApplyHeader(workload.buffer(), MESSAGE, header);
            lastPricesE8[price.instrumentId()] = price.lastE8();
        }
    }

    /** Goes on with a command of one's own, at the mean pace of the workload. Returns how many were answered so far. */
    long send(DirectBuffer command) {
        return send(timeNs + MIX.stepNs(), command, 0, command.capacity());
    }

    /** Goes on with a command that brings its time. Returns how many were answered so far. */
    long send(long commandTimeNs, DirectBuffer buffer, int offset, int length) {
        timeNs = commandTimeNs;
        host.onCommand(host.lastSequence() + 1, timeNs, buffer, offset, length);
        return answers.commands();
    }

    @Override
    public void onEvents(
            long sequence,
            long commandTimeNs,
            int source,
            long correlationId,
            DirectBuffer newEvents,
            int offset,
            int length,
            int newAnswerOffset) {
        events = newEvents;
        answerOffset = newAnswerOffset;
        eventsEnd = offset + length;
        answers.onEvents(
                sequence, commandTimeNs, source, correlationId, newEvents, offset, length, newAnswerOffset);
    }

    /** How many events the last command caused, its answer and what it fired. */
    int eventCount() {
        int count = 0;
        cursor.wrap(events, answerOffset, eventsEnd - answerOffset);
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    /** The id of the order that was accepted last; only behind an accepted order. */
    long acceptedOrderId() {
        cursor.wrap(events, answerOffset, eventsEnd - answerOffset);
        Check.that(cursor.next(), "no answer");
        return accepted.wrapAndApplyHeader(events, cursor.offset(), cursor.messageHeader()).orderId();
    }

    /** The price that the workload left an instrument with. */
    long lastPriceE8(int instrumentId) {
        return lastPricesE8[instrumentId];
    }

    /** The rest of the workload's day; whoever takes from it must send it on, for it knows order ids by counting. */
    Workload workload() {
        return workload;
    }

    AnswerCounts answers() {
        return answers;
    }
}
