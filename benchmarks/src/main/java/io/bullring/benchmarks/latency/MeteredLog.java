package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import org.agrona.DirectBuffer;

/** A log and how long its commits took. Engine thread; the delays are for whoever comes after it. */
final class MeteredLog implements CommandLog {
    private final CommandLog log;
    private final Delays commits = new Delays();

    MeteredLog(CommandLog log) {
        this.log = log;
    }

    /** How long each commit took. */
    Delays commits() {
        return commits;
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
        commits.record(System.nanoTime() - beganNs);
    }

    @Override
    public void close() {
        log.close();
    }
}
