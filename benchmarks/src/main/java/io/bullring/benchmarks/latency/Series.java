package io.bullring.benchmarks.latency;

import io.bullring.benchmarks.AnswerCounts;
import io.bullring.core.pipeline.PipelineConfig;

/** The trials of one kind, one a round, added up. Not thread-safe. */
final class Series {
    /** A trial that took more than a hundredth longer than it should has missed its rate. */
    private static final double LEAST_SHARE = 0.99;

    private static final double SECOND_NS = 1e9;

    private final LogKind log;
    private final PipelineConfig.Wait whenIdle;
    private final Load load;
    private final Delays latencies = new Delays();
    private final AnswerCounts answers = new AnswerCounts();
    private final Pauses pauses = new Pauses();
    private double slowestPerSecond = Double.MAX_VALUE;
    private long pressed;

    Series(LogKind log, PipelineConfig.Wait whenIdle, Load load) {
        this.log = log;
        this.whenIdle = whenIdle;
        this.load = load;
    }

    void add(TrialResult trial) {
        latencies.add(trial.latencies());
        answers.add(trial.answers());
        pressed += trial.pressed();
        slowestPerSecond = Math.min(slowestPerSecond, trial.latencies().count() * SECOND_NS / trial.elapsedNs());
    }

    /** Whether every trial so far kept the rate that was asked: only then its latencies mean anything. */
    boolean keptItsRate() {
        return slowestPerSecond >= LEAST_SHARE * load.perSecond();
    }

    /** Answers a second in the slowest trial. */
    double slowestPerSecond() {
        return slowestPerSecond;
    }

    /** Where its pauses came from. */
    Pauses pauses() {
        return pauses;
    }

    LogKind log() {
        return log;
    }

    PipelineConfig.Wait whenIdle() {
        return whenIdle;
    }

    Load load() {
        return load;
    }

    Delays latencies() {
        return latencies;
    }

    AnswerCounts answers() {
        return answers;
    }

    /** Commands that met pressure at least once. */
    long pressed() {
        return pressed;
    }
}
