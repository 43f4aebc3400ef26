package io.bullring.gateway.reply;

import io.bullring.core.port.CommandGate;
import io.bullring.core.port.EventListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.agrona.DirectBuffer;

/**
 * Hands answers to those who wait for them. Sources count from 1 and are only known from their registration on, which
 * is after recovery: answers to the callers of a former life go nowhere.
 */
public final class ReplyDesk implements EventListener {
    private final ReplyConfig config;
    private final List<Caller> answeredInBatch;
    private volatile Caller[] callers = {};

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
        if (callers.length == config.maxCallers()) {
            throw new IllegalStateException("more than " + config.maxCallers() + " callers");
        }
        Caller caller = new Caller(callers.length + 1, gate, eventLoop, config);
        Caller[] more = Arrays.copyOf(callers, callers.length + 1);
        more[callers.length] = caller;
        callers = more;
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
        Caller[] known = callers;
        if (source < 1 || source > known.length) {
            return;
        }
        Caller caller = known[source - 1];
        if (caller.onAnswer(sequence, timeNs, correlationId, events, answerOffset, offset + length)) {
            answeredInBatch.add(caller);
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
