package io.bullring.core.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How the engine thread sleeps when there is nothing to do, and is woken. To publish does not wake it: whoever has published rings, once
 * for all that it has, because waking a thread costs more than executing an order.
 *
 * <pre>
 *  producer       publish ─► fence ─► asleep? ─► unpark
 *  engine thread  asleep  ─► fence ─► published? ─► park        one of the two sees the other
 * </pre>
 *
 * {@link #ring} is for any thread, the rest for the engine thread.
 */
final class Doorbell implements WaitStrategy {
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile Thread sleeper;

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException {
        sleeper = Thread.currentThread();
        barrier.checkAlert();
        while (cursor.get() < sequence) {
            if (fallsAsleep(sequence, cursor) && !barrier.isAlerted()) {
                LockSupport.park(this);
            }
            asleep.set(false);
            barrier.checkAlert();
        }
        return dependent.get();
    }

    /** Says that the engine thread is about to sleep. Returns whether it may: not when what it waits for has come meanwhile. */
    boolean fallsAsleep(long sequence, Sequence cursor) {
        asleep.set(true);
        VarHandle.fullFence();
        return cursor.get() < sequence;
    }

    /** Nothing: see {@link #ring}. */
    @Override
    public void signalAllWhenBlocking() {}

    /**
     * Wakes the engine thread if it sleeps, and costs next to nothing if it does not. After publishing, and after an alert. Returns
     * whether this call woke it; of several that ring at the same time one does.
     */
    boolean ring() {
        VarHandle.fullFence();
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(sleeper);
            return true;
        }
        return false;
    }
}
