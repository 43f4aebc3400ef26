package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandGate;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.core.workload.WorkloadTape;
import io.bullring.protocol.CommandEnvelopeDecoder;

/**
 * The commands of a run, made beforehand: those that open a venue, then the mix, in tapes of bounded length. The same reel can
 * be played to any number of venues, but only from its beginning: it knows order ids by counting. One thread at a time.
 */
final class CommandReel {
    private static final int TAPE_COMMANDS = 1 << 18;

    private final WorkloadTape[] tapes;
    private final CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
    private final int openingCount;
    private final int count;

    private CommandReel(WorkloadTape[] tapes, int openingCount, int count) {
        this.tapes = tapes;
        this.openingCount = openingCount;
        this.count = count;
    }

    /** Records the opening of a venue and this many commands of its mix. */
    static CommandReel record(long seed, WorkloadMix mix, int mixedCount) {
        Workload workload = WorkloadGenerator.trading(seed, mix);
        int openingCount = WorkloadGenerator.openingCommands(mix);
        int count = Math.addExact(openingCount, mixedCount);
        WorkloadTape[] tapes = new WorkloadTape[(count + TAPE_COMMANDS - 1) / TAPE_COMMANDS];
        for (int i = 0; i < tapes.length; i++) {
            tapes[i] = WorkloadTape.of(workload, Math.min(TAPE_COMMANDS, count - i * TAPE_COMMANDS));
        }
        return new CommandReel(tapes, openingCount, count);
    }

    /** Offers the command with this index to a gate; returns what the gate says. */
    int offer(int index, CommandGate gate, int source, long correlationId) {
        WorkloadTape tape = tapes[index / TAPE_COMMANDS];
        int i = index % TAPE_COMMANDS;
        envelope.wrap(tape.buffer(), tape.offset(i));
        return gate.offer(
                source,
                correlationId,
                envelope.agentId(),
                tape.buffer(),
                tape.offset(i) + CommandEnvelopeDecoder.ENCODED_LENGTH,
                tape.length(i) - CommandEnvelopeDecoder.ENCODED_LENGTH);
    }

    /** Commands at the beginning that open the venue. */
    int openingCount() {
        return openingCount;
    }

    /** All commands. */
    int count() {
        return count;
    }
}
