package io.bullring.benchmarks.latency;

import io.bullring.core.engine.EngineHost;
import io.bullring.core.pipeline.FoldedPipeline;
import io.bullring.core.pipeline.PipelineConfig;
import io.bullring.core.pipeline.VenueClock;
import io.bullring.core.port.CommandLog;

/**
 * One venue from its opening to its end under a constant rate: ring, log, engine, replies.
 *
 * <pre>
 *  calling thread:  opening, at once ─► warm-up at the rate ─► measured at the rate       one schedule, no break
 *  bullring-engine: log ─► engine ─► ReplyMeter
 * </pre>
 */
final class Trial {
    private final CommandReel reel;
    private final Load load;

    Trial(CommandReel reel, Load load) {
        this.reel = reel;
        this.load = load;
    }

    /**
     * Runs a new venue with this log, which stays open.
     *
     * @throws IllegalStateException when the venue stopped or refused what the workload had counted on
     */
    TrialResult run(PipelineConfig config, CommandLog log) {
        ReplyMeter meter = new ReplyMeter();
        EngineHost host = new EngineHost(meter);
        FoldedPipeline pipeline = new FoldedPipeline(config, host, log, new VenueClock(0));
        long pressed;
        pipeline.start();
        try {
            pressed = play(new Sender(reel, pipeline));
        } catch (GateClosed e) {
            throw new IllegalStateException("the venue stopped: " + e.getMessage(), pipeline.fault());
        } finally {
            pipeline.close();
        }
        if (pipeline.fault() != null) {
            throw new IllegalStateException("the venue stopped at the end", pipeline.fault());
        }
        return result(meter, pressed);
    }

    /** Returns how many measured commands met pressure. */
    private long play(Sender sender) {
        int warmUpAt = reel.openingCount();
        int measureAt = warmUpAt + load.warmUpCommands();
        sender.sendAtOnce(0, warmUpAt);
        Schedule warmUp = new Schedule(System.nanoTime(), load.perSecond());
        sender.sendWhenDue(warmUpAt, measureAt, warmUp, Sender.UNMEASURED);
        Schedule measured = warmUp.after(load.warmUpSeconds());
        return sender.sendWhenDue(measureAt, measureAt + load.commands(), measured, Sender.MEASURED);
    }

    private TrialResult result(ReplyMeter meter, long pressed) {
        if (meter.answers().commands() != load.commands() || meter.answers().refused() > 0) {
            throw new IllegalStateException("of " + load.commands() + " commands " + meter.answers().commands()
                    + " were answered and " + meter.answers().refused() + " refused");
        }
        return new TrialResult(meter.latencies(), pressed, meter.elapsedNs(), meter.answers());
    }
}
