package io.bullring.gateway.reply;

import io.bullring.core.fault.Check;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Makes an event loop of a plain thread: what others have it execute waits here until the thread comes to run it.
 * Bounded, because a {@link Caller} has one delivery waiting at most.
 */
public final class Mailbox implements Executor {
    private static final int CAPACITY = 4;

    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(CAPACITY);

    @Override
    public void execute(Runnable task) {
        Check.that(tasks.offer(task), "a mailbox for one caller is full");
    }

    /**
     * Runs the next task, which may take some time to come.
     *
     * @return false when none came in time
     */
    public boolean runNext(long timeoutNs) throws InterruptedException {
        Runnable task = tasks.poll(timeoutNs, TimeUnit.NANOSECONDS);
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }
}
