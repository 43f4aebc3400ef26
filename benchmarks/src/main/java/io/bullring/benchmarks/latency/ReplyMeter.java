package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.AnswerCounts;
import io.bullring.core.port.EventListener;
import org.agrona.DirectBuffer;

/**
 * Hears the answers of the engine, on its thread, and measures from when a command was due to now. What it takes itself (a
 * look at the clock, an entry into a histogram, a count) is part of every latency behind it. Read it when the engine has ended.
 */
final class ReplyMeter implements EventListener {
    private final Delays latencies = new Delays();
    private final AnswerCounts answers = new AnswerCounts();
    private long firstDueNs;
    private long lastReplyNs;

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
        if (source == Sender.MEASURED) {
            lastReplyNs = System.nanoTime();
            if (latencies.count() == 0) {
                firstDueNs = correlationId;
            }
            latencies.record(lastReplyNs - correlationId);
            answers.onEvents(sequence, timeNs, source, correlationId, events, offset, length, answerOffset);
        }
    }

    Delays latencies() {
        return latencies;
    }

    /** What measured commands were answered with. */
    AnswerCounts answers() {
        return answers;
    }

    /** From when the first measured command was due to the last answer. */
    long elapsedNs() {
        return lastReplyNs - firstDueNs;
    }
}
