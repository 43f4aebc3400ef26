package io.bullring.core.pipeline;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.engine.EventDigest;
import io.bullring.core.engine.StateHash;
import io.bullring.core.pipeline.PipelineConfig.Wait;
import io.bullring.core.port.CommandGate;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import io.bullring.core.workload.WorkloadMix;
import io.bullring.protocol.CommandEnvelopeDecoder;
import java.util.function.Supplier;

/**
 * A process that says what the engine says: for each workload a digest of all events and the state hash, from the direct host
 * with the workload's times, and from the direct and the pipeline host at a time that stands still.
 */
public final class DeterminismProbe {
    private static final int COMMANDS = 10_000;

    private DeterminismProbe() {}

    public static void main(String[] arguments) {
        for (int seed = 1; seed <= 5; seed++) {
            long chosen = seed;
            say("attack " + seed, () -> WorkloadGenerator.adversarial(chosen));
            say("work " + seed, () -> WorkloadGenerator.trading(chosen, WorkloadMix.trading(200, 10)));
        }
    }

    private static void say(String name, Supplier<Workload> workload) {
        System.out.println(name + " direct " + direct(workload.get(), false));
        System.out.println(name + " at one time " + direct(workload.get(), true));
        System.out.println(name + " at one time " + pipelined(workload.get()));
    }

    private static String direct(Workload workload, boolean atOneTime) {
        EventDigest digest = new EventDigest();
        EngineHost host = new EngineHost(digest);
        for (int i = 1; i <= COMMANDS; i++) {
            workload.next();
            long timeNs = atOneTime ? WorkloadGenerator.START_NS : workload.timeNs();
            host.onCommand(i, timeNs, workload.buffer(), 0, workload.length());
        }
        return digest.hex() + " " + StateHash.of(host.engine());
    }

    private static String pipelined(Workload workload) {
        EventDigest digest = new EventDigest();
        EngineHost host = new EngineHost(digest);
        VenueClock clock = new VenueClock(0, () -> WorkloadGenerator.START_NS, () -> 0L);
        CommandEnvelopeDecoder envelope = new CommandEnvelopeDecoder();
        PipelineConfig config = new PipelineConfig(256, 64, 1, Wait.YIELDING);
        try (FoldedPipeline pipeline = new FoldedPipeline(config, host, new RecordingLog(), clock)) {
            pipeline.start();
            for (int i = 1; i <= COMMANDS; i++) {
                workload.next();
                envelope.wrap(workload.buffer(), 0);
                Await.until("a command was taken", () -> pipeline.offer(
                        envelope.source(),
                        envelope.correlationId(),
                        workload.agentId(),
                        workload.buffer(),
                        workload.messageOffset(),
                        workload.length() - workload.messageOffset()) == CommandGate.TAKEN);
            }
        }
        return digest.hex() + " " + StateHash.of(host.engine());
    }
}
