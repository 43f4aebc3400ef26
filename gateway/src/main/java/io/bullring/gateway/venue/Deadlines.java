package io.bullring.gateway.venue;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.CommandGate;
import io.bullring.core.port.EventListener;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends {@code AdvanceTime} when the engine's next deadline is due, one at a time, from the thread
 * {@code bullring-deadlines}; nothing is sent on a tick. The engine thread tells at the end of each batch when the next
 * deadline is, and wakes the sleeper only when that is earlier than what it sleeps for.
 *
 * <p>What we see of the clock that stamps commands may be a moment ahead of what it stamps. A deadline that {@code AdvanceTime}
 * came too early for is therefore tried again when as much time has passed as was missing, not at once.
 */
final class Deadlines implements EventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long PATIENCE_NS = 10_000_000_000L;
    private static final long PAUSE_NS = 1_000_000;
    private static final long LONGEST_SLEEP_NS = 1_000_000_000L;

    private final OperatorCommands commands = new OperatorCommands();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private LongSupplier engineDeadlineNs = () -> Long.MAX_VALUE;
    private LongSupplier clockNs;
    private PatientCaller caller;
    private Thread thread;
    private long reachedNs;
    private volatile long nextNs = Long.MAX_VALUE;
    private volatile long wakeAtNs = Long.MAX_VALUE;
    private volatile boolean closing;

    /**
     * Begins to watch. The engine thread does not run yet.
     *
     * @param deadlineNs the engine's next deadline, asked on the engine thread
     * @param nowNs what the clock shows that stamps commands, asked on this thread; another one would go its own way
     */
    void start(CallerSource callers, LongSupplier deadlineNs, LongSupplier nowNs) {
        engineDeadlineNs = deadlineNs;
        clockNs = nowNs;
        nextNs = deadlineNs.getAsLong();
        caller = new PatientCaller(callers, PATIENCE_NS);
        thread = new Thread(this::run, "bullring-deadlines");
        thread.start();
    }

    /** Nothing to see: only the end of a batch matters. */
    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {}

    @Override
    public void onBatchEnd() {
        long deadlineNs = engineDeadlineNs.getAsLong();
        nextNs = deadlineNs;
        if (deadlineNs < wakeAtNs) {
            wake();
        }
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        closing = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (asleep.compareAndSet(true, false)) {
            caller.wake();
        }
    }

    private void run() {
        try {
            while (!closing) {
                long dueNs = nextNs;
                long leftNs = dueNs - clockNs.getAsLong();
                if (leftNs > 0) {
                    sleep(dueNs, leftNs);
                } else if (!advance()) {
                    caller.listen(PAUSE_NS);
                } else if (nextNs == dueNs) {
                    sleep(dueNs, Math.max(PAUSE_NS, dueNs - reachedNs));
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted: orders fire and expire only with other commands from now on");
        } catch (RuntimeException | EngineFault e) {
            LOG.error("orders fire and expire only with other commands from now on", e);
        }
    }

    /** Has the time advanced, and waits for what comes of it; false when it could not be sent. */
    private boolean advance() throws InterruptedException {
        int length = commands.advanceTime();
        int result = caller.offer(0, commands.buffer(), length, answer -> reachedNs = answer.timeNs());
        if (result == CommandGate.CLOSED || result == CommandGate.UNJOURNALLED) {
            closing = true;
        }
        while (caller.inFlight() > 0 && !closing) {
            caller.listen(PAUSE_NS);
        }
        return result == CommandGate.TAKEN;
    }

    /** Announces what it sleeps for before it looks a last time, so that an earlier deadline is seen by one of us. */
    private void sleep(long dueNs, long timeNs) throws InterruptedException {
        wakeAtNs = dueNs;
        asleep.set(true);
        if (nextNs >= dueNs && !closing) {
            caller.listen(Math.min(LONGEST_SLEEP_NS, timeNs));
        }
        asleep.set(false);
        wakeAtNs = Long.MIN_VALUE;
    }
}
