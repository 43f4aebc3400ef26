package io.bullring.gateway.feed.binance;

import io.bullring.core.fault.Check;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;

/**
 * What connections and requests have for the feed's thread. Bounded by what they may have under way: {@link StreamLink#CREDIT}
 * messages of a connection, two requests of a symbol.
 */
final class Inbox implements Executor {
    private static final int LINKS = 4; // two, and two that were cut but are still on their way out
    private static final int PER_SYMBOL = 8;

    private final BlockingQueue<Runnable> tasks;
    private final Runnable wake;

    /** @param wake has the feed's thread look here */
    Inbox(int symbols, Runnable wake) {
        this.tasks = new ArrayBlockingQueue<>(LINKS * (StreamLink.CREDIT + 2) + PER_SYMBOL * symbols);
        this.wake = wake;
    }

    @Override
    public void execute(Runnable task) {
        Check.that(tasks.offer(task), "more came than was asked for");
        wake.run();
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** The next task, or null. */
    Runnable poll() {
        return tasks.poll();
    }
}
