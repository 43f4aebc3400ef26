package io.bullring.journal;

import io.bullring.core.pipeline.FoldedPipeline;
import io.bullring.core.port.CommandGate;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CommandEnvelopeDecoder;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers a tape to a pipeline so that the same seed makes the same batches: the next burst is offered while the engine's thread
 * asks for the time of the batch in hand, by that thread, so what it finds next does not depend on who is faster. Only when
 * nothing is left in the ring does the test's thread offer one.
 */
final class TapeOfferer {
    private static final int MAX_BURST = 24;
    private static final long PAUSE_NS = 20_000;

    private final WorkloadTape tape;
    private final int source;
    private final Random random;
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private volatile int next;
    private volatile boolean isRefused;
    private volatile FoldedPipeline pipeline;

    /** @param first place in the tape of what is offered first */
    TapeOfferer(WorkloadTape tape, int source, int first, Random random) {
        this.tape = tape;
        this.source = source;
        this.random = random;
        next = first;
    }

    /** Returns when all is offered, or nothing is taken any more. */
    void offerAllTo(FoldedPipeline taker) {
        pipeline = taker;
        while (next < tape.count() && !isRefused && taker.journalFault() == null && taker.fault() == null) {
            // In this order: what is offered within a batch is offered before the batch is done.
            long done = taker.lastSequence();
            if (done < tape.count() && done == next) {
                offerOne();
            } else {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    /** Engine's thread: the batch in hand is complete. */
    void onClock() {
        if (pipeline == null) {
            return;
        }
        int burst = 1 + random.nextInt(MAX_BURST);
        for (int i = 0; i < burst && next < tape.count() && offerOne(); i++) {
            continue;
        }
    }

    private boolean offerOne() {
        int i = next;
        next = i + 1; // before it can be executed, for the engine's thread offers what is behind it
        envelope.wrap(tape.buffer(), tape.offset(i));
        int taken = pipeline.offer(
                source,
                i,
                envelope.agentId(),
                tape.buffer(),
                tape.offset(i) + CommandEnvelopeDecoder.ENCODED_LENGTH,
                tape.length(i) - CommandEnvelopeDecoder.ENCODED_LENGTH);
        if (taken != CommandGate.TAKEN) {
            next = i;
        }
        isRefused |= taken == CommandGate.UNJOURNALLED || taken == CommandGate.CLOSED;
        return taken == CommandGate.TAKEN;
    }
}
