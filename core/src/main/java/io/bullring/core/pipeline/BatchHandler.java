package io.bullring.core.pipeline;

import com.lmax.disruptor.EventHandler;
import io.bullring.core.engine.EngineHost;
import io.bullring.core.fault.Check;
import io.bullring.core.fault.JournalFault;
import io.bullring.core.port.CommandListener;
import io.bullring.core.port.CommandLog;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Works off the ring in bounded batches: one time and one journal document for all commands of a batch, then the engine for each
 * of them. The slots of a batch stay claimed until all of it is done. Engine thread only.
 *
 * <p>When the log fails, the engine is as it was before the batch and goes on being read; every command that is still in the
 * ring is handed back unseen.
 */
final class BatchHandler implements EventHandler<CommandSlot> {
    private final CommandSlot[] batch;
    private final EngineHost host;
    private final CommandLog log;
    private final VenueClock clock;
    private final Queue<UnsafeBuffer> longBuffers;
    private int size;
    private int taken;
    private volatile JournalFault journalFault;
    private volatile long lastSequence;
    private volatile long nextDeadlineNs;

    BatchHandler(int maxBatch, EngineHost host, CommandLog log, VenueClock clock, Queue<UnsafeBuffer> longBuffers) {
        this.batch = new CommandSlot[maxBatch];
        this.host = host;
        this.log = log;
        this.clock = clock;
        this.longBuffers = longBuffers;
        lastSequence = host.lastSequence();
        nextDeadlineNs = host.engine().nextDeadlineNs();
    }

    @Override
    public void onEvent(CommandSlot slot, long ringSequence, boolean endOfBatch) {
        if (!slot.isEmpty()) {
            batch[size++] = slot;
        }
        if (endOfBatch || size == batch.length) {
            workOff();
            size = 0;
            host.onBatchEnd();
            nextDeadlineNs = host.engine().nextDeadlineNs();
            lastSequence = host.lastSequence();
        }
    }

    private void workOff() {
        int done = 0;
        while (done < size && journalFault == null) {
            done = journalAndExecute(done);
        }
        handBack(done, size, true);
    }

    /** Does what fits into one journal document, and returns how far it came. */
    private int journalAndExecute(int from) {
        long timeNs = clock.nowNs();
        taken = from;
        try {
            journal(timeNs);
        } catch (JournalFault e) {
            journalFault = e;
            handBack(from, taken, e.isCertain());
            return taken;
        }
        for (int i = from; i < taken; i++) {
            if ((i - from) % CommandListener.COME_SOON == 0) {
                readAhead(i, Math.min(i + CommandListener.COME_SOON, taken));
            }
            host.onCommand(host.lastSequence() + 1, timeNs, batch[i].command(), 0, batch[i].length());
            giveBack(batch[i].release());
        }
        return taken;
    }

    /** A few commands at a time: their lines of memory come at once instead of one after the other. */
    private void readAhead(int from, int to) {
        for (int i = from; i < to; i++) {
            host.comesSoon(batch[i].command(), 0);
        }
        host.readAhead();
    }

    private void journal(long timeNs) {
        log.begin(host.lastSequence() + 1, timeNs);
        int from = taken;
        while (taken < size && log.add(batch[taken].command(), 0, batch[taken].length())) {
            taken++;
        }
        Check.that(taken > from, "an empty batch refused a command");
        log.commit();
    }

    private void handBack(int from, int to, boolean certain) {
        for (int i = from; i < to; i++) {
            host.onUnjournalled(batch[i].command(), 0, certain);
            giveBack(batch[i].release());
        }
    }

    private void giveBack(UnsafeBuffer lent) {
        if (lent != null) {
            Check.that(longBuffers.offer(lent), "more long buffers than there are");
        }
    }

    /** What the log failed with, null while it is well. */
    JournalFault journalFault() {
        return journalFault;
    }

    long lastSequence() {
        return lastSequence;
    }

    long nextDeadlineNs() {
        return nextDeadlineNs;
    }
}
