package io.bullring.gateway.history;

import io.bullring.core.fault.EngineFault;
import io.bullring.core.port.EventListener;
import java.lang.invoke.VarHandle;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every command with its events from the engine thread to whatever is derived from them, on a thread of its own
 * ({@code bullring-follower}): the history store, the hash chain and the event log. In between lies one
 * bounded ring; when it is full the engine thread waits, which is counted. What stands behind must therefore keep up
 * in the mean, and may fall back for as long as the ring has room.
 *
 * <pre>
 *  engine thread ──► ring ──► bullring-follower ──► behind.onCommand, behind.onEvents
 *                                    ├──► each turn: behind is asked to tell what it may tell before it is stored
 *                                    ├──► now and then: behind.onBatchEnd, which stores
 *                                    └──► tasks whose sequence has been reached
 *
 *  one record:  sequence 8 │ time 8 │ correlation id 8 │ source 4 │ answer offset 4 │ command length 8
 *               │ command, up to the next multiple of 8 │ events
 * </pre>
 *
 * <p>Under load it takes commands at most once in {@link FollowerConfig#gatherNs}, for to wake and sleep for each would cost more than
 * what it does with it, and has them stored at most once in {@link FollowerConfig#storeNs}, for the more commands are stored together
 * the fewer rows they are. A command that comes after a pause is taken and stored at once, and a reader that waits is never let wait for that.
 *
 * <p>A command without events is a record too, so that {@link #reachedSequence()} counts every command. An exception of
 * what stands behind is a fault: the engine thread meets it at its next event, and the venue halts. A disk that fails
 * under the history ({@link HistoryFailure}) is none: what is derived can be derived again. The follower
 * stops; the engine thread goes on with what is in the journal already, and hands nothing over any more.
 */
public final class Follower implements EventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int RECORD_TYPE = 1;
    private static final int TIME_OFFSET = 8;
    private static final int CORRELATION_OFFSET = 16;
    private static final int SOURCE_OFFSET = 24;
    private static final int ANSWER_OFFSET = 28;
    private static final int COMMAND_LENGTH_OFFSET = 32;
    private static final int COMMAND_OFFSET = 40;
    private static final int READ_BATCH = 1_024;
    private static final long ENGINE_WAIT_NS = 20_000;
    private static final long LONGEST_SLEEP_NS = 100_000_000;

    private final EventListener behind;
    private final RingBuffer ring;
    private final int maxWaiters;
    private final long gatherNs;
    private final long storeNs;
    private final BooleanSupplier endTurn;
    private final Queue<Waiter> arrivals;
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::sequence));
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong engineWaits = new AtomicLong();
    private final MessageHandler onRecord = this::apply;
    private final Thread thread;
    private DirectBuffer command;
    private int commandOffset;
    private int commandLength;
    private long appliedSequence;
    private long appliedNs;
    private long turnBeganNs;
    private long storedNs;
    private volatile long handedSequence;
    private volatile long reachedSequence;
    private volatile long reachedNs;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile Throwable fault;
    private volatile Throwable diskFailure;

    private record Waiter(long sequence, Runnable task) {}

    /** @param behind called on the follower's thread only; can be told nothing before it is stored */
    public Follower(FollowerConfig config, EventListener behind) {
        this(config, behind, () -> true);
    }

    /**
     * @param behind called on the follower's thread only; stores what it was given when a batch ends
     * @param endTurn called there after commands were taken that are not stored yet: tells what may be told before; true: they have to be
     *     stored at once
     */
    public Follower(FollowerConfig config, EventListener behind, BooleanSupplier endTurn) {
        this(config, behind, endTurn, task -> new Thread(task, "bullring-follower"));
    }

    Follower(FollowerConfig config, EventListener behind, BooleanSupplier endTurn, ThreadFactory threads) {
        this.behind = behind;
        this.endTurn = endTurn;
        this.maxWaiters = config.maxWaiters();
        this.gatherNs = config.gatherNs();
        this.storeNs = config.storeNs();
        this.storedNs = System.nanoTime() - storeNs;
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                config.ringBytes() + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        this.arrivals = new ManyToOneConcurrentArrayQueue<>(config.maxWaiters());
        this.thread = threads.newThread(this::run);
    }

    public void start() {
        thread.start();
    }

    /**
     * What comes is behind this command, up to which whatever stands behind knows everything. Before the first event, on the
     * engine thread.
     *
     * @param timeNs when that came, nanoseconds since 1970, UTC
     */
    public void beginBehind(long sequence, long timeNs) {
        handedSequence = sequence;
        reachedNs = timeNs;
        reachedSequence = sequence;
    }

    /** Longest command together with its events that can be taken, bytes. */
    public int maxBytes() {
        return ring.maxMsgLength() - COMMAND_OFFSET - Long.BYTES;
    }

    /** The last command whose events the engine thread has handed over. */
    public long handedSequence() {
        return handedSequence;
    }

    /** The last command whose events have arrived behind, and are stored there. */
    public long reachedSequence() {
        return reachedSequence;
    }

    /**
     * When that one came, nanoseconds since 1970, UTC: up to which moment whatever stands behind knows what happened. The
     * machine's clock may show any other time.
     */
    public long reachedNs() {
        return reachedNs;
    }

    /** How often the engine thread found the ring full. */
    public long engineWaits() {
        return engineWaits.get();
    }

    /** The fault that ended the follower, or null. */
    public Throwable fault() {
        return fault;
    }

    /** Why the history cannot be written any more, or null while it can. */
    public Throwable diskFailure() {
        return diskFailure;
    }

    /**
     * Has a task run once everything up to this sequence has arrived: at once on the caller's thread when it has,
     * else on the follower's, where it must be short and must not block. Never blocks. The task is not run when the
     * venue ends first: whoever must hear of that sets itself a timer.
     *
     * @return false, and nothing will be run, when too many wait already
     */
    public boolean whenReached(long sequence, Runnable task) {
        if (reachedSequence >= sequence) {
            task.run();
            return true;
        }
        if (waiting.incrementAndGet() > maxWaiters) {
            waiting.decrementAndGet();
            return false;
        }
        boolean taken = arrivals.offer(new Waiter(sequence, task));
        if (!taken) {
            waiting.decrementAndGet();
        }
        LockSupport.unpark(thread); // whether it sleeps or gathers
        return taken;
    }

    @Override
    public void onCommand(long sequence, long timeNs, DirectBuffer bytes, int offset, int length) {
        command = bytes; // read when its events come, so that both go into one record
        commandOffset = offset;
        commandLength = length;
    }

    @Override
    public void onEvents(
            long sequence,
            long timeNs,
            int source,
            long correlationId,
            DirectBuffer events,
            int offset,
            int length,
            int answerOffset) {
        int eventsOffset = eventsOffset(commandLength);
        int index = claim(eventsOffset + length);
        if (index < 0) {
            commandLength = 0;
            handedSequence = sequence; // and never reached, so that readers know what the history lacks
            return;
        }
        AtomicBuffer record = ring.buffer();
        record.putLong(index, sequence);
        record.putLong(index + TIME_OFFSET, timeNs);
        record.putLong(index + CORRELATION_OFFSET, correlationId);
        record.putInt(index + SOURCE_OFFSET, source);
        record.putInt(index + ANSWER_OFFSET, answerOffset - offset);
        record.putLong(index + COMMAND_LENGTH_OFFSET, commandLength);
        if (commandLength > 0) {
            record.putBytes(index + COMMAND_OFFSET, command, commandOffset, commandLength);
            commandLength = 0;
        }
        record.putBytes(index + eventsOffset, events, offset, length);
        ring.commit(index);
        handedSequence = sequence;
    }

    @Override
    public void onBatchEnd() {
        wake();
    }

    /**
     * Waits until everything up to this sequence has arrived behind, for as long as it takes: after a recovery.
     *
     * @throws EngineFault when the follower has failed
     * @throws HistoryFailure when the disk has failed
     */
    public void awaitReached(long sequence) {
        while (reachedSequence < sequence) {
            checkHealth();
            if (diskFailure != null) {
                throw new HistoryFailure("what follows from the journal cannot be written", diskFailure);
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(ENGINE_WAIT_NS);
        }
        checkHealth();
    }

    /** Finishes what was handed over, then stops the thread. The engine thread must have stopped before. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFault("interrupted while the follower was finishing", e);
        }
    }

    /** Where the record goes, negative when nobody reads it any more. */
    private int claim(int length) {
        checkHealth();
        if (diskFailure != null) {
            return RingBuffer.INSUFFICIENT_CAPACITY;
        }
        int index = ring.tryClaim(RECORD_TYPE, length);
        if (index < 0) {
            engineWaits.incrementAndGet();
        }
        while (index < 0 && diskFailure == null) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(ENGINE_WAIT_NS);
            checkHealth();
            index = ring.tryClaim(RECORD_TYPE, length);
        }
        return index;
    }

    private void checkHealth() {
        if (fault != null) {
            throw new EngineFault("the follower has failed", fault);
        }
    }

    /** A sleeper has announced itself before it looked for work a last time, so one of the two sees the other. */
    private void wake() {
        VarHandle.fullFence();
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!closing || ring.size() > 0 || isUnstored()) {
                int done = work();
                if (done == 0) {
                    sleep();
                } else if (done < READ_BATCH) { // else there is more
                    gather();
                }
            }
        } catch (HistoryFailure e) {
            diskFailure = e;
            LOG.error("the history ends at sequence {}; the venue takes no more commands", reachedSequence, e);
        } catch (Throwable e) {
            fault = e;
            LOG.error("the follower has failed after sequence {}; the venue halts", reachedSequence, e);
        }
    }

    private int work() {
        turnBeganNs = System.nanoTime();
        int applied = ring.read(onRecord, READ_BATCH);
        takeArrivals();
        if (isUnstored() && (mustStore() || applied > 0 && endTurn.getAsBoolean())) {
            store();
        }
        return applied + runWaiters();
    }

    private boolean isUnstored() {
        return appliedSequence > reachedSequence;
    }

    private boolean mustStore() {
        return closing || turnBeganNs - storedNs >= storeNs || isReaderFirst();
    }

    /** A reader waits for nothing but that it is stored. */
    private boolean isReaderFirst() {
        return !waiters.isEmpty() && waiters.peek().sequence() <= appliedSequence;
    }

    private void store() {
        storedNs = turnBeganNs;
        behind.onBatchEnd();
        reachedNs = appliedNs;
        reachedSequence = appliedSequence;
    }

    private void apply(int recordType, MutableDirectBuffer buffer, int index, int length) {
        int bytes = (int) buffer.getLong(index + COMMAND_LENGTH_OFFSET);
        int events = index + eventsOffset(bytes);
        long sequence = buffer.getLong(index);
        long timeNs = buffer.getLong(index + TIME_OFFSET);
        if (bytes > 0) {
            behind.onCommand(sequence, timeNs, buffer, index + COMMAND_OFFSET, bytes);
        }
        behind.onEvents(
                sequence,
                timeNs,
                buffer.getInt(index + SOURCE_OFFSET),
                buffer.getLong(index + CORRELATION_OFFSET),
                buffer,
                events,
                index + length - events,
                events + buffer.getInt(index + ANSWER_OFFSET));
        appliedSequence = sequence;
        appliedNs = timeNs;
    }

    private static int eventsOffset(int bytesOfCommand) {
        return COMMAND_OFFSET + BitUtil.align(bytesOfCommand, Long.BYTES);
    }

    private void takeArrivals() {
        for (Waiter arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            waiters.add(arrival);
        }
    }

    private int runWaiters() {
        int done = 0;
        while (!waiters.isEmpty() && waiters.peek().sequence() <= reachedSequence) {
            wakeUp(waiters.poll());
            done++;
        }
        return done;
    }

    /** A reader that cannot be told any more is no reason for the history to stop. */
    private void wakeUp(Waiter waiter) {
        waiting.decrementAndGet();
        try {
            waiter.task().run();
        } catch (RuntimeException e) {
            LOG.warn("a reader that waited for the history is gone: {}", e.toString());
        }
    }

    private void gather() {
        long restNs = gatherNs - (System.nanoTime() - turnBeganNs);
        while (restNs > 0 && mayRest()) {
            LockSupport.parkNanos(restNs);
            restNs = gatherNs - (System.nanoTime() - turnBeganNs);
        }
    }

    private boolean mayRest() {
        return !closing && arrivals.isEmpty() && waiters.isEmpty() && ring.size() < ring.capacity() / 2;
    }

    private void sleep() {
        asleep = true;
        VarHandle.fullFence();
        if (ring.size() == 0 && arrivals.isEmpty() && !closing) {
            LockSupport.parkNanos(isUnstored() ? storedNs + storeNs - System.nanoTime() : LONGEST_SLEEP_NS);
        }
        asleep = false;
    }
}
