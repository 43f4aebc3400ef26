package io.bullring.gateway.reply;

import io.bullring.core.port.CommandGate;
import io.bullring.core.port.EventListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hands answers to those who wait for them. Sources count from 1 and are only known from their registration on, which
 * is after recovery: answers to the callers of a former life go nowhere.
 */
public final class ReplyDesk implements EventListener {
    private final ReplyConfig config;
    private final List<AnswerRing> answeredInBatch;
    private final DirectBuffer nothing = new UnsafeBuffer(0, 0);
    private volatile AnswerRing[] rings = {};

    public ReplyDesk(ReplyConfig config) {
        this.config = config;
        this.answeredInBatch = new ArrayList<>(config.maxCallers());
    }

    /**
     * A new caller, whose commands go through the gate and whose answers are delivered on the event loop; it stays
     * registered as long as the venue lives. For any thread.
     *
     * @param eventLoop runs tasks one after the other on the caller's thread; never blocks
     * @throws IllegalStateException when there are as many callers as configured
     */
    public synchronized Caller register(CommandGate gate, Executor eventLoop) {
        if (rings.length == config.maxCallers()) {
            throw new IllegalStateException("more than " + config.maxCallers() + " callers");
        }
        Caller caller = new Caller(rings.length + 1, gate, eventLoop, config);
        AnswerRing[] more = Arrays.copyOf(rings, rings.length + 1);
        more[rings.length] = caller.answers();
        rings = more;
        return caller;
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
        write(source, sequence, timeNs, correlationId, events, answerOffset, offset + length);
    }

    @Override
    public void onUnjournalled(int source, long correlationId, boolean certain) {
        long sequence = certain ? Answer.NOT_JOURNALLED : Answer.PERHAPS_JOURNALLED;
        write(source, sequence, 0, correlationId, nothing, 0, 0);
    }

    private void write(
            int source, long sequence, long timeNs, long correlationId, DirectBuffer events, int offset, int limit) {
        AnswerRing[] known = rings;
        if (source < 1 || source > known.length) {
            return;
        }
        AnswerRing ring = known[source - 1];
        if (ring.write(sequence, timeNs, correlationId, events, offset, limit)) {
            answeredInBatch.add(ring);
        }
    }

    @Override
    public void onBatchEnd() {
        for (int i = 0; i < answeredInBatch.size(); i++) {
            answeredInBatch.get(i).onBatchEnd();
        }
        answeredInBatch.clear();
    }
}
