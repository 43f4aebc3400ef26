package io.bullring.benchmarks;

import io.bullring.core.event.EventCursor;
import io.bullring.core.port.EventListener;
import io.bullring.protocol.CommandRejectedDecoder;
import io.bullring.protocol.OrderAcceptedDecoder;
import io.bullring.protocol.OrderCancelledDecoder;
import io.bullring.protocol.OrderFilledDecoder;
import io.bullring.protocol.PriceUpdatedDecoder;
import io.bullring.protocol.RejectReason;
import org.agrona.DirectBuffer;

/**
 * Counts what commands were answered with, so that a measurement can show that the venue did what it was measured for and did
 * not refuse it. Allocates nothing; written by the engine's thread, read when that has ended.
 */
public final class AnswerCounts implements EventListener {
    private static final int TEMPLATES = 256;

    private final EventCursor cursor = new EventCursor();
    private final CommandRejectedDecoder rejected = new CommandRejectedDecoder();
    private final long[] byTemplate = new long[TEMPLATES];
    private long commands;
    private long late;

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
        commands++;
        cursor.wrap(events, answerOffset, offset + length - answerOffset);
        if (cursor.next()) {
            count(cursor.templateId());
        }
    }

    /** The first event of an answer says what it is. */
    private void count(int template) {
        byTemplate[template & TEMPLATES - 1]++;
        if (template == CommandRejectedDecoder.TEMPLATE_ID) {
            rejected.wrapAndApplyHeader(cursor.buffer(), cursor.offset(), cursor.messageHeader());
            late += rejected.reasonRaw() == RejectReason.ORDER_NOT_OPEN.value() ? 1 : 0;
        }
    }

    /** Adds the counts of another run. */
    public void add(AnswerCounts other) {
        for (int i = 0; i < TEMPLATES; i++) {
            byTemplate[i] += other.byTemplate[i];
        }
        commands += other.commands;
        late += other.late;
    }

    /** Commands, answered by an event or by silence. */
    public long commands() {
        return commands;
    }

    public long prices() {
        return byTemplate[PriceUpdatedDecoder.TEMPLATE_ID];
    }

    /** Market orders filled. */
    public long fills() {
        return byTemplate[OrderFilledDecoder.TEMPLATE_ID];
    }

    /** Orders that rest. */
    public long accepted() {
        return byTemplate[OrderAcceptedDecoder.TEMPLATE_ID];
    }

    public long cancelled() {
        return byTemplate[OrderCancelledDecoder.TEMPLATE_ID];
    }

    /** Cancels of orders that were open no longer. A workload has them on purpose. */
    public long late() {
        return late;
    }

    /** All other refusals. The workloads of this module have none: one refused placement and they no longer know order ids. */
    public long refused() {
        return byTemplate[CommandRejectedDecoder.TEMPLATE_ID] - late;
    }
}
