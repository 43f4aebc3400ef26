package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import org.agrona.DirectBuffer;

/**
 * A log, how long its commits took, and how much of a processor the thread got that writes it. Engine thread; what was measured is
 * for whoever comes after it.
 */
final class MeteredLog implements CommandLog {
    private static final int COMMITS_A_LOOK = 4_096;

    private final CommandLog log;
    private final Delays commits = new Delays();
    private final Spans longCommits = new Spans();
    private final ProcessorShare processor = new ProcessorShare();
    private int commitsToLook;

    MeteredLog(CommandLog log) {
        this.log = log;
    }

    /** How long each commit took. */
    Delays commits() {
        return commits;
    }

    /** The long ones, when they were. */
    Spans longCommits() {
        return longCommits;
    }

    /** Of the engine's thread. */
    ProcessorShare processor() {
        return processor;
    }

    @Override
    public void begin(long firstSequence, long timeNs) {
        log.begin(firstSequence, timeNs);
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        return log.add(command, offset, length);
    }

    @Override
    public void commit() {
        long beganNs = System.nanoTime();
        log.commit();
        long endedNs = System.nanoTime();
        commits.record(endedNs - beganNs);
        longCommits.note(beganNs, endedNs);
        if (--commitsToLook < 0) {
            processor.look();
            commitsToLook = COMMITS_A_LOOK;
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
