package io.bullring.benchmarks.latency;

import io.bullring.core.port.CommandLog;
import org.agrona.DirectBuffer;

/** A log that keeps nothing: what remains of a latency when journalling is free. */
final class DiscardingLog implements CommandLog {
    @Override
    public void begin(long firstSequence, long timeNs) {}

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        return true;
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
