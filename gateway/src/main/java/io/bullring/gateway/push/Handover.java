package io.bullring.gateway.push;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, on its way from the follower to one event loop. The follower writes, the loop reads; neither waits for the
 * other, and neither allocates: what goes through was made once, for all loops.
 *
 * <pre>
 *  follower ── offer ──► queue ──► released? ──► one task a batch ──► PushHandler
 *                          └─ full: remembered as lost, told by name
 * </pre>
 *
 * A tick is released when the history has it, for with it candles are read from there. An order may be before, for whoever asks for it
 * waits until the history has it. Ticks may take half of the room, so that a market in turmoil leaves the other half to orders.
 */
public final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    /** Pushes that one task hands on before it lets others of its loop go first. */
    private static final int MOST_IN_A_TASK = 1_024;

    private final OneToOneConcurrentArrayQueue<Push> queue;
    private final int roomForTicks;
    private final Executor eventLoop;
    private final PushHandler handler;
    private final Runnable delivery = this::deliver;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    // Written by the loop.
    private volatile boolean wantsTicks;
    private volatile boolean wantsOrders;
    private long taken;

    // Written by the follower.
    private long offered;
    private boolean hasTicksInBatch;
    private boolean lostTicksInBatch;
    private boolean lostOrdersInBatch;
    private volatile long released;
    private volatile boolean gone;

    // Set by the follower, cleared by the loop.
    private volatile boolean ticksLost;
    private volatile boolean ordersLost;

    Handover(int capacity, Executor eventLoop, PushHandler handler) {
        this.queue = new OneToOneConcurrentArrayQueue<>(capacity);
        this.roomForTicks = queue.capacity() / 2;
        this.eventLoop = eventLoop;
        this.handler = handler;
    }

    /**
     * Event loop: what it wants to be told. Whatever happens after this call is handed over.
     *
     * @param orders changes of orders, and of portfolios
     */
    public void want(boolean ticks, boolean orders) {
        wantsTicks = ticks;
        wantsOrders = orders;
    }

    /** Follower. */
    void offer(Tick tick) {
        if (!wantsTicks || gone) {
            return;
        }
        hasTicksInBatch = true;
        if (queue.size() < roomForTicks && queue.offer(tick)) {
            offered++;
        } else {
            lostTicksInBatch = true;
        }
    }

    /** Follower. */
    void offer(OrderChange change) {
        offerFirm(change);
    }

    /** Follower. */
    void offer(PortfolioChange change) {
        offerFirm(change);
    }

    private void offerFirm(Push change) {
        if (!wantsOrders || gone) {
            return;
        }
        if (queue.offer(change)) {
            offered++;
        } else {
            lostOrdersInBatch = true;
        }
    }

    boolean wantsOrders() {
        return wantsOrders && !gone;
    }

    /** Follower: whether the loop is to be told of a price, be it that one was lost. */
    boolean hasTicksInBatch() {
        return hasTicksInBatch;
    }

    /** Follower: the history has everything that was offered, or has whoever asks for it wait until it has. */
    void onBatchEnd() {
        hasTicksInBatch = false;
        if (offered == released && !lostTicksInBatch && !lostOrdersInBatch) {
            return;
        }
        if (lostTicksInBatch) {
            lostTicksInBatch = false;
            ticksLost = true;
        }
        if (lostOrdersInBatch) {
            lostOrdersInBatch = false;
            ordersLost = true;
        }
        released = offered;
        schedule();
    }

    /** Pushes on their way. Any thread. */
    int waiting() {
        return queue.size();
    }

    /** No loop reads any more. */
    void end() {
        gone = true;
    }

    /** Event loop. What is released meanwhile is handed on now, or has a task of its own. */
    private void deliver() {
        scheduled.set(false);
        boolean complete = false;
        try {
            handOnWhatWaits();
            complete = true;
        } finally {
            if (!complete) {
                ordersLost = true; // whatever failed, nobody is left to believe that it was told everything
            }
            if (taken < released) {
                schedule();
            }
        }
    }

    private void handOnWhatWaits() {
        if (ordersLost) {
            ordersLost = false;
            handler.onOrdersLost();
        }
        for (int left = MOST_IN_A_TASK; taken < released && left > 0; left--) {
            Push push = queue.poll();
            taken++;
            handOn(push);
        }
        if (taken == released && ticksLost) { // only now: nothing older is under way
            ticksLost = false;
            handler.onTicksLost();
        }
        handler.onBatchEnd();
    }

    private void handOn(Push push) {
        switch (push) {
            case Tick tick -> handler.onTick(tick);
            case OrderChange change -> handler.onOrderChange(change);
            case PortfolioChange change -> handler.onPortfolioChange(change);
        }
    }

    private void schedule() {
        if (!gone && scheduled.compareAndSet(false, true)) {
            try {
                eventLoop.execute(delivery);
            } catch (RejectedExecutionException e) {
                gone = true;
                LOG.info("an event loop is gone; what would have been pushed to it goes nowhere");
            }
        }
    }
}
