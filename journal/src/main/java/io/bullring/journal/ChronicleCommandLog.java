package io.bullring.journal;

import io.bullring.core.fault.Check;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandLog;
import io.bullring.journal.disk.Disk;
import io.bullring.journal.disk.SystemDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The command log as a Chronicle queue: one document a batch, put together in memory of ours, checksummed, and copied
 * into the mapped file in one piece. A commit is Chronicle's commit of that document; what it survives is said by
 * {@link Durability}.
 *
 * <p>The queue's clock is the batch's time, so a file holds the commands of its day, and the same commands give the
 * same files. A batch that does not follow the one before in sequence and time is refused: the log never holds what its
 * reader would refuse.
 *
 * <p>One thread writes; which one opens and closes does not matter. The steady state allocates nothing.
 */
public final class ChronicleCommandLog implements CommandLog {
    private final JournalLock lock;
    private final BatchBuffer batch;
    private final Bytes<ByteBuffer> source;
    private final UnsafeBuffer written = new UnsafeBuffer(0, 0);
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final AppendPosition position = new AppendPosition();
    private final SpaceAhead spaceAhead;
    private final long openDayMillis;
    private long sequenceDue;
    private long timeNs;
    private boolean inBatch;
    private int cycle = -1;
    private JournalFault fault;
    private boolean committing;

    private ChronicleCommandLog(JournalLock lock, JournalConfig config, JournalEnd end, Disk disk) {
        this.lock = lock;
        sequenceDue = end.lastSequence() + 1;
        timeNs = end.lastTimeNs();
        openDayMillis = TimeUnit.DAYS.toMillis(end.openDay());
        batch = new BatchBuffer(config.maxBatchBytes(), config.maxBatchCommands());
        source = Bytes.wrapForRead(batch.bytes());
        source.singleThreadedCheckDisabled(true); // opened and closed by the venue's main thread, used by the engine's
        queue = QueueDirectory.open(lock.directory(), this::timeMillis);
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        spaceAhead = config.prepareAheadBytes() > 0
                ? new SpaceAhead(disk, position, config.prepareAheadBytes(), config.maxBatchBytes())
                : null;
    }

    /**
     * Takes the journal's lock and goes on behind its last command.
     *
     * @param lastSequence the last command that the engine has seen, 0 for a new venue
     * @throws JournalInUse when another writer has the journal
     * @throws JournalDamage when its end is damaged
     * @throws IllegalArgumentException when it does not end with that command
     */
    public static ChronicleCommandLog open(Path directory, JournalConfig config, long lastSequence) {
        return open(JournalLock.acquire(directory), config, lastSequence);
    }

    /**
     * The same for a lock taken before, so that nobody could write between recovery and now. The lock is the log's from
     * here on: closing the log gives it back, and so does a failure to open.
     */
    public static ChronicleCommandLog open(JournalLock lock, JournalConfig config, long lastSequence) {
        return open(lock, config, lastSequence, new SystemDisk());
    }

    /** The same with another disk to prepare space on. */
    static ChronicleCommandLog open(JournalLock lock, JournalConfig config, long lastSequence, Disk disk) {
        boolean opened = false;
        try {
            JournalEnd end = JournalEnd.findAt(lock.directory(), lastSequence);
            QueueDirectory.clear(lock.directory(), end);
            ChronicleCommandLog log = new ChronicleCommandLog(lock, config, end, disk);
            if (log.spaceAhead != null) {
                log.spaceAhead.start();
            }
            opened = true;
            return log;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    @Override
    public void begin(long firstSequence, long batchTimeNs) {
        refuseAfterFault();
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
        try {
            awaitSpace();
            append();
        } catch (IOException | RuntimeException | InternalError e) {
            fault = faultOf(e);
            throw fault;
        }
        sequenceDue += batch.count();
        inBatch = false;
    }

    /** The first batch of a file makes the file, and so finds no space prepared; then there must be room for both. */
    private void awaitSpace() throws IOException {
        boolean goesOnInFile = cycle == TimeUnit.MILLISECONDS.toDays(timeMillis());
        if (spaceAhead != null && goesOnInFile) {
            spaceAhead.await(position.file(), batch.lengthBytes());
        } else if (!goesOnInFile) {
            SpaceAhead.checkRoom(lock.directory(), batch.lengthBytes());
        }
    }

    private JournalFault faultOf(Throwable cause) {
        String what = "journal: command " + sequenceDue + " and those of its batch could not be written to "
                + lock.directory() + "; see to its disk, which may be full, and start the venue again";
        return committing
                ? JournalFault.unknown(what + "; only then is it known whether they are there", cause)
                : JournalFault.nothingWritten(what, cause);
    }

    /**
     * A page that the disk has no room for is an InternalError, but the JVM may deliver it some instructions late, when
     * the bytes that it lost would have been published already. So they are read back before, and the word that
     * publishes them after.
     */
    private void append() {
        int length = batch.lengthBytes();
        DocumentContext document = appender.writingDocument();
        Bytes<?> target = document.wire().bytes();
        long start = target.writePosition();
        target.write(source.readPositionRemaining(0, length));
        written.wrap(target.addressForRead(start), length);
        if (!batch.equalTo(written)) {
            // The document stays open, and so uncommitted.
            throw new IllegalStateException("the mapped file did not take the bytes");
        }
        committing = true;
        document.close();
        if (target.readVolatileInt(start - QueueFile.WORD_BYTES) != length) {
            throw new IllegalStateException("the mapped file did not take the commit");
        }
        committing = false;
        publishPosition(start + length);
    }

    private void publishPosition(long end) {
        if (appender.cycle() == cycle) {
            position.advance(end);
            return;
        }
        cycle = appender.cycle();
        position.moveTo(appender.currentFile().toPath(), end);
    }

    private void refuseAfterFault() {
        if (fault != null) {
            throw JournalFault.nothingWritten("journal: closed by an earlier fault", fault);
        }
    }

    /**
     * The queue's clock, which says to which file a document belongs: never to one that had been closed before. A
     * process that ends at midnight may have closed a day's file without beginning the next, and the clock may then say
     * it is a little before midnight again.
     */
    private long timeMillis() {
        return Math.max(TimeUnit.NANOSECONDS.toMillis(timeNs), openDayMillis);
    }

    /** The last command committed, by this log or before; 0 for none. Writer's thread. */
    public long lastSequence() {
        return sequenceDue - 1;
    }

    /** Behind the last committed document of the newest file, bytes. */
    long positionBytes() {
        return position.file().positionBytes();
    }

    /** The thread that prepares space; null when it is switched off. */
    public SpaceAhead spaceAhead() {
        return spaceAhead;
    }

    /** Closes files and thread and gives the lock back. What was not committed is gone. A second call does nothing. */
    @Override
    public void close() {
        if (spaceAhead != null) {
            spaceAhead.close();
        }
        appender.close();
        queue.close();
        lock.close();
    }
}
