package io.bullring.gateway.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hands lines to a thread of its own, through a bounded queue. Whoever logs never waits for a terminal, a pipe or a disk: when the queue
 * is full, a line is dropped and counted. Any thread.
 */
public final class DroppingAppender extends AsyncAppender {
    /** Places that are left free: as many threads may be between their look at the queue and their line in it without one being lost uncounted. */
    private static final int SPARE_PLACES = 64;

    private final LongAdder dropped = new LongAdder();

    /** Made by Logback, from its configuration. */
    public DroppingAppender() {
        setNeverBlock(true);
        setDiscardingThreshold(SPARE_PLACES);
    }

    /** Lines that found no room. */
    public long droppedLines() {
        return dropped.sum();
    }

    /** Asked only when there is no room: whatever its level, the line goes. */
    @Override
    protected boolean isDiscardable(ILoggingEvent event) {
        dropped.increment();
        return true;
    }
}
