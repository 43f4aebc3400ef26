package io.bullring.gateway.analytics;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions that read or tell much, on one thread ({@code bullring-analysis}): whoever asks a lot takes one processor at most.
 * Accounts are answered in turn, a question each, and each may have a few waiting only, so that nobody waits for all that somebody else
 * wants to know. What is beyond the bounds is refused, but whoever has nothing waiting is always heard. What is asked for all has a turn
 * of its own, as an account has, and is worked out once for everybody who waits for it, which are as many as there are connections at most.
 * Any thread.
 */
public final class AnalysisDesk implements AutoCloseable {
    /** Questions of one account that may wait. */
    public static final int MAX_WAITING_OF_ACCOUNT = 16;

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisDesk.class);
    private static final int MAX_WAITING = 64;

    /** In the place of an account, for what is asked for all. */
    private static final int EVERYBODY = 0;

    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), AnalysisDesk::thread);

    /** Questions by account, that whose turn is next first. */
    private final SequencedMap<Integer, Queue<Runnable>> accounts = new LinkedHashMap<>();
    private int waiting;

    /** A question whose answer is the same for all; of these there are fewer than an account may have waiting. */
    public static final class Shared<T> {
        /** Of whoever asked first; null when nobody waits. Under the desk's lock. */
        private Future<T> pending;
    }

    /** The account has as many questions waiting as it may. */
    public static final class AccountPressure extends RejectedExecutionException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The answer, on the context; fails with {@link RejectedExecutionException} when too many are waiting, with {@link AccountPressure}
     * when they are the account's own.
     */
    public <T> Future<T> ask(int accountId, Callable<T> question, Context context) {
        Promise<T> promise = Promise.promise();
        try {
            leave(accountId, () -> hand(answer(question), promise, context));
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    /** The same for a question that is asked for all: whoever asks while it waits or is being answered gets that answer. */
    public <T> Future<T> ask(Shared<T> shared, Callable<T> question, Context context) {
        Promise<T> promise = Promise.promise();
        try {
            Future<T> pending = pending(shared, question);
            pending.onComplete(ignored -> hand(pending, promise, context));
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    /** Questions that wait. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private synchronized <T> Future<T> pending(Shared<T> shared, Callable<T> question) {
        if (shared.pending == null) {
            Promise<T> promise = Promise.promise();
            leave(EVERYBODY, () -> {
                Future<T> answer = answer(question);
                end(shared);
                answer.onComplete(promise);
            });
            shared.pending = promise.future();
        }
        return shared.pending;
    }

    private synchronized void end(Shared<?> shared) {
        shared.pending = null;
    }

    private synchronized void leave(int accountId, Runnable question) {
        Queue<Runnable> own = accounts.getOrDefault(accountId, new ArrayDeque<>());
        if (own.size() == MAX_WAITING_OF_ACCOUNT) {
            throw new AccountPressure();
        }
        if (waiting >= MAX_WAITING && !own.isEmpty()) {
            throw new RejectedExecutionException("too many questions");
        }
        worker.execute(() -> next().run());
        own.add(question);
        accounts.putIfAbsent(accountId, own);
        waiting++;
    }

    /** Whoever has more to ask goes behind the others. */
    private synchronized Runnable next() {
        Map.Entry<Integer, Queue<Runnable>> first = accounts.pollFirstEntry();
        Queue<Runnable> own = first.getValue();
        Runnable question = own.remove();
        if (!own.isEmpty()) {
            accounts.put(first.getKey(), own);
        }
        waiting--;
        return question;
    }

    private static <T> void hand(Future<T> answer, Promise<T> promise, Context context) {
        try {
            context.runOnContext(ignored -> answer.onComplete(promise));
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loops ended before a question was answered: nobody waits for it any more");
        }
    }

    /** An error fails the future too, as it does on an event loop: else nobody would be answered. The next question knows nothing of it. */
    private static <T> Future<T> answer(Callable<T> question) {
        try {
            return Future.succeededFuture(question.call());
        } catch (Exception | Error e) {
            return Future.failedFuture(e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bullring-analysis");
        thread.setDaemon(true);
        return thread;
    }
}
