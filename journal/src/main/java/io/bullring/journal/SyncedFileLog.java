package io.bullring.journal;

import io.bullring.core.fault.Check;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.SystemDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command log as segments of a fixed size, see {@link SegmentLayout}: one write and one sync a batch. A commit
 * survives a power failure ({@link Durability#POWER_LOSS}).
 *
 * <pre>
 *   0000000007.seg                                   0000000008.seg
 *   ├──────────────────────────────┼───────────────┤ ├──────────────────────────────────────────────┤
 *     batches, each synced         ▲     zeros          zeros: made ready by SegmentAhead
 *                              position
 * </pre>
 *
 * A batch that could not be written is erased again, so that it is certain that nothing has happened. Only when that
 * fails too is it unknown.
 *
 * <p>One thread writes; which one opens and closes does not matter. The steady state allocates nothing.
 */
public final class SyncedFileLog implements CommandLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(SyncedFileLog.class);

    private final JournalLock lock;
    private final BatchBuffer batch;
    private final SegmentAhead ahead;
    private SegmentAhead.Ready segment;
    private long position;
    private long sequenceDue;
    private long timeNs;
    private boolean inBatch;
    private JournalFault fault;

    private SyncedFileLog(JournalLock lock, JournalConfig config, JournalEnd end, SegmentAhead ahead) {
        this.lock = lock;
        this.ahead = ahead;
        sequenceDue = end.lastSequence() + 1;
        timeNs = end.lastTimeNs();
        batch = new BatchBuffer(config.maxBatchBytes(), config.maxBatchCommands());
    }

    /** See {@link JournalWriter#open(JournalLock, JournalConfig, long)}. */
    static SyncedFileLog open(JournalLock lock, JournalConfig config, long lastSequence) {
        return open(lock, config, lastSequence, new SystemDisk());
    }

    /** The same on another disk. */
    static SyncedFileLog open(JournalLock lock, JournalConfig config, long lastSequence, Disk disk) {
        SyncedFileLog log = null;
        boolean opened = false;
        try {
            JournalEnd end = JournalEnd.findAt(lock.directory(), lastSequence);
            SegmentDirectory directory = new SegmentDirectory(disk, lock.directory(), config.segmentBytes());
            directory.clear(end);
            SegmentAhead.Ready current = directory.current(end);
            long next = SegmentFile.numberOf(current.path()) + 1;
            log = new SyncedFileLog(lock, config, end,
                    new SegmentAhead(disk, lock.directory(), config.segmentBytes(), next));
            log.segment = current;
            log.position = end.lastSequence() > 0 ? end.positionBytes() : SegmentLayout.FIRST_RECORD;
            log.ahead.watch(current.path());
            log.ahead.start(directory.ready(next));
            opened = true;
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the journal in " + lock.directory(), e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    @Override
    public void begin(long firstSequence, long batchTimeNs) {
        if (fault != null) {
            throw JournalFault.nothingWritten("journal: closed by an earlier fault", fault);
        }
        if (ahead.isLost()) {
            fault = JournalFault.nothingWritten(
                    "journal: " + segment.path() + " is no longer there; put it back and start the venue again", null);
            throw fault;
        }
        Check.that(!inBatch, "journal: a batch begun within a batch");
        Check.that(firstSequence == sequenceDue, "journal: a batch out of sequence");
        Check.that(batchTimeNs >= timeNs, "journal: time runs backwards");

        timeNs = batchTimeNs;
        batch.begin(firstSequence, batchTimeNs);
        inBatch = true;
    }

    @Override
    public boolean add(DirectBuffer command, int offset, int length) {
        Check.that(inBatch, "journal: a command outside of a batch");

        return batch.add(command, offset, length);
    }

    @Override
    public void commit() {
        Check.that(inBatch && batch.count() > 0, "journal: a commit of nothing");

        batch.seal();
        if (position + SegmentLayout.recordBytes(batch.lengthBytes()) > segment.sizeBytes()) {
            goOnInNextSegment();
        }
        int recordBytes = batch.sealRecord(position);
        write(recordBytes);
        position += recordBytes;
        sequenceDue += batch.count();
        inBatch = false;
    }

    private void goOnInNextSegment() {
        SegmentAhead.Ready full = segment;
        try {
            segment = ahead.take();
        } catch (IOException e) {
            fault = JournalFault.nothingWritten(what() + "make room on its disk and start the venue again", e);
            throw fault;
        }
        ahead.watch(segment.path());
        position = SegmentLayout.FIRST_RECORD;
        close(full);
    }

    private void write(int recordBytes) {
        ByteBuffer record = batch.bytes().limit(recordBytes).position(0);
        try {
            segment.file().writeFully(record, position);
            segment.file().force();
        } catch (IOException e) {
            fault = faultAfterErasing(recordBytes, e);
            throw fault;
        } finally {
            record.clear();
        }
    }

    /**
     * What of the batch may have reached the disk must not be there after the next start. A sync that failed says
     * nothing of the bytes that it was for; one that succeeds, of zeros written since, does.
     */
    private JournalFault faultAfterErasing(int recordBytes, IOException cause) {
        try {
            Erasure.erase(segment.file(), position, position + recordBytes);
        } catch (IOException e) {
            cause.addSuppressed(e);
            return JournalFault.unknown(
                    what() + "see to its disk and start the venue again; only then is it known whether they are there",
                    cause);
        }
        return JournalFault.nothingWritten(what() + "see to its disk and start the venue again", cause);
    }

    private String what() {
        return "journal: command " + sequenceDue + " and those of its batch could not be written to " + segment.path()
                + "; ";
    }

    /** The last command committed, by this log or before; 0 for none. Writer's thread. */
    public long lastSequence() {
        return sequenceDue - 1;
    }

    /** Closes files and thread and gives the lock back. A second call does nothing. */
    @Override
    public void close() {
        ahead.close();
        close(segment);
        lock.close();
    }

    /** Everything in it was synced, so nothing can be lost any more. */
    private static void close(SegmentAhead.Ready done) {
        try {
            done.file().close();
        } catch (IOException e) {
            LOGGER.warn("cannot close {}, of which everything is synced", done.path(), e);
        }
    }
}
