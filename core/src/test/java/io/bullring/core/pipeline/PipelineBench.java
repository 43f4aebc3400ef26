package io.bullring.core.pipeline;

import io.bullring.core.account.AgentDetails;
import io.bullring.core.account.RiskProfile;
import io.bullring.core.account.VenueRules;
import io.bullring.core.e8.E8;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.PipelineConfig.Wait;
import io.bullring.core.pipeline.RecordingLog.Entry;
import io.bullring.core.port.CommandGate;
import io.bullring.core.workload.CommandFactory;
import io.bullring.core.workload.Workload;
import io.bullring.core.workload.WorkloadGenerator;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A running pipeline between a log and a listener that remember everything, and a hand that offers commands. */
final class PipelineBench implements AutoCloseable {
    private static final byte[] NOTHING = {};

    final RecordingLog log;
    final RecordedReplies replies;
    final EngineHost host;
    final FoldedPipeline pipeline;
    private final CommandFactory command = new CommandFactory();

    PipelineBench(PipelineConfig config, RecordingLog log, RecordedReplies replies) {
        this.log = log;
        this.replies = replies;
        host = new EngineHost(replies);
        pipeline = new FoldedPipeline(config, host, log, clock());
    }

    private PipelineBench(RecordedReplies replies, EngineHost host) {
        this.log = new RecordingLog();
        this.replies = replies;
        this.host = host;
        pipeline = new FoldedPipeline(config(8, 8, 1), host, log, new VenueClock(host.lastTimeNs()));
    }

    /** A pipeline, not yet started, whose engine has replayed this one's log. */
    PipelineBench recovered() {
        RecordedReplies fresh = new RecordedReplies();
        EngineHost recovered = new EngineHost(fresh);
        replay(log.entries(), recovered);
        return new PipelineBench(fresh, recovered);
    }

    static void replay(List<Entry> entries, EngineHost into) {
        UnsafeBuffer command = new UnsafeBuffer(0, 0);
        for (Entry entry : entries) {
            command.wrap(entry.command());
            into.onCommand(entry.sequence(), entry.timeNs(), command, 0, command.capacity());
        }
    }

    /** A started pipeline with the usual log and listener. */
    static PipelineBench started(int ringSize, int maxBatch, int longMessages) {
        PipelineBench bench =
                new PipelineBench(config(ringSize, maxBatch, longMessages), new RecordingLog(), new RecordedReplies());
        bench.pipeline.start();
        return bench;
    }

    static PipelineConfig config(int ringSize, int maxBatch, int longMessages) {
        return new PipelineConfig(ringSize, maxBatch, longMessages, Wait.BLOCKING);
    }

    /** Each look at it is a millisecond later than the one before. */
    private static VenueClock clock() {
        long[] monotonicNs = new long[1];
        return new VenueClock(0, () -> WorkloadGenerator.START_NS, () -> monotonicNs[0] += 1_000_000L);
    }

    /** Offers something short that the engine answers. */
    int offer(long correlationId) {
        command.openAccount("short", E8.ONE);
        return offerCommand(correlationId);
    }

    /** Leaves something short that the engine answers once it is woken. Any thread. */
    int leave(long correlationId) {
        CommandFactory left = new CommandFactory();
        left.openAccount("left", E8.ONE);
        return pipeline.leave(
                1, correlationId, left.agentId(), left.buffer(), left.messageOffset(), left.messageLength());
    }

    /** Waits until the engine thread, which has answered before, sleeps. */
    void awaitAsleep() {
        Await.until("the engine slept", () -> replies.thread().getState() == Thread.State.WAITING);
    }

    /** Offers something that has not enough room in a slot. */
    int offerLong(long correlationId) {
        return offerLong(correlationId, 1_000);
    }

    /** Offers the creation of an agent with so long a description, filled with the last digit of the correlation id. */
    int offerLong(long correlationId, int descriptionLength) {
        byte[] description = new byte[descriptionLength];
        Arrays.fill(description, (byte) ('0' + correlationId % 10));
        byte[] name = {'n'};
        command.createAgent(1, E8.ONE, new AgentDetails(
                name, description, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, RiskProfile.NONE));
        return offerCommand(correlationId);
    }

    /** Bytes of the creation of an agent beyond those of its description. */
    int longMessageOverhead() {
        command.createAgent(1, E8.ONE, AgentDetails.named(new byte[1]));
        return command.messageLength();
    }

    int offerRules(long correlationId) {
        command.configureVenue(VenueRules.defaults(1));
        return offerCommand(correlationId);
    }

    private int offerCommand(long correlationId) {
        return pipeline.offer(
                1,
                correlationId,
                command.agentId(),
                command.buffer(),
                command.messageOffset(),
                command.messageLength());
    }

    /** Offers a workload's command until it is taken. */
    void offer(Workload workload, int source, long correlationId) {
        Await.until(
                "command " + correlationId + " was taken",
                () -> pipeline.offer(
                        source,
                        correlationId,
                        workload.agentId(),
                        workload.buffer(),
                        workload.messageOffset(),
                        workload.length() - workload.messageOffset()) == CommandGate.TAKEN);
    }

    /** Waits until so many commands are answered in all. */
    void awaitAnswered(long sequence) {
        Await.until("command " + sequence + " was answered", () -> pipeline.lastSequence() >= sequence);
    }

    @Override
    public void close() {
        log.letGo();
        pipeline.close();
    }
}
