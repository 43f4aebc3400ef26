package io.bullring.gateway.venue;

import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import io.bullring.gateway.venue.StageTimes.Stage;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * The command log of a venue with a history. Once that cannot be written it takes no further batch: clients could not read what they
 * did. Hash chain and event log stop no command, see {@link EvidencePart}: nobody trades by them. Engine thread only.
 */
final class FollowedLog implements CommandLog {
    private final CommandLog log;
    private final Supplier<Throwable> diskFailure;
    private final StageTimes stages;

    /** @param diskFailure why the history cannot be written, null: it can */
    FollowedLog(CommandLog log, Supplier<Throwable> diskFailure, StageTimes stages) {
        this.log = log;
        this.diskFailure = diskFailure;
        this.stages = stages;
    }

    @Override
    public void begin(long firstSequence, long timeNs) {
        Throwable failure = diskFailure.get();
        if (failure != null) {
            throw JournalFault.nothingWritten(failure.getMessage() + ". See to the disk, and start the venue again",
                    failure);
        }
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
        stages.record(Stage.JOURNAL, System.nanoTime() - beganNs);
    }

    @Override
    public void close() {
        log.close();
    }
}
